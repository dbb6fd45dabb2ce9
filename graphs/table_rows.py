"""Rows of tables as customers read them: "Reed — Model: B-210; Warranty: 3 years", and where such a line is."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

CELL = " | "
_HAN = re.compile(r"[\u3400-\u9fff]")
_EMPTY = re.compile(r"[-–—/\s]*")
# Over a column that only holds what the first one names.
_SAYS_NOTHING = re.compile(
    r"(?:values?|details?|descriptions?|information|specifications?|data|answers?|数值|值|内容|说明|详情|参数值|描述|信息|答案)",
    re.IGNORECASE,
)


def as_read(text: str) -> str:
    """The text with the rows of its tables as lines of words; the first row of a table is its header.

    Figures and words stay as they are; cells that hold nothing are left out. A row that has other cells than the header
    stays as it is, and so does a header without rows.
    """
    lines, header = [], ""
    rows = text.split("\n")
    for place, line in enumerate(rows):
        if CELL not in line:
            header = ""
            lines.append(line)
        elif header:
            lines.append(_read(header, line))
        else:
            header = line
            if CELL not in "".join(rows[place + 1 : place + 2]):
                lines.append(line)
    return "\n".join(lines)


def place_of(read: str, text: str) -> tuple[int, int] | None:
    """Start and end of the row of the text that reads so, or that a sentence of it is; None where there is none."""
    if not read.strip():
        return None
    return next(((start, end) for line, start, end in _rows_read(text) if read in line), None)


def as_it_stands(read: str, texts: Iterable[str]) -> str:
    """The text with the rows that it puts in words as they stand in the texts: to be compared with other rows."""
    tables = [text for text in texts if CELL in text]
    return "\n".join(next(_rows(line, tables), line) for line in read.split("\n")) if tables else read


def _rows(line: str, tables: Iterable[str]) -> Iterator[str]:
    for text in tables:
        if place := place_of(line.strip(), text):
            yield text[slice(*place)]


@lru_cache(maxsize=1_024)
def _rows_read(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple(_reading(text)) if CELL in text else ()


def _reading(text: str) -> Iterator[tuple[str, int, int]]:
    header = ""
    for match in re.finditer(r"[^\n]*\n?", text):
        line = match.group().strip()
        if CELL not in line:
            header = ""
        elif not header:
            header = line
        else:
            start = match.start() + match.group().index(line)
            yield _read(header, line), start, start + len(line)


def _read(header: str, row: str) -> str:
    names, cells = header.split(CELL), row.split(CELL)
    told = [(name.strip(), cell.strip()) for name, cell in zip(names[1:], cells[1:], strict=False)]
    told = [(name, cell) for name, cell in told if not _EMPTY.fullmatch(cell)]
    first = cells[0].strip()
    if len(names) != len(cells) or not told or not first:
        return row
    chinese = bool(_HAN.search(header + row))
    colon, semicolon, dash = ("：", "；", "——") if chinese else (": ", "; ", " — ")
    if len(names) == len((first, *told)) == 2 and _SAYS_NOTHING.fullmatch(told[0][0]):
        return f"{first}{colon}{told[0][1]}"
    return f"{first}{dash}" + semicolon.join(f"{name}{colon}{cell}" if name else cell for name, cell in told)
