"""What `wilson.rate` and `spread.summarise` say of one group, said of many at once: the same formulas, by column."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evals.rates.histogram import BINS, STANDS_FOR
from evals.rates.spread import Interval, Summary, variance
from evals.wilson import Z_95, Rate

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]

_UNKNOWN = Rate(0, 0, None, None, None)
_NONE = Summary(0, 0)


def rates_of(successes: Counts, n: Counts) -> list[list[Rate]]:
    """For each row the rates of its columns, with Wilson's intervals. Raises ValueError unless 0 <= successes <= n."""
    if ((successes < 0) | (successes > n)).any():
        raise ValueError("more successes than cases, or fewer than none")
    value = successes / np.maximum(n, 1)
    low, high = _wilson(value, np.maximum(n, 1))
    low, high = np.where(successes == 0, 0.0, low), np.where(successes == n, 1.0, high)
    rows = zip(*(part.tolist() for part in (successes, n, value, low, high)), strict=True)
    return [[Rate._make(one) if one[1] else _UNKNOWN for one in zip(*row, strict=True)] for row in rows]


def summaries_of(places: Counts, counts: Counts, totals: Sequence[int], squares: Sequence[int]) -> list[Summary]:
    """Mean and quantiles of many histograms, with their exact sums: one for each of `totals` and `squares`.

    `counts` are how many lie in which bin: `places` are a histogram's number times BINS, plus the bin, ascending.
    """
    of, found = places // BINS, [_NONE] * len(totals)
    n = np.bincount(of, weights=counts, minlength=len(totals)).astype(np.int64)
    there = n.nonzero()[0]
    if not there.size:
        return found
    bins = _Bins(places - of * BINS, counts.cumsum(), n[there])
    middle, high = (_quantiles(bins, share) for share in (0.5, 0.9))
    own = [(count, totals[row], squares[row]) for row, count in zip(there.tolist(), bins.n.tolist(), strict=True)]
    means = [total / count for count, total, _ in own]
    ends = _mean_intervals(bins.n, means, [variance(*one) for one in own])
    columns = zip(there.tolist(), own, means, ends, middle, high, strict=True)
    for row, (count, total, _), mean, interval, p50, p90 in columns:
        found[row] = Summary(count, total, mean, p50[0], p90[0], interval, p50[1], p90[1])
    return found


class _Bins:
    """Histograms end to end; none is empty. `upto` says how many of all lie in a bin and those before it."""

    def __init__(self, bins: Counts, upto: Counts, n: Counts) -> None:
        self.n = n
        self._bins, self._upto = bins, upto
        self._begins = n.cumsum() - n

    def at_rank(self, ranks: Counts) -> Floats:
        """Of each the amount of that rank, at most 1 % away."""
        found: Floats = STANDS_FOR[self._bins[self._upto.searchsorted(self._begins + ranks, side="right")]]
        return found


def _quantiles(bins: _Bins, share: float) -> list[tuple[float, Interval | None]]:
    """As `spread.quantile` and `spread.quantile_interval` have it."""
    n = bins.n
    at = (n - 1) * share
    below = np.floor(at).astype(np.int64)
    low, high = bins.at_rank(below), bins.at_rank(np.minimum(below + 1, n - 1))
    value = low + (high - low) * (at - below)
    shares = _wilson(np.full(n.size, share), n)
    first, last = np.floor(n * shares[0]).astype(np.int64), np.ceil(n * shares[1]).astype(np.int64)
    begin, end = bins.at_rank(first), bins.at_rank(np.minimum(last, n - 1))
    sure = (last < n) & (begin < end)
    rows = zip(value.tolist(), begin.tolist(), end.tolist(), sure.tolist(), strict=True)
    return [(one, (begins, ends) if known else None) for one, begins, ends, known in rows]


def _mean_intervals(n: Counts, means: Sequence[float], variances: Sequence[float]) -> list[Interval | None]:
    """As `spread.mean_interval` has it, cut off at nothing."""
    from scipy.special import stdtrit  # takes a while to load, and a run of suites needs none

    spread = np.array(variances)
    half = stdtrit(np.maximum(n - 1, 1), 0.975) * np.sqrt(np.maximum(spread, 0.0) / n)
    known = ((n > 1) & (spread > 0)).tolist()
    return [
        (max(0.0, mean - by), mean + by) if sure else None
        for mean, by, sure in zip(means, half.tolist(), known, strict=True)
    ]


def _wilson(p: Floats, n: Counts) -> tuple[Floats, Floats]:
    """As `wilson.wilson_interval` has it, where the formula's source is named."""
    z2 = Z_95 * Z_95
    centre, scale = p + z2 / (2 * n), 1 + z2 / n
    half = Z_95 * np.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return np.maximum(0.0, (centre - half) / scale), np.minimum(1.0, (centre + half) / scale)
