"""What an operator's time with a conversation costs, when they have several at once."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from evals.rates.load import Span

_HOUR_S = 3_600


def shared_seconds(since: datetime, until: datetime, others: Iterable[Span]) -> float:
    """Seconds of [since, until), each counting 1/k where the operator has k conversations, this one included.

    So an hour of theirs adds up to an hour, over all conversations that they had in it (processor sharing). `others`
    are theirs besides this one; None where one goes on.
    """
    edges = [
        (max(since, begin), min(until, end or until))
        for begin, end in others
        if begin < until and (end is None or end > since)
    ]
    changes = sorted([(begin, 1) for begin, _ in edges] + [(end, -1) for _, end in edges] + [(until, 0)])
    total, held, at = 0.0, 1, since
    for moment, change in changes:
        total += (moment - at).total_seconds() / held
        held, at = held + change, moment
    return total


def labour_cost(seconds: float, per_hour: Decimal) -> Decimal:
    """Operator time x wage."""
    return Decimal(seconds) * per_hour / _HOUR_S
