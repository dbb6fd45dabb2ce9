"""A chunk's statements: its sentences and table cells, with their amounts and what they are about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge import sentences
from knowledge.document import Chunk
from knowledge.health.wording import content, denies, is_free, is_han, names
from knowledge.values import Value, read_values

_CELL = " | "
_LEAST_SAID = 3
"""Two words, or three Chinese characters."""
_CODE = re.compile(r"[;{}=<>]|\w\(|\b\w+_\w+|--|\n")


@dataclass(frozen=True, slots=True)
class Statement:
    """`about` are its words, amounts apart; `names` what it names; `row` and `column` are set for a table's cell."""

    text: str
    about: frozenset[str]
    names: frozenset[str]
    values: tuple[Value, ...]
    denies: bool
    free: bool
    row: str = ""
    column: str = ""


def statements(chunk: Chunk) -> Iterator[Statement]:
    """The sentences of a passage, and the cells of its tables that state an amount, a row's first cell apart."""
    header: list[str] = []
    for line in sentences.split(chunk.text):
        if _CELL not in line:
            header = []
            yield statement_of(line)
            continue
        cells = [cell.strip() for cell in line.split(_CELL)]
        if not header:
            header = cells
            continue
        for column, cell in zip(header[1:], cells[1:], strict=False):
            if cells[0] and (values := read_values(cell).values):
                yield Statement(line, frozenset(), frozenset(), values, False, False, cells[0], column)


def statement_of(text: str) -> Statement:
    """A sentence of running text, as a statement."""
    read = read_values(text)
    free = is_free(text) and not any(value.kind.startswith("money") for value in read.values)
    return Statement(text, content(read.rest), names(read.rest), read.values, denies(text), free)


def is_telling(statement: Statement) -> bool:
    """Whether a sentence says enough to be compared with one of another passage, and is no code."""
    if statement.row or _CODE.search(statement.text):
        return False
    return sum(1 if is_han(word) else 2 for word in statement.about) >= _LEAST_SAID
