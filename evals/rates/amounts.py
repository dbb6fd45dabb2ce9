"""The amounts of which mean and quantiles are told: seconds and money of single conversations and turns."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from evals.conversation import ConversationRecord
from evals.rates.spread import Interval, Summary

SECOND = 1_000_000
"""Times are counted in microseconds, the resolution of the clock: whole numbers add up exactly, in any order."""
PARTS = 1_000_000_000
"""Money is counted in thousand-millionths, as the database keeps it."""

Amount = Callable[[ConversationRecord], tuple[int, ...]]


class Durations(NamedTuple):
    """Seconds over `n` cases, each figure with its 95 % interval; None where nothing tells it, or how sure it is."""

    n: int
    p50_s: float | None
    p90_s: float | None
    mean_s: float | None
    p50_interval_s: Interval | None = None
    p90_interval_s: Interval | None = None
    mean_interval_s: Interval | None = None


def durations(summary: Summary) -> Durations:
    """The same in seconds."""
    if not summary.n:
        return _NO_TIME
    return Durations(
        summary.n,
        _seconds(summary.p50),
        _seconds(summary.p90),
        _seconds(summary.mean),
        _interval(summary.p50_interval),
        _interval(summary.p90_interval),
        _interval(summary.mean_interval),
    )


_NO_TIME = Durations(0, None, None, None)


def first_response(record: ConversationRecord) -> tuple[int, ...]:
    """First response time (FRT) = first reply by anybody - first message of the customer, of opened conversations."""
    return _once(record.first_response_s, record.opened)


def operator_first_response(record: ConversationRecord) -> tuple[int, ...]:
    """Operators' first response time = an operator's first reply - first hand-off, of opened conversations."""
    return _once(record.operator_first_response_s, record.opened)


def response(record: ConversationRecord) -> tuple[int, ...]:
    """Response time = an answer by anybody - the first message that it answers, of each time the customer waited."""
    return _times(record.responses_s)


def operator_response(record: ConversationRecord) -> tuple[int, ...]:
    """The same where an operator answered."""
    return _times(record.operator_responses_s)


def handling(record: ConversationRecord) -> tuple[int, ...]:
    """Handling time (AHT) = sum of the times for which operators had it, of closed conversations that one had."""
    times = [one.until - one.since for one in record.assignments if one.until is not None]
    if not record.closed or not times or len(times) < len(record.assignments):
        return ()
    return (round(sum(time.total_seconds() for time in times) * SECOND),)


def grading_lag(record: ConversationRecord) -> tuple[int, ...]:
    """Grading lag = last grade of the stage `reply` - reply, of turns that have all of them."""
    return _times(record.grading_lags_s)


def model_cost(record: ConversationRecord) -> tuple[int, ...]:
    """Cost of chat models = tokens x price, of opened conversations where it is known."""
    return _money(record.cost) if record.opened else ()


def full_cost(record: ConversationRecord) -> tuple[int, ...]:
    """Cost per conversation = tokens x price + operator minutes x wage, of opened ones where both are known."""
    operators = operator_cost(record)
    if not record.opened or record.cost is None or operators is None:
        return ()
    return _money(record.cost + operators)


def operator_cost(record: ConversationRecord) -> Decimal | None:
    """What operators' time cost: nothing where none had it, None where one still has it or a wage is missing.

    None, too, where one replied and it is not on record for how long they had it.
    """
    if record.with_operator and not record.assignments:
        return None
    costs = [one.cost for one in record.assignments]
    known = [cost for cost in costs if cost is not None]
    return sum(known, Decimal(0)) if len(known) == len(costs) else None


AMOUNTS: Mapping[str, Amount] = {
    "frt": first_response,
    "operator_frt": operator_first_response,
    "response": response,
    "operator_response": operator_response,
    "aht": handling,
    "grading_lag": grading_lag,
    "cost": model_cost,
    "conversation_cost": full_cost,
}
"""By the place that they have in the JSON of `evals/kpi_json.py`."""
OF_MONEY = ("cost", "conversation_cost")


def unit_of(name: str) -> int:
    """How many of the counted parts are a second, or a unit of the currency."""
    return PARTS if name in OF_MONEY else SECOND


def amounts_of(record: ConversationRecord) -> dict[str, tuple[int, ...]]:
    """The conversation's amounts by name; those that it has none of are left out."""
    return {name: values for name, amount in AMOUNTS.items() if (values := amount(record))}


def _once(seconds: float | None, opened: bool) -> tuple[int, ...]:
    return _times((seconds,) if opened and seconds is not None else ())


def _times(seconds: Iterable[float]) -> tuple[int, ...]:
    return tuple(max(0, round(one * SECOND)) for one in seconds)


def _money(amount: Decimal | None) -> tuple[int, ...]:
    return () if amount is None else (int((amount * PARTS).to_integral_value()),)


def _seconds(microseconds: float | None) -> float | None:
    return None if microseconds is None else microseconds / SECOND


def _interval(microseconds: Interval | None) -> Interval | None:
    return microseconds and (microseconds[0] / SECOND, microseconds[1] / SECOND)
