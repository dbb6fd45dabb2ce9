"""What a new version of a document says otherwise than an older one, passage by passage and word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from knowledge.document import Chunk

_ALIKE = 0.5
# A word with what follows it of spaces; of scripts without spaces a character, so that what changed shows narrowly.
_WORD = re.compile(r"[\u3040-\u9fff\u0e00-\u0e7f\U00020000-\U0003ffff]|[^\W\u3040-\u9fff\u0e00-\u0e7f]+|\s+|[^\w\s]")
_MOST_WORDS = 4_000


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


Kind = Literal["same", "removed", "added"]
Marked = tuple[Kind, str]


def marked(before: str, after: str) -> list[Marked]:
    """Both texts as one: pieces that stay, that are gone and that are new, in reading order."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > _MOST_WORDS:
        return [("removed", before), ("added", after)]
    found: list[Marked] = []
    for kind, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(old[first:last])))
            continue
        if first < last:
            found.append(("removed", "".join(old[first:last])))
        if begin < end:
            found.append(("added", "".join(new[begin:end])))
    return _joined(found)


def _joined(pieces: Sequence[Marked]) -> list[Marked]:
    """Changes that only a space parts read better as one: several words that were replaced, not each by itself."""
    found: list[Marked] = []
    for at, (kind, text) in enumerate(pieces):
        between = kind == "same" and not text.strip() and 0 < at < len(pieces) - 1
        sides: tuple[Kind, ...] = ("removed", "added") if between else (kind,)
        for side in sides:
            place = next((n for n in range(len(found) - 1, -1, -1) if found[n][0] in (side, "same")), -1)
            if side != "same" and place >= 0 and found[place][0] == side:
                found[place] = (side, found[place][1] + text)
            else:
                found.append((side, text))
    return found
