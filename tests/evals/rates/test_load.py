"""How many at a time: against a count minute by minute."""

from datetime import datetime, timedelta
from random import Random

import pytest

from evals.kpi import measure
from evals.rates.lines import Lines
from evals.rates.load import (
    Asked,
    Load,
    OperatorLoad,
    Span,
    load_of,
    loads,
    minute_of,
    operator_load_of,
    operator_loads,
    runs_of,
)
from tests.evals.rates.conversations import MONDAY, closed, random_conversations

HOUR = timedelta(hours=1)


def by_hand(spans: list[Span], minutes: int, begin: datetime = MONDAY) -> list[int]:
    first = minute_of(begin)
    return [
        sum(
            minute_of(since) <= first + minute and (until is None or first + minute <= minute_of(until))
            for since, until in spans
        )
        for minute in range(minutes)
    ]


@pytest.mark.parametrize("seed", range(5))
def test_most_and_mean_are_those_of_a_count_minute_by_minute(seed: int) -> None:
    chance = Random(seed)
    spans: list[Span] = []
    for _ in range(40):
        since = MONDAY + timedelta(minutes=chance.uniform(-60, 200))
        spans.append((since, since + timedelta(minutes=chance.expovariate(1 / 15)) if chance.random() < 0.9 else None))
    counted = by_hand(spans, 120)
    found = load_of(spans, MONDAY, MONDAY + 2 * HOUR)
    assert (found.max, found.mean, found.minutes) == (max(counted), pytest.approx(sum(counted) / 120), 120)


def test_what_lasted_seconds_counts_in_its_minute() -> None:
    at = MONDAY + timedelta(minutes=5, seconds=20)
    assert load_of([(at, at + timedelta(seconds=1))], MONDAY, MONDAY + HOUR) == Load(1, 1 / 60, 60)
    assert load_of([], MONDAY, MONDAY + HOUR) == Load(0, 0.0, 60)
    assert load_of([], MONDAY, MONDAY) == Load(None, None, 0)


def test_operators_are_counted_by_themselves_while_they_have_anybody() -> None:
    def span(begin: int, end: int) -> Span:
        return MONDAY + timedelta(minutes=begin), MONDAY + timedelta(minutes=end - 1)

    spans = {"mia": [span(0, 20), span(10, 20)], "bo": [span(0, 10)], "off": [span(-30, -10)]}
    # Mia has one for 10 minutes and two for 10, Bo one for 10: 40 in 30 minutes.
    assert operator_load_of(spans.values(), MONDAY, MONDAY + HOUR) == OperatorLoad(2, 40 / 30, 2, 30)
    assert operator_load_of([], MONDAY, MONDAY + HOUR) == OperatorLoad(None, None, 0, 0)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("days", [0.02, 20])
def test_operators_looked_at_together_are_counted_minute_by_minute(seed: int, days: float) -> None:
    chance = Random(seed)
    held: list[list[Span]] = [[] for _ in range(5)]
    for _ in range(40):
        since = MONDAY + timedelta(days=chance.uniform(-days, days))
        until = since + timedelta(days=days * chance.expovariate(5)) if chance.random() < 0.9 else None
        chance.choice(held[:4]).append((since, until))  # the last one has nobody
    for begin, minutes in ((-2 * days, 30), (-days, 100), (0.3 * days, 60), (5 * days, 40)):
        since = MONDAY + timedelta(days=begin)
        counts = [by_hand(own, minutes, since) for own in held]
        busy = [count for own in counts for count in own if count]
        expected = OperatorLoad(
            max(busy, default=None),
            pytest.approx(sum(busy) / len(busy)) if busy else None,
            sum(any(own) for own in counts),
            len(busy),
        )
        assert operator_load_of(held, since, since + timedelta(minutes=minutes)) == expected


def test_lines_laid_end_to_end_are_what_each_is_by_itself() -> None:
    chance, held = Random(3), list[list[Span]]()
    for day in (0, 0, 40, 0):  # the second has nobody, the third comes much later
        begins = [MONDAY + timedelta(days=day, minutes=chance.uniform(0, 300)) for _ in range(30)]
        held.append([(since, since + timedelta(minutes=chance.uniform(0, 90))) for since in begins])
    held[1] = []
    lines = Lines(runs_of(enumerate(held)), 4)
    asked = [
        Asked(line, MONDAY + timedelta(days=day, minutes=begin), MONDAY + timedelta(days=day, minutes=200))
        for line in (2, 0, 1, 3)
        for day in (-1, 0, 40, 80)
        for begin in (0, 120, 200)
    ]
    assert loads(lines, asked) == [load_of(held[one.line], one.since, one.until) for one in asked]
    assert {one.minutes for one in loads(lines, asked)} == {0, 80, 200}
    kinds = [range(2), range(2, 2), range(2, 4), range(3)]
    assert operator_loads(lines, kinds, asked) == [
        operator_load_of([held[line] for line in kinds[one.line]], one.since, one.until) for one in asked
    ]


def test_a_day_sees_what_began_the_day_before() -> None:
    night = closed("night", opened_at=MONDAY - 2 * HOUR, started_at=MONDAY - 2 * HOUR, closed_at=MONDAY + 20 * HOUR)
    late = closed("late", opened_at=MONDAY + 16 * HOUR, started_at=MONDAY + 16 * HOUR, closed_at=MONDAY + 17 * HOUR)
    (tuesday,) = measure([night, late], now=MONDAY + timedelta(days=2), since=MONDAY + 15 * HOUR, by=("day",))
    assert tuesday.key == {"day": "2026-03-03"}
    assert tuesday.kpis.concurrency.max == 2


def test_groups_by_channel_add_up_to_the_whole() -> None:
    records = random_conversations(3, 120)
    until = MONDAY + timedelta(days=30)
    (whole,) = measure(records, now=until, since=MONDAY)
    parts = measure(records, now=until, since=MONDAY, by=("channel",))
    assert whole.kpis.concurrency.mean == pytest.approx(sum(part.kpis.concurrency.mean or 0 for part in parts))
