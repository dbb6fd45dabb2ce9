"""A question about several places, asked of each: what delivery "to Japan and to France" costs stands in two rows."""

import re
from collections.abc import Iterator, Sequence

from graphs.covering import Covering, asked_of, covering, lines
from graphs.matters import matters_in, speaks_of
from graphs.places import Place
from graphs.turn import Passage

MOST = 4
_AND = r"[,，、;；/&]|\band\b|\bor\b|\bversus\b|\bvs\b\.?|以及|还[有是]|或者?|[和与跟及]"
_TO = r"\b(?:to|in|for|the|also)\b|[寄送运发邮]?[到往去给至]|[寄送发]"
_BETWEEN = re.compile(rf"(?=.*?(?:{_AND}))(?:\s|{_AND}|{_TO})+", re.IGNORECASE)
_EACH = re.compile(r"\s*,?\s*\b(?:respectively|each)\b|分别|各自|各(?=[是要需多几])", re.IGNORECASE)


def of_each(question: str, found: Sequence[Passage]) -> tuple[str, ...]:
    """The question about each of the places that it names in a row.

    Empty where it names one, and where a row or sentence that was found holds for all of them.
    """
    matters = matters_in(question) or frozenset({"deliver"})
    for row in _rows(question, asked_of(question)):
        if len(row) > 1 and not _told_together(row, matters, found):
            start, end = row[0].start, row[-1].end
            names = dict.fromkeys(question[place.start : place.end] for place in row[:MOST])
            return tuple(_EACH.sub("", f"{question[:start]}{name}{question[end:]}") for name in names)
    return ()


def _rows(question: str, places: Sequence[Place]) -> Iterator[list[Place]]:
    """Places with nothing between them but what joins them."""
    row: list[Place] = []
    for place in places:
        if row and not _BETWEEN.fullmatch(question[row[-1].end : place.start]):
            yield row
            row = []
        row.append(place)
    yield row


def _told_together(places: Sequence[Place], matters: frozenset[str], found: Sequence[Passage]) -> bool:
    """Whether one row or sentence that speaks of the matter holds for each of the places as surely as any does."""
    told = [line for one in found for line in lines([one.text]) if speaks_of(matters, (*one.headings[-1:], line))]
    held = [[covering(place, line) for place in places] for line in told]
    best = [max(of_one, default=Covering.UNSAID) for of_one in zip(*held, strict=True)]
    return best in held and min(best) > Covering.UNSAID
