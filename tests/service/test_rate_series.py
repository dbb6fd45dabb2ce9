"""Rates over time: each point says what the rates of its time say, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from evals.benchmarks.made_year import made_year
from evals.rates.tally import tally
from service.errors import InvalidRequest
from service.rates.rates import Rates
from service.rates.series import series
from service.storage.database import Database
from service.storage.rates import hours as kpi_hours
from service.storage.rates.facts import facts_of, revisions_of_customers
from service.storage.rates.keeping import Renewed, WorkedOut, added, keep
from service.storage.rates.measuring import Wanted

START = datetime(2025, 1, 1, tzinfo=UTC)
NOW = START + timedelta(days=9, hours=5)
NAMES = ("transfer", "frt.p50_s", "resolution.assumed.agent_alone", "opened", "cost.mean")


@pytest.fixture
async def rates(database: Database) -> Rates:
    for day in islice(made_year(9_000, 4), 9):
        worked = WorkedOut([Renewed(None, one) for one in day], {})
        async with database.write() as connection:
            assert await keep(connection, worked, added(worked.renewed), [])
    return Rates(database, "USD", clock=lambda: NOW)


@pytest.mark.parametrize("step", ["hour", "day", "week"])
async def test_each_point_is_the_rate_of_its_own_time(rates: Rates, step: str) -> None:
    wanted = Wanted(START + timedelta(days=2, hours=7), START + timedelta(days=4, hours=3), only={"channel": "widget"})
    found = await series(rates, wanted, NAMES, step, NOW)  # type: ignore[arg-type]
    assert found.points[0].at == wanted.since
    assert found.points[-1].until == wanted.until
    assert all(one.until == after.at for one, after in zip(found.points, found.points[1:], strict=False))
    for point in found.points:
        (alone,) = (await rates.measured(Wanted(point.at, point.until, only=wanted.only))).groups
        assert alone.kpis.transfer.n == (point.numbers["transfer"].n if point.numbers else 0)
        if point.numbers:
            transfer = point.numbers["transfer"]
            assert (transfer.value, transfer.low) == (alone.kpis.transfer.value, alone.kpis.transfer.low)
            assert point.numbers["opened"].value == alone.kpis.opened
            assert point.numbers["cost.mean"].n == alone.kpis.cost.n
            p50 = alone.kpis.frt.p50_s
            assert point.numbers["frt.p50_s"].value == (p50 and pytest.approx(p50, rel=0.03))


async def test_an_hour_is_worked_out_again_only_when_one_of_its_conversations_is(
    rates: Rates, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = Wanted(START + timedelta(days=2), START + timedelta(days=3))
    before = await rates.hours(wanted)
    worked_out: list[int] = []
    monkeypatch.setattr(kpi_hours, "tally", lambda members: [worked_out.append(len(members)), tally(members)][1])
    assert await rates.hours(wanted) == before
    assert worked_out == []

    one = next(one for day in islice(made_year(9_000, 4), 2, 3) for one in day if one.record.opened)
    later = replace(one, record=replace(one.record, leads_with_consent=one.record.leads_with_consent + 1))
    async with database.write() as connection:
        known = await facts_of(connection, [one.record.id])
        revisions = await revisions_of_customers(connection, [one.record.customer_id])
        again = WorkedOut([Renewed(known[one.record.id], later)], revisions)
        assert await keep(connection, again, added(again.renewed), [])
    after = await rates.hours(wanted)
    assert len(worked_out) == 1
    hour = one.record.started_at.replace(minute=0, second=0, microsecond=0)
    captured = [found[hour].lead_capture.successes for found in (before, after)]
    assert captured[1] == captured[0] + (one.record.leads_with_consent == 0)
    assert {at: kpis for at, kpis in after.items() if at != hour} == {
        at: kpis for at, kpis in before.items() if at != hour
    }


async def test_all_time_begins_with_the_first_conversation_and_ends_now(rates: Rates) -> None:
    found = await series(rates, Wanted(), ("started",), None, NOW)
    assert (found.step, found.points[0].at.date(), found.points[-1].until) == ("day", START.date(), NOW)
    assert sum(one.numbers["started"].value or 0 for one in found.points if one.numbers) == sum(
        len(day) for day in islice(made_year(9_000, 4), 9)
    )
    assert found.points[-1].numbers == {}, "the last day has none: a gap, and no nought"


async def test_a_step_suits_the_period(rates: Rates) -> None:
    for days, step in ((1, "hour"), (30, "day"), (365, "week"), (1_500, "month")):
        assert (await series(rates, Wanted(NOW - timedelta(days=days)), ("started",), None, NOW)).step == step


@pytest.mark.parametrize(
    ("since", "names", "step"),
    [
        (START, ("beauty",), "day"),
        (START, ("transfer",), "hour"),
        (datetime(2001, 1, 1, tzinfo=UTC), ("transfer",), "day"),
    ],
)
async def test_what_cannot_be_drawn_is_refused(
    rates: Rates, since: datetime, names: tuple[str, ...], step: str
) -> None:
    with pytest.raises(InvalidRequest):
        await series(rates, Wanted(since), names, step, NOW)  # type: ignore[arg-type]


async def test_before_anything_happened_there_is_no_point(database: Database) -> None:
    assert (await series(Rates(database, "USD"), Wanted(), ("started",), None, NOW)).points == []
