"""What a new version of a document says otherwise than an older one, passage by passage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from knowledge.document import Chunk

_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage that both have, that one of them lacks, or that was reworded. An absent side is None."""

    kind: Literal["same", "changed", "removed", "added"]
    before: Chunk | None
    after: Chunk | None


def differences(before: Sequence[Chunk], after: Sequence[Chunk]) -> list[Difference]:
    """Every passage of both versions, in reading order."""
    matcher = SequenceMatcher(None, [_content(one) for one in before], [_content(one) for one in after], autojunk=False)
    found: list[Difference] = []
    for kind, first, last, begin, end in matcher.get_opcodes():
        old, new = before[first:last], after[begin:end]
        if kind == "equal":
            found += [Difference("same", *pair) for pair in zip(old, new, strict=True)]
        else:
            found += _replaced(old, new)
    return found


def _replaced(old: Sequence[Chunk], new: Sequence[Chunk]) -> Iterator[Difference]:
    """Pairs of passages that are much alike are reworded ones; order is kept."""
    at = 0
    for passage in new:
        partner = next((place for place in range(at, len(old)) if _alike(old[place], passage)), None)
        if partner is None:
            yield Difference("added", None, passage)
            continue
        yield from (Difference("removed", gone, None) for gone in old[at:partner])
        yield Difference("changed", old[partner], passage)
        at = partner + 1
    yield from (Difference("removed", gone, None) for gone in old[at:])


def _alike(one: Chunk, other: Chunk) -> bool:
    matcher = SequenceMatcher(None, one.text, other.text, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _content(chunk: Chunk) -> tuple[tuple[str, ...], str, str]:
    return chunk.headings, chunk.question, chunk.text
