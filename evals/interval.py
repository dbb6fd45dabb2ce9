"""95 % intervals by resampling whole conversations, for figures that have no formula of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.wilson import rate

_REPLICATES = 1_000
_SEED = 20_230


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over `n` cases; `value` is None where it is undefined, `low` and `high` where nothing tells how sure."""

    n: int
    value: float | None
    low: float | None
    high: float | None


def resampled(clusters: Sequence[str]) -> NDArray[np.float64]:
    """How often each case is drawn in each replicate, shape (replicates, cases): whole clusters, with replacement.

    Turns of one conversation resemble each other, so they are drawn together: the cluster bootstrap, A. C. Davison and
    D. V. Hinkley, Bootstrap Methods and their Application (1997), section 3.8.
    """
    names, of_case = np.unique(np.asarray(clusters, dtype=str), return_inverse=True)
    generator = np.random.default_rng(_SEED)
    share = np.full(len(names), 1 / len(names))
    drawn = generator.multinomial(len(names), share, size=_REPLICATES)
    return np.asarray(drawn[:, of_case], dtype=np.float64)


def estimate(value: float, replicates: NDArray[np.float64], n: int) -> Estimate:
    """The percentile interval. Where every replicate is the same, resampling cannot tell how sure the figure is."""
    if n == 0 or np.isnan(value):
        return Estimate(n, None, None, None)
    known = replicates[~np.isnan(replicates)]
    low, high = np.quantile(known, (0.025, 0.975)) if known.size else (value, value)
    if low == high:
        return Estimate(n, float(value), None, None)
    return Estimate(n, float(value), float(low), float(high))


def share(successes: int, n: int, replicates: NDArray[np.float64]) -> Estimate:
    """A proportion by resampling; by Wilson's formula where none or all succeeded and every replicate says the same."""
    resampled_share = estimate(successes / n if n else np.nan, replicates, n)
    if n == 0 or resampled_share.low is not None:
        return resampled_share
    by_formula = rate(successes, n)
    return Estimate(n, by_formula.value, by_formula.low, by_formula.high)
