"""Which of many sets are alike, without comparing all: MinHash signatures, compared band by band.

A. Broder, "On the resemblance and containment of documents", 1997; bands as in Leskovec, Rajaraman, Ullman, "Mining of
Massive Datasets", 3.4. Written here because the libraries for it keep a Python set for every band of every text.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]
"""A set: hashes of its members, sorted, each once."""

_BANDS, _ROWS = 16, 4


def hashes(members: Iterable[str]) -> Hashes:
    """The set of these members."""
    return np.unique(np.fromiter((crc32(member.encode()) for member in members), np.uint32))


def pairs(words: list[str]) -> Hashes:
    """The set of all two neighbouring words."""
    hashed = np.fromiter((crc32(word.encode()) for word in words), np.uint64, len(words))
    mixed = hashed[:-1] * np.uint64(0x9E3779B97F4A7C15) + hashed[1:] * np.uint64(0xC2B2AE3D27D4EB4F)
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))


def bands_of(shingles: Hashes) -> NDArray[np.uint64]:
    """The bands of a set's MinHash signature: sets that share many members are likely to share a band."""
    multipliers, offsets, mixers = _permutations()
    mixed = multipliers[:, None] * shingles.astype(np.uint64)[None, :] + offsets[:, None]
    least = (mixed >> np.uint64(32)).min(axis=1).reshape(_BANDS, _ROWS)
    return np.asarray((least * mixers[None, :]).sum(axis=1) + np.arange(_BANDS, dtype=np.uint64), dtype=np.uint64)


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.uint64]]:
    random = np.random.default_rng(1997)
    multipliers, mixers = (
        random.integers(1, 2**63, size, np.uint64) | np.uint64(1) for size in (_BANDS * _ROWS, _ROWS)
    )
    return multipliers, random.integers(0, 2**63, _BANDS * _ROWS, np.uint64), mixers


def candidates(bands: NDArray[np.uint64]) -> Iterator[tuple[int, int]]:
    """Pairs that share a band: of each bucket's members every one with the one before it and with the first."""
    for band in bands.T:
        order = np.argsort(band, kind="stable")
        same = np.flatnonzero(band[order[1:]] == band[order[:-1]]) + 1
        first, last = -1, -1
        for at in same.tolist():
            first = first if last == at - 1 else at - 1
            last = at
            yield int(order[at - 1]), int(order[at])
            if first != at - 1:
                yield int(order[first]), int(order[at])


def similarity(one: Hashes, other: Hashes) -> float:
    """Jaccard's similarity in [0, 1] of two sets that are not empty."""
    shared = np.intersect1d(one, other, assume_unique=True).size
    return float(shared) / (one.size + other.size - shared)
