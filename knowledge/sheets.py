"""A sheet of rows to blocks: one table after another, parted by empty rows where another table begins."""

from collections.abc import Iterable, Iterator, Sequence

from knowledge import tables
from knowledge.document import Block


def blocks(rows: Iterable[Sequence[str]]) -> Iterator[Block]:
    """The blocks of a sheet. An empty row inside a table does not end it: the rows below fill the same columns."""
    table: list[Sequence[str]] = []
    gap = False
    for row in rows:
        if not any(cell.strip() for cell in row):
            gap = bool(table)
            continue
        if gap and not _goes_on(table, row):
            yield from tables.blocks(table)
            table = []
        table.append(row)
        gap = False
    yield from tables.blocks(table)


def _goes_on(table: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    header = _used(max(table, key=lambda above: len(_used(above))))
    here = _used(row)
    return here <= header and (len(here) > 1 or len(header) == 1)


def _used(row: Sequence[str]) -> set[int]:
    return {at for at, cell in enumerate(row) if cell.strip()}
