"""What a rule on a rate watches, added up by time, to be drawn: how it went around an alert."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from evals.alerts.document import RateRule
from evals.alerts.measures import AGREEMENT
from service.storage.alerts.series import SETTLED, series

BINS = 48


@dataclass(frozen=True, slots=True)
class Bin:
    """The mean of `n` values of [at, until), on the rate's own scale; None where there are none."""

    at: datetime
    until: datetime
    value: float | None
    n: int


async def bins(
    connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime, now: datetime
) -> list[Bin]:
    """`BINS` of them, each of as much time; a value that is not decided by `now` is in none."""
    step, late = (until - since) / BINS, _decided_after(rule)
    found = []
    for number in range(BINS):
        begin, end = since + number * step, since + (number + 1) * step
        values = await series(connection, rule, begin, min(end + late, now)) if begin < now else []
        found.append(Bin(begin, end, _mean(rule, values), len(values)))
    return found


def _decided_after(rule: RateRule) -> timedelta:
    """By how much `series` leaves the end of a period out, because there it is not decided yet."""
    if rule.measure.counted and rule.rate != "cost":
        return timedelta(seconds=rule.over or 0)
    return timedelta() if rule.rate in ("csat", AGREEMENT) else SETTLED


def _mean(rule: RateRule, values: Sequence[float]) -> float | None:
    if not values:
        return None
    return rule.measure.value(float(rule.measure.badness(values, rule.over).mean()))
