"""Customer satisfaction (CSAT): what customers themselves say of a conversation that has ended."""

from collections.abc import Mapping
from math import fsum
from typing import NamedTuple

from evals.rates.counted import Counted, counted
from evals.rates.observed import Observed
from evals.rates.spread import mean_interval
from evals.wilson import Rate

SATISFIED_FROM = 4
"""Ratings from 4 of 5 up are of a satisfied customer."""
RATINGS = (1, 2, 3, 4, 5)


class Csat(NamedTuple):
    """Over `n` rated conversations: the mean of 1 to 5 with its interval (None where unknown), and two shares.

    `satisfied` is of those rated, `response` the rated ones of those closed: a high share of few answers says little.
    """

    n: int
    mean: float | None
    satisfied: Rate
    response: Rate
    mean_interval: tuple[float, float] | None = None


def satisfied(one: Observed) -> Counted:
    """Satisfied = rated 4 or 5 / rated, of the closed conversations."""
    rating = one.record.rating
    rated = one.record.closed and rating is not None
    return counted(holds=rating is not None and rating >= SATISFIED_FROM, among=rated)


def response(one: Observed) -> Counted:
    """Response rate of CSAT = rated / closed."""
    return counted(holds=one.record.rating is not None, among=one.record.closed)


def csat(ratings: Mapping[int, int], satisfied: Rate, response: Rate) -> Csat:
    """Mean = sum of ratings / rated; `ratings` counts how often each was given."""
    n = sum(ratings.values())
    if not n:
        return Csat(0, None, satisfied, response)
    mean = sum(rating * count for rating, count in ratings.items()) / n
    squares = fsum(count * (rating - mean) ** 2 for rating, count in ratings.items())
    interval = mean_interval(n, mean, squares / (n - 1) if n > 1 else 0.0, RATINGS[0])
    return Csat(n, mean, satisfied, response, interval and (interval[0], min(float(RATINGS[-1]), interval[1])))
