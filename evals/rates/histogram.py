"""Amounts in bins whose width grows with them: they add up, and their quantiles err by at most 1 %."""

from math import log

import numpy as np
from numpy.typing import NDArray

GROWTH = 1.02
"""Each bin ends so many times higher than it begins."""
RELATIVE_ERROR = (GROWTH - 1) / (GROWTH + 1)
"""How far the amount that stands for a bin may be from those in it: C. Masson, J. Rim, H. Lee, "DDSketch: a fast and
fully-mergeable quantile sketch with relative-error guarantees", PVLDB 12 (2019) 2195-2205, section 2.1."""
BINS = 2_000
"""Up to 1.02^1999 microseconds, some 5000 years, or as many thousand-millionths of a currency."""

_LOG_GROWTH = log(GROWTH)
_STANDS_FOR = np.concatenate(([0.0], 2 * GROWTH ** np.arange(1, BINS) / (GROWTH + 1)))


class Histogram:
    """Counts of the bins that have any, in ascending order, with the exact sums of the amounts and their squares."""

    def __init__(self, bins: NDArray[np.int64], counts: NDArray[np.int64], total: int, squares: int) -> None:
        self._bins = bins
        self._ranks = counts.cumsum()
        self.n = int(self._ranks[-1]) if counts.size else 0
        self.total = total
        self.squares = squares

    def at_rank(self, rank: int) -> float:
        """The amount of that rank, at most 1 % away."""
        return float(_STANDS_FOR[self._bins[self._ranks.searchsorted(rank, side="right")]])


def bin_of(amount: int) -> int:
    """0 for 0, then bin i holds [1.02^(i-1), 1.02^i)."""
    return min(BINS - 1, int(log(amount) / _LOG_GROWTH) + 1) if amount >= 1 else 0
