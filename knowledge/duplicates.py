"""Passages that say the same in several places, found among many: by their MinHash.

Numbers do not count when candidates are looked for: "within 14 days" and "within 30 days" are near-duplicates, and are
reported as such with `numbers_differ`. Work and memory grow with the number of passages, not with that of pairs: 1.6 KB
and 0.2 ms a passage.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from knowledge.minhash import Hashes, bands_of, candidates, pairs, similarity
from knowledge.words import fold

_LEAST_TOKENS = 5
"""Shorter passages ("Yes.", "See below.") are alike without being copies."""
_TOKEN = re.compile(r"(?P<number>\d+(?:[.,:]\d+)*)|[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+")
_MASK = "#"


class Text(Protocol):
    """What is compared: a `Chunk` is one."""

    @property
    def id(self) -> str: ...
    @property
    def document(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Member:
    """A passage of a group: the chunk's id and its document's name."""

    chunk_id: str
    document: str


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Passages that say the same, in the order given. `similarity` in [0, 1] is that of the least alike neighbours.

    `exact`: the same words and numbers. `numbers_differ`: alike but for numbers, so at most one of them is right.
    """

    similarity: float
    exact: bool
    numbers_differ: bool
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Like:
    """A new passage (`new`) that also stands, or nearly, in an existing one (`existing`)."""

    new: Member
    existing: Member
    similarity: float
    exact: bool
    numbers_differ: bool


@dataclass(frozen=True, slots=True)
class _Print:
    """`digest` names the words with their numbers; `shingles` (sorted, unique) leave the numbers out."""

    member: Member
    digest: bytes
    numbers: int
    shingles: Hashes
    bands: NDArray[np.uint64]


def near_duplicates(chunks: Iterable[Text], threshold: float = 0.8) -> Iterator[DuplicateGroup]:
    """Groups of two and more passages of which each is at least `threshold` like another, most alike first.

    The similarity is Jaccard's over word pairs (Chinese: pairs of characters) without numbers. The texts
    are read once and not kept.
    """
    prints = [found for chunk in chunks if (found := _print(chunk)) is not None]
    parent = list(range(len(prints)))
    least: dict[int, float] = {}

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    if not prints:
        return
    for one, other in candidates(np.stack([found.bands for found in prints])):
        first, second = sorted((root(one), root(other)))
        if first == second:
            continue
        if (alike := similarity(prints[one].shingles, prints[other].shingles)) >= threshold:
            parent[second] = first
            least[first] = min(alike, least.get(first, 1.0), least.pop(second, 1.0))
    groups: defaultdict[int, list[_Print]] = defaultdict(list)
    for at, found in enumerate(prints):
        if root(at) in least:
            groups[root(at)].append(found)
    for at, members in sorted(groups.items(), key=lambda group: (-least[group[0]], group[0])):
        yield DuplicateGroup(
            round(least[at], 3),
            len({member.digest for member in members}) == 1,
            len({member.numbers for member in members}) > 1,
            tuple(member.member for member in members),
        )


def find_like(new: Iterable[Text], existing: Iterable[Text], threshold: float = 0.8) -> Iterator[Like]:
    """Which existing passages say what a new one says, as they come; `existing` is read once, `new` is kept.

    A passage is not compared with itself (the same id), so the whole base may be handed in.
    """
    prints = [found for chunk in new if (found := _print(chunk)) is not None]
    buckets: defaultdict[int, list[int]] = defaultdict(list)
    for at, found in enumerate(prints):
        for band in found.bands.tolist():
            buckets[band].append(at)
    if not buckets:
        return
    for chunk in existing:
        if (other := _print(chunk)) is None:
            continue
        for at in sorted({at for band in other.bands.tolist() for at in buckets.get(band, ())}):
            mine = prints[at]
            if mine.member.chunk_id == other.member.chunk_id:
                continue
            if (alike := similarity(mine.shingles, other.shingles)) >= threshold:
                exact = mine.digest == other.digest
                yield Like(mine.member, other.member, round(alike, 3), exact, mine.numbers != other.numbers)


def _print(chunk: Text) -> _Print | None:
    words: list[str] = []
    numbers: list[str] = []
    for match in _TOKEN.finditer(fold(chunk.text)):
        if match.lastgroup == "number":
            numbers.append(match.group())
            words.append(_MASK)
        else:
            words.append(match.group())
    if len(words) < _LEAST_TOKENS:
        return None
    shingles = pairs(words)
    said = "\x1f".join((*words, *numbers))
    return _Print(
        Member(chunk.id, chunk.document),
        hashlib.blake2b(said.encode(), digest_size=8).digest(),
        crc32("\x1f".join(numbers).encode()),
        shingles,
        bands_of(shingles),
    )
