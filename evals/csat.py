"""Customer satisfaction (CSAT): what customers themselves say of a conversation that has ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.conversation import ConversationRecord
from evals.wilson import Rate, rate

SATISFIED_FROM = 4
"""Ratings from 4 of 5 up are of a satisfied customer."""


@dataclass(frozen=True, slots=True)
class Csat:
    """Over `n` rated conversations: the mean of 1 to 5 (None where n is 0), and two shares.

    `satisfied` is of those rated, `response` the rated ones of those closed: a high share of few answers says little.
    """

    n: int
    mean: float | None
    satisfied: Rate
    response: Rate


def csat(closed: Sequence[ConversationRecord]) -> Csat:
    """Mean = sum of ratings / rated; satisfied = rated 4 or 5 / rated; response = rated / closed."""
    ratings = [record.rating for record in closed if record.rating is not None]
    return Csat(
        n=len(ratings),
        mean=sum(ratings) / len(ratings) if ratings else None,
        satisfied=rate(sum(rating >= SATISFIED_FROM for rating in ratings), len(ratings)),
        response=rate(len(ratings), len(closed)),
    )
