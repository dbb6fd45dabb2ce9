"""Counts that belong together added up, millions at a time."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

_DENSE = 3
"""Where there are fewer places than so many times the counts, counting at them all is faster than to sort them."""
_BITS = 63


def summed(at: Numbers, counts: NDArray[np.integer]) -> tuple[Numbers, Numbers]:
    """Each place once, in ascending order, with the sum of its counts, which may be 0; no place is below 0."""
    if not at.size:
        return at, counts.astype(np.int64)
    if int(at.max()) < _DENSE * at.size:
        totals = np.bincount(at, weights=counts)
        seen = totals.nonzero()[0]
        return seen, totals[seen].astype(np.int64)
    ordered, counts = _in_order(at, counts)
    starts = np.diff(ordered, prepend=-1).nonzero()[0]
    return ordered[starts], np.add.reduceat(counts, starts)


def _in_order(at: Numbers, counts: NDArray[np.integer]) -> tuple[Numbers, Numbers]:
    """By place. A count that fits in the bits below its place is sorted with it, four times as fast as by an order."""
    least = int(counts.min())
    bits = (int(counts.max()) - least).bit_length()
    if int(at.max()).bit_length() + bits > _BITS:
        order = at.argsort()
        return at[order], counts[order].astype(np.int64)
    packed = at << bits
    packed += counts - np.int64(least)
    packed.sort()
    return packed >> bits, (packed & ((1 << bits) - 1)) + least
