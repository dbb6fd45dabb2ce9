"""Score cards: 100 minus the points of the hits, by conversation or by who replied."""

from dataclasses import dataclass

from evals.wilson import Rate

FULL = 100


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """`key` is a conversation or who replied (None: the agent); `n` counts judged turns.

    The score of a conversation is 100 minus the points lost in it, at least 0; who replied in several has their mean.
    `compliance` is the share of the turns without a hit.
    """

    key: str | None
    score: float
    hits: int
    n: int
    conversations: int
    compliance: Rate
