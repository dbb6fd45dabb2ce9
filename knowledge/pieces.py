"""The sentences and table rows of a text, each with the words that stand over it."""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from knowledge import sentences
from knowledge.synonyms import meanings

_ROW = " | "
_ITEM = re.compile(r"[-*•·]\s|\d{1,2}[.)、]")
_SENTENCE_END = re.compile(r"[.!?。！？;；,，:：…][\"'”’)）」]*$")
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """text[start:end], its terms, and the terms over it: headings, its table's header, the line that heads it.

    `heads` is set where the piece itself only stands over others, `row` where it is a table's row below its header.
    """

    start: int
    end: int
    terms: Set[str]
    over: Set[str]
    heads: bool = False
    row: bool = False


@lru_cache(maxsize=4096)
def pieces_of(text: str, context: str = "") -> tuple[Piece, ...]:
    """The pieces in order; `context` is what stands over the whole text."""
    spans = sentences.spans(text)
    said = [text[start:end] for start, end in spans]
    given = set(meanings(context))
    found: list[Piece] = []
    header: set[str] = set()
    heading: set[str] = set()
    for at, (start, end) in enumerate(spans):
        terms = set(meanings(said[at]))
        in_table = _ROW in said[at]
        first = in_table and not (at and _ROW in said[at - 1])
        heads = _is_heading(text, said, spans, at)
        if first:
            header = terms
        elif heads:
            heading = terms
        over = given | header | heading if in_table else given | heading
        found.append(Piece(start, end, terms, over, heads, in_table and not first))
    return tuple(found)


def _is_heading(text: str, said: list[str], spans: list[tuple[int, int]], at: int) -> bool:
    """A short line of its own that ends like no sentence, over a line that does: readers lose some headings."""
    if at + 1 >= len(said) or len(said[at]) > _LONGEST_HEADING:
        return False
    if _ROW in said[at] or _ITEM.match(said[at]):
        return False
    alone = "\n" in text[spans[at][1] : spans[at + 1][0]] and (not at or "\n" in text[spans[at - 1][1] : spans[at][0]])
    ends = _SENTENCE_END.search(said[at])
    return alone and not ends and bool(_SENTENCE_END.search(said[at + 1]))
