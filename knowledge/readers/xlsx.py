"""Excel workbooks (.xlsx, .xlsm): each sheet's FAQ entries or tables, values as a person sees them."""

import io
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from knowledge import package, sheets
from knowledge.cellformat import shown
from knowledge.document import Block, Parsed
from knowledge.reader import Reader, UnreadableDocument

# Sheets and cells are `Any` below: those of openpyxl's read-only mode have no public types.
_KIND, _SUFFIX = "an Excel workbook", ".xlsx"
_MAX_CELLS = 2_000_000
_WIDEST = 1_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|tabelle|feuil|hoja|table)\s*\d*", re.IGNORECASE)


def read(data: bytes, name: str) -> Parsed:
    """The visible sheets in order, formulas by their stored value; hidden sheets are left out and said to be."""
    import openpyxl
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    with package.opened(data, name, _KIND, _SUFFIX):
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            title = (book.properties.title or "").strip()
            sheets_read = [sheet for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
            visible = [sheet for sheet in sheets_read if sheet.sheet_state == "visible"]
            blocks = tuple(chain.from_iterable(_sheet(sheet, len(visible) > 1, name) for sheet in visible))
        # openpyxl meets broken parts with whatever Python raises there, and with several parsers' own errors.
        except (SyntaxError, TypeError, AttributeError, IndexError, LookupError, ArithmeticError, ValueError) as error:
            raise package.refusal(data, name, _KIND, _SUFFIX) from error
    skipped = tuple(f'the sheet "{sheet.title}" is hidden' for sheet in sheets_read if sheet not in visible)
    return Parsed(title or None, blocks, skipped=skipped)


def _sheet(sheet: Any, named: bool, name: str) -> Iterator[Block]:
    """A sheet under its name, where it has one that tells something or is one of several."""
    blocks = list(sheets.blocks(_rows(sheet, name)))
    if blocks and (named or not _DEFAULT_NAME.fullmatch(sheet.title)):
        yield Block("heading", sheet.title, level=1)
    yield from blocks


def _rows(sheet: Any, name: str) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # what a file declares may be a million rows of nothing, or too little
    merged = _Merged(sheet)
    counted = 0
    blank = False
    for row in sheet.iter_rows():
        used = [cell for cell in row[:_WIDEST] if cell.value is not None]
        if not used:
            # A million empty rows tell no more than one.
            if not blank:
                yield []
            blank = True
            continue
        blank = False
        filled = merged.fill(used[0].row, {cell.column: _shown(cell) for cell in used})
        counted += len(row) + merged.covering
        if counted > _MAX_CELLS:
            raise UnreadableDocument(f"{name} has a sheet of more than 2 million cells; split it.")
        yield filled


def _shown(cell: Any) -> str:
    return shown(cell.value, cell.number_format or "General").strip()


def _column(letters: bytes) -> int:
    """A to 1, AA to 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


class _Merged:
    """The merged ranges of a sheet, whose text stands in their first cell only; asked row by row, downwards.

    `covering` is how many cells the ranges covered in the last row.
    """

    def __init__(self, sheet: Any) -> None:
        with sheet._get_source() as source:  # openpyxl's own reading of merged cells needs the sheet in memory
            found = _MERGED.findall(source.read())
        corners = ((int(top), int(bottom), _column(left), _column(right)) for left, top, right, bottom in found)
        self._coming = sorted(corners, reverse=True)
        self.covering = 0
        self._open: list[tuple[int, int, int, str]] = []  # last row, first and last column, text

    def fill(self, row: int, cells: dict[int, str]) -> list[str]:
        """The row's cells from the first column on, those of merged ranges filled."""
        while self._coming and self._coming[-1][0] <= row:
            top, bottom, left, right = self._coming.pop()
            if top == row and left in cells:
                self._open.append((bottom, left, min(right, _WIDEST), cells[left]))
        self._open = [held for held in self._open if held[0] >= row]
        self.covering = sum(right - left + 1 for _, left, right, _ in self._open)
        for _, left, right, text in self._open[:_WIDEST]:
            for column in range(left, right + 1):
                cells.setdefault(column, text)
        return [cells.get(column, "") for column in range(1, max(cells) + 1)]


reader = Reader(
    suffixes=(".xlsx", ".xlsm"),
    media_types=(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel.sheet.macroEnabled.12",
    ),
    read=read,
)
