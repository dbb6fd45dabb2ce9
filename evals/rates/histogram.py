"""Amounts in bins whose width grows with them: they add up, and their quantiles err by at most 1 %."""

from math import log

import numpy as np

GROWTH = 1.02
"""Each bin ends so many times higher than it begins."""
RELATIVE_ERROR = (GROWTH - 1) / (GROWTH + 1)
"""How far the amount that stands for a bin may be from those in it: C. Masson, J. Rim, H. Lee, "DDSketch: a fast and
fully-mergeable quantile sketch with relative-error guarantees", PVLDB 12 (2019) 2195-2205, section 2.1."""
BINS = 2_000
"""Up to 1.02^1999 microseconds, some 5000 years, or as many thousand-millionths of a currency."""

_LOG_GROWTH = log(GROWTH)
STANDS_FOR = np.concatenate(([0.0], 2 * GROWTH ** np.arange(1, BINS) / (GROWTH + 1)))
"""By bin, the amount that stands for those in it."""


def bin_of(amount: int) -> int:
    """0 for 0, then bin i holds [1.02^(i-1), 1.02^i)."""
    return min(BINS - 1, int(log(amount) / _LOG_GROWTH) + 1) if amount >= 1 else 0
