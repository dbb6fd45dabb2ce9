"""Tables as readers find them to blocks: merged cells filled, FAQ columns recognised, titles taken off."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge import faq
from knowledge.document import Block

_WIDEST = 200
_TITLE_ROWS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text and how many rows and columns it covers."""

    text: str
    rowspan: int = 1
    colspan: int = 1


def filled(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The grid with a merged cell's text in each place that it covers, so that columns stay under their header."""
    grid: list[list[str]] = []
    hanging: dict[int, tuple[str, int]] = {}  # column -> text that covers it for so many more rows
    for row in rows:
        line: dict[int, str] = {at: text for at, (text, _) in hanging.items()}
        hanging = {at: (text, left - 1) for at, (text, left) in hanging.items() if left > 1}
        at = 0
        for cell in row:
            for _ in range(min(max(cell.colspan, 1), _WIDEST)):
                while at in line:
                    at += 1
                line[at] = cell.text
                if cell.rowspan > 1:
                    hanging[at] = (cell.text, cell.rowspan - 1)
        grid.append([line.get(at, "") for at in range(max(line) + 1)] if line else [])
    return grid


def blocks(rows: Iterable[Sequence[str]]) -> Iterator[Block]:
    """A table's blocks: its title rows as paragraphs, then FAQ entries where it has FAQ columns, else the table.

    `rows` are cells as text. Empty rows and columns are dropped, line breaks inside a cell become spaces (in an FAQ's
    answer they stay).
    """
    table = _trimmed(rows)
    start = _header(table)
    for row in table[:start]:
        yield Block("paragraph", " ".join(next(cell for cell in row if cell).split()) if _lonely(row) else _line(row))
    table = table[start:]
    if not table:
        return
    if (where := faq.columns(table[0])) is not None:
        yield from faq.rows(table[1:], where)
    elif len(table) == 1 or len(table[0]) == 1:
        yield Block("paragraph", "\n".join(map(_line, table)))
    else:
        yield from _grouped(table)


def _trimmed(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    kept = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    width = max(map(len, kept), default=0)
    used = sorted({at for row in kept for at, cell in enumerate(row) if cell})
    return [[row[at] if at < len(row) else "" for at in used] for row in kept] if len(used) < width else _even(kept)


def _even(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _header(table: list[list[str]]) -> int:
    """The row that names the columns: below rows that hold a single text (a title, a remark); an FAQ's is known."""
    for at, row in enumerate(table[:_TITLE_ROWS]):
        if faq.columns(row) is not None:
            return at
    start = 0
    while start < min(len(table) - 2, _TITLE_ROWS) and len(table[0]) > 1 and _lonely(table[start]):
        start += 1
    return start


def _lonely(row: Sequence[str]) -> bool:
    texts = [cell for cell in row if cell]
    return len(set(texts)) == 1 and (len(texts) == 1 or len(texts) == len(row))


def _line(row: Sequence[str]) -> str:
    return " | ".join(" ".join(cell.split()) for cell in row)


def _grouped(table: list[list[str]]) -> Iterator[Block]:
    """One table, or one for each run of rows of the same category under its heading."""
    header, groups = _line(table[0]), faq.category_columns(table[0])
    before: tuple[str, ...] = ()
    held: list[str] = []
    # A table of a row or two for each category reads better whole.
    sorts = bool(groups) and len({_category(row, groups) for row in table[1:]}) * 3 <= len(table) - 1
    for row in table[1:]:
        category = _category(row, groups) if sorts else ()
        if category != before and category:
            if held:
                yield Block("table", "\n".join([header, *held]), header=header)
                held = []
            yield from faq.headings(before, category)
            before = category
        held.append(_line(row))
    if held:
        yield Block("table", "\n".join([header, *held]), header=header)


def _category(row: Sequence[str], where: Sequence[int]) -> tuple[str, ...]:
    return tuple(row[at] for at in where if at < len(row) and row[at])
