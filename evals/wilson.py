"""A proportion with its 95 % interval."""

import math
from typing import NamedTuple

Z_95 = 1.959963984540054
"""The 97.5 % quantile of the standard normal distribution."""


class Rate(NamedTuple):
    """`successes` of `n`; `value`, `low` and `high` are None where n is 0, for then nothing is known."""

    successes: int
    n: int
    value: float | None
    low: float | None
    high: float | None


def rate(successes: int, n: int) -> Rate:
    """The proportion with its Wilson score interval. Raises ValueError unless 0 <= successes <= n."""
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} successes of {n}")
    if n == 0:
        return Rate(0, 0, None, None, None)
    low, high = wilson_interval(successes / n, n)
    # What is 0 or 1 by the formula is not always so by its sums.
    return Rate(successes, n, successes / n, 0.0 if successes == 0 else low, 1.0 if successes == n else high)


def wilson_interval(p: float, n: float) -> tuple[float, float]:
    """The 95 % score interval of a proportion of n > 0 cases; it stays inside [0, 1] and is sound for small n.

    (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), with z = 1.96: E. B. Wilson, "Probable inference, the law of
    succession, and statistical inference", J. Am. Stat. Assoc. 22 (1927) 209-212; it is method 3 of R. G. Newcombe,
    Statistics in Medicine 17 (1998) 857-872.
    """
    z2 = Z_95 * Z_95
    centre, scale = p + z2 / (2 * n), 1 + z2 / n
    half = Z_95 * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)
