"""From a model's text with [n] markers to the customer's text and its claims, each with the passages named for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphs.table_rows import place_of
from graphs.turn import Citation, Passage
from knowledge import sentences
from knowledge.support import rank_sentences

_MARKER = re.compile(r"[ \t]*(?:\[|【)(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)(?:\]|】)")
# Of a passage without a sentence the first characters stand for it.
_UNKNOWN_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the reply and the numbers of the passages that it names as its sources."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A reply without markers, and its sentences."""

    text: str
    claims: tuple[Claim, ...]


def read_claims(text: str) -> Cited:
    """Take the markers out; each belongs to the sentence that ends at or contains its place."""
    plain: list[str] = []
    markers: list[tuple[int, tuple[int, ...]]] = []
    length = last = 0
    for match in _MARKER.finditer(text):
        plain.append(text[last : match.start()])
        length += match.start() - last
        markers.append((length, tuple(int(number) for number in re.findall(r"\d+", match[1]))))
        last = match.end()
    plain.append(text[last:])
    stripped = "".join(plain)
    return Cited(
        stripped.strip(),
        tuple(Claim(stripped[start:end], _numbers(markers, start, end)) for start, end in sentences.spans(stripped)),
    )


def citations_of(claims: Sequence[Claim], passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """For each claim the words of the passages named that support it best; quotes in a row become one."""
    found: list[Citation] = []
    last: dict[tuple[str, str], int] = {}
    for claim in claims:
        named = [passages[number - 1] for number in claim.numbers if 1 <= number <= len(passages)]
        # Several searches may have found the same chunk.
        for chunk, passage in {(one.document, one.chunk_id): one for one in named}.items():
            place = last.get(chunk)
            before = found[place] if place is not None else None
            cited = _cited(claim.text, passage, before)
            if place is not None and before and _goes_on(before, cited, passage.text):
                found[place] = _between(passage, before.start or 0, cited.end or 0)
            elif cited not in found:
                last[chunk] = len(found)
                found.append(cited)
    return tuple(found)


def _cited(claim: str, passage: Passage, before: Citation | None) -> Citation:
    """The claim itself where the passage holds it, best after what was quoted before; the table's row that reads so;
    else the nearest sentence."""
    start = passage.text.find(claim, (before.end or 0) if before else 0)
    start = start if start >= 0 else passage.text.find(claim)
    if start >= 0:
        return _between(passage, start, start + len(claim))
    if row := place_of(claim, passage.text):
        return _between(passage, *row)
    best = rank_sentences(claim, [passage.text], 1)
    return _between(passage, best[0].start, best[0].end) if best else _between(passage, 0, _UNKNOWN_LENGTH)


def _between(passage: Passage, start: int, end: int) -> Citation:
    quote = passage.text[start:end]
    return Citation(passage.document, passage.chunk_id, quote, start, start + len(quote))


def _goes_on(before: Citation, cited: Citation, text: str) -> bool:
    """Whether only white space stands between the two."""
    end, start = before.end or 0, cited.start or 0
    return start >= end and not text[end:start].strip()


def _numbers(markers: Sequence[tuple[int, tuple[int, ...]]], start: int, end: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for place, numbers in markers if start < place <= end for n in numbers))
