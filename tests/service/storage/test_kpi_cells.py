"""Rates from cells are those of `evals.kpi.measure`, however conversations came into the cells."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest

from evals.conversation import ConversationRecord
from evals.kpi import measure
from evals.rates.beside import Beside, Presence
from evals.rates.cuts import matches
from evals.rates.observed import find_returns, observe
from evals.reviewed import Review
from service.storage.database import Database
from service.storage.rates import lists as kpi_lists
from service.storage.rates.facts import facts_of
from service.storage.rates.keeping import Renewed, WorkedOut, added, keep
from service.storage.rates.lists import list_behind
from service.storage.rates.measuring import Wanted, measure_cells
from tests.evals.rates.alike import assert_alike
from tests.evals.rates.conversations import MONDAY, random_conversations

MIDNIGHT = MONDAY.replace(hour=0)
NOW = MIDNIGHT + timedelta(days=33, hours=7)
DAY = timedelta(days=1)


async def worked(database: Database, records: Sequence[ConversationRecord]) -> WorkedOut:
    """All conversations of their customers as they are now, beside what the cells hold."""
    returns = find_returns(records)
    async with database.read() as connection:
        stored = await facts_of(connection, [record.id for record in records])
    found = [Renewed(stored.get(record.id), observe(record, returns, NOW)) for record in records]
    changed = [one for one in found if one.before is None or one.before.one != one.now]
    customers = {one.now.record.customer_id for one in changed}
    seen = {key: fact.revision for key, fact in stored.items() if fact.one.record.customer_id in customers}
    return WorkedOut(changed, seen)


async def store(database: Database, records: Sequence[ConversationRecord]) -> None:
    changed = await worked(database, records)
    async with database.write() as connection:
        assert await keep(connection, changed, added(changed.renewed), [])


def beside(records: Sequence[ConversationRecord], seed: int) -> Beside:
    chance = Random(seed)
    reviews = [
        Review(
            f"turn {n}",
            chance.choice(records).id,
            "resolution",
            "1",
            *chance.choices(["resolved", "partly"], k=2),
            "mia",
            MONDAY,
            MONDAY,
            random=chance.random() < 0.5,
        )
        for n in range(60)
    ]
    begins = [MONDAY + timedelta(hours=chance.uniform(0, 600)) for _ in range(20)]
    present = [Presence(chance.choice(["mia", "bo"]), "day", begin, begin + timedelta(hours=2)) for begin in begins]
    return Beside(presences=present, seen_from=MONDAY, reviews=reviews)


@pytest.mark.parametrize(
    ("since", "until", "by", "only"),
    [
        (None, None, (), {}),
        (MIDNIGHT + 3 * DAY, MIDNIGHT + 20 * DAY, (), {}),
        (MONDAY + 3 * DAY, MONDAY + 20 * DAY, ("channel",), {}),
        (MONDAY + 3 * DAY, MONDAY + 3.2 * DAY, ("language",), {}),
        (MONDAY + 2.8 * DAY, MONDAY + 3.4 * DAY, ("day", "channel"), {}),
        (MONDAY + 2.6 * DAY, MONDAY + 29.5 * DAY, ("channel", "prompt_version"), {"account": "shop"}),
        (MONDAY + 2 * DAY, None, ("month", "model"), {"month": "2026-03"}),
        (None, MONDAY + 9 * DAY, ("model", "knowledge_version"), {"prompt_version": "p1"}),
        (MONDAY, None, ("channel", "model"), {"language": None}),
        (None, None, ("day",), {}),
        (MONDAY + 2.4 * DAY, MONDAY + 16.7 * DAY, ("week", "operator_group"), {"channel": "widget"}),
        (None, None, ("account",), {"month": "2026-03"}),
        (MONDAY + DAY, None, (), {"day": "2026-03-07", "channel": "widget"}),
        (MONDAY + 90 * DAY, None, (), {}),
        (MONDAY + 5 * DAY, MONDAY + 2 * DAY, (), {}),
        (None, None, ("language",), {"channel": "telegraph"}),
    ],
)
async def test_rates_from_cells_are_those_of_the_conversations(
    database: Database, since: datetime | None, until: datetime | None, by: tuple[str, ...], only: dict[str, str | None]
) -> None:
    records = random_conversations(11, 150)
    around = beside(records, 3)
    await store(database, records)
    expected = measure(records, now=NOW, since=since, until=until, by=by, only=only, beside=around)
    async with database.snapshot() as connection:
        found = await measure_cells(connection, Wanted(since, until, by, only), [], around, NOW)
    assert_alike(found, expected)


@pytest.mark.parametrize(("seed", "days"), [(0, 2.3), (1, 1.9)])
async def test_what_has_changed_since_is_counted_as_it_is_now_before_it_is_in_the_cells_and_after(
    database: Database, seed: int, days: float
) -> None:
    records, other, chance = random_conversations(seed, 120), random_conversations(seed + 50, 150), Random(seed)
    await store(database, records)
    # Some are other than before, in every respect but when they began and whose they are; some are new.
    changed = [
        replace(other[place], started_at=known.started_at, customer_id=known.customer_id)
        if chance.random() < 0.2
        else known
        for place, known in enumerate(records)
    ]
    changed += other[120:]
    wanted = Wanted(MONDAY + days * DAY, MONDAY + 25.5 * DAY, ("channel", "week"), {})
    expected = measure(changed, now=NOW, since=wanted.since, until=wanted.until, by=wanted.by)
    not_yet = (await worked(database, changed)).renewed
    assert len(not_yet) > 40
    async with database.snapshot() as connection:
        assert_alike(await measure_cells(connection, wanted, not_yet, Beside(), NOW), expected)
    await store(database, changed)
    async with database.snapshot() as connection:
        assert_alike(await measure_cells(connection, wanted, [], Beside(), NOW), expected)


async def test_what_was_worked_out_from_something_outdated_is_thrown_away(database: Database) -> None:
    records = random_conversations(2, 20)
    early = await worked(database, records)
    await store(database, records)
    async with database.write() as connection:
        assert not await keep(connection, early, added(early.renewed), [])
    async with database.snapshot() as connection:
        (group,) = await measure_cells(connection, Wanted(), [], Beside(), NOW)
    assert group.kpis.started == 20


@pytest.mark.parametrize("only", [{"channel": "widget"}, {"operator_group": "night", "language": "zh", "model": "big"}])
async def test_conversations_behind_a_number_are_listed_page_by_page_however_rare_their_kind(
    database: Database, monkeypatch: pytest.MonkeyPatch, only: dict[str, str | None]
) -> None:
    monkeypatch.setattr(kpi_lists, "_READ", 4)
    records = random_conversations(7, 150)
    await store(database, records)
    kind = [one for one in records if matches(one, only) and one.handoffs and one.opened]
    found: list[str] = []
    cursor: str | None = None
    async with database.snapshot() as connection:
        while not found or cursor:
            page = await list_behind(connection, "transfer", Wanted(only=only), "yes", [], None, cursor, 2)
            found += [one.record.id for one in page.rows]
            cursor = page.next
    assert found == [one.id for one in sorted(kind, key=lambda one: (one.started_at, one.id), reverse=True)]
    assert found
