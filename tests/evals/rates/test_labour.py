"""An operator's hour costs an hour, however many conversations they have in it."""

from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest

from evals.rates.labour import labour_cost, shared_seconds
from evals.rates.load import Span
from tests.evals.rates.conversations import MONDAY


def at(minutes: float) -> object:
    return MONDAY + timedelta(minutes=minutes)


def span(begin: float, end: float) -> tuple:  # type: ignore[type-arg]
    return at(begin), at(end)


@pytest.mark.parametrize(
    ("others", "minutes"),
    [
        ([], 60),
        ([span(-20, 0), span(60, 90)], 60),  # before and after
        ([span(0, 60)], 30),
        ([span(-10, 20), span(40, 90)], 10 + 20 + 10),
        ([span(0, 60), span(0, 60)], 20),
        ([(at(30), None)], 30 + 15),
    ],
)
def test_a_moment_with_several_conversations_counts_in_each_by_its_part(others: list[Span], minutes: float) -> None:
    assert shared_seconds(*span(0, 60), others) == pytest.approx(minutes * 60)


def test_all_parts_add_up_to_the_time_in_which_there_was_any() -> None:
    chance = Random(1)
    begins = [chance.uniform(0, 100) for _ in range(12)]
    spans = [span(begin, begin + chance.expovariate(1 / 20)) for begin in begins]
    parts = sum(shared_seconds(*own, [one for one in spans if one is not own]) for own in spans)
    busy = sum(any(since <= at(step / 100) < until for since, until in spans) for step in range(30_000))
    assert parts == pytest.approx(busy * 0.6, rel=0.01)


def test_time_costs_by_the_hour() -> None:
    assert labour_cost(90 * 60, Decimal("20.50")) == Decimal("30.75")
