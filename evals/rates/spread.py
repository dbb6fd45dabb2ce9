"""How amounts of single cases spread: their mean and quantiles with 95 % intervals, from values or from a histogram."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from evals.wilson import wilson_interval

Interval = tuple[float, float]


class Spread(Protocol):
    """Whole amounts (microseconds, thousand-millionths of a currency) of `n` cases with their exact sums."""

    @property
    def n(self) -> int:
        """How many."""
        ...

    @property
    def total(self) -> int:
        """Their sum."""
        ...

    @property
    def squares(self) -> int:
        """The sum of their squares."""
        ...

    def at_rank(self, rank: int) -> float:
        """The amount of that rank in ascending order, from 0."""
        ...


class Summary(NamedTuple):
    """Mean and quantiles in the amounts' own unit; None where n is 0, and intervals where nothing tells how sure."""

    n: int
    total: int
    mean: float | None = None
    p50: float | None = None
    p90: float | None = None
    mean_interval: Interval | None = None
    p50_interval: Interval | None = None
    p90_interval: Interval | None = None


class Values:
    """The amounts themselves."""

    def __init__(self, values: Iterable[int] = ()) -> None:
        self._ordered: Sequence[int] = sorted(values)
        self.n = len(self._ordered)
        self.total = sum(self._ordered)
        self.squares = sum(value * value for value in self._ordered)

    def at_rank(self, rank: int) -> float:
        """The amount of that rank, exactly."""
        return float(self._ordered[rank])


def summarise(spread: Spread) -> Summary:
    """Mean, median and 90th percentile, each with its interval."""
    if not spread.n:
        return Summary(0, 0)
    mean = spread.total / spread.n
    return Summary(
        spread.n,
        spread.total,
        mean,
        quantile(spread, 0.5),
        quantile(spread, 0.9),
        mean_interval(spread.n, mean, variance(spread.n, spread.total, spread.squares), 0.0),
        quantile_interval(spread, 0.5),
        quantile_interval(spread, 0.9),
    )


def quantile(spread: Spread, share: float) -> float:
    """Linear between the two nearest ranks: type 7 of R. Hyndman and Y. Fan, Am. Stat. 50 (1996) 361-365."""
    at = (spread.n - 1) * share
    below = math.floor(at)
    low, high = spread.at_rank(below), spread.at_rank(min(below + 1, spread.n - 1))
    return low + (high - low) * (at - below)


def quantile_interval(spread: Spread, share: float) -> Interval | None:
    """The amounts at the ranks that end the 95 % interval of the share itself, rounded outwards.

    R. Woodruff, "Confidence intervals for medians and other position measures", J. Am. Stat. Assoc. 47 (1952) 635-646,
    here with Wilson's interval. None where even the highest amount is no upper end (a 90th percentile of 20 cases), or
    where both ends are the same.
    """
    low_share, high_share = wilson_interval(share, spread.n)
    below, above = math.floor(spread.n * low_share), math.ceil(spread.n * high_share)
    if above >= spread.n:
        return None
    low, high = spread.at_rank(below), spread.at_rank(above)
    return (low, high) if low < high else None


def variance(n: int, total: int, squares: int) -> float:
    """Sum of squared distances from the mean / (n - 1), without loss from whole numbers; 0 where n is 1."""
    return (n * squares - total**2) / (n * (n - 1)) if n > 1 else 0.0


def mean_interval(n: int, mean: float, variance: float, least: float) -> Interval | None:
    """mean +- t s / sqrt(n), with Student's t of n - 1 degrees of freedom (W. S. Gosset, Biometrika 6 (1908) 1-25).

    Cut off at `least`, below which no amount lies. None where all are the same: they do not tell how sure that is.
    """
    if n < 2 or variance <= 0:
        return None
    from scipy.special import stdtrit  # takes a while to load, and a run of suites needs none

    half = float(stdtrit(n - 1, 0.975)) * math.sqrt(variance / n)
    return max(least, mean - half), mean + half
