"""CSV and TSV: FAQ columns become questions with their answers, anything else a table with its header."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from knowledge import sheets
from knowledge.decoding import decode
from knowledge.document import Parsed
from knowledge.reader import Reader, UnreadableDocument

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 50
_LONGEST_CELL = 1_000_000


def read(data: bytes, name: str) -> Parsed:
    """The rows with their header; comma, semicolon, tab or bar is told from the rows themselves."""
    text = decode(data, name)
    first, _, rest = text.partition("\n")
    declared = ""
    if first.lower().startswith("sep=") and len(first.strip()) == 5:  # what Excel writes to tell the delimiter
        declared, text = first.strip()[4], rest
    try:
        rows = list(_rows(text, declared or _delimiter(text, name)))
    except csv.Error as error:
        raise UnreadableDocument(
            f"{name} is no proper table ({error}); close every quotation mark, or save it as .xlsx."
        ) from error
    return Parsed(None, tuple(sheets.blocks(rows)))


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)


def _delimiter(text: str, name: str) -> str:
    """The one that gives most rows the same width; the standard library's sniffer errs on text with commas."""
    best, best_score = "\t" if name.lower().endswith((".tsv", ".tab")) else ",", 0.0
    for delimiter in _DELIMITERS:
        widths: Counter[int] = Counter()
        for at, row in enumerate(_rows(text, delimiter)):
            if at == _SAMPLE_ROWS:
                break
            widths[len(row)] += bool(row)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        score = count / max(sum(widths.values()), 1) * min(width, 10) ** 0.5 if width > 1 else 0.0
        if score > best_score:
            best, best_score = delimiter, score
    return best


reader = Reader(suffixes=(".csv", ".tsv", ".tab"), media_types=("text/csv", "text/tab-separated-values"), read=read)
