"""CSV that spreadsheets open: UTF-8 with a byte order mark, and no cell that a spreadsheet would calculate."""

import csv
import io
from collections.abc import Iterable

BYTE_ORDER_MARK = "\ufeff"
# What begins a formula, or lets a cell break out of its own (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula, phone numbers with + included."""
    return f"'{cell}" if cell.lstrip(" \u3000").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell


def csv_lines(rows: Iterable[Iterable[object]]) -> str:
    """A line for each row; numbers are written as they are, None as an empty cell."""
    written = io.StringIO()
    csv.writer(written).writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return written.getvalue()
