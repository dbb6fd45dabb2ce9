"""Cells as bytes, little-endian: the numbers of a cell; and pairs of a code, or a minute, with a count."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_NUMBER, _CODE, _COUNT = np.dtype("<i8"), np.dtype("<u2"), np.dtype("<i4")
_PAIR = np.dtype([("code", _CODE), ("count", _COUNT)])


def pack_numbers(numbers: NDArray[np.int64]) -> bytes:
    """Eight bytes for each."""
    return numbers.astype(_NUMBER).tobytes()


def unpack_numbers(packed: Sequence[bytes], width: int) -> NDArray[np.int64]:
    """Of many cells at once, shape (cells, width)."""
    return np.frombuffer(b"".join(packed), dtype=_NUMBER).reshape(-1, width)


def pack_counts(counts: Mapping[int, int]) -> bytes:
    """Six bytes for each code whose count is not 0, in ascending order."""
    kept = sorted((code, count) for code, count in counts.items() if count)
    return np.array(kept, dtype=_PAIR).tobytes()


def unpack_counts(
    packed: Sequence[bytes],
) -> tuple[NDArray[np.uint16], NDArray[np.int32], NDArray[np.int64]]:
    """Of many cells at once: codes, counts, and how many of them are of each of the cells."""
    pairs = np.frombuffer(b"".join(packed), dtype=_PAIR)
    lengths = np.fromiter(map(len, packed), dtype=np.int64, count=len(packed)) // _PAIR.itemsize
    return pairs["code"], pairs["count"], lengths


def merge_counts(packed: bytes, changes: Mapping[int, int]) -> bytes:
    """The counts of a cell after some have changed."""
    codes, counts, _ = unpack_counts([packed, pack_counts(changes)])
    merged = np.bincount(codes, weights=counts).astype(np.int64)
    kept = np.flatnonzero(merged)
    pairs = np.empty(kept.size, dtype=_PAIR)
    pairs["code"], pairs["count"] = kept, merged[kept]
    return pairs.tobytes()
