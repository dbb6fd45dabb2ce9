"""What judges may spend and remember, in the database: exact, of one day, and shared."""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from evals.judging.ledger import Judgement
from graphs.turn import Usage
from service.quality.judging import StoredLedger, open_judges
from service.storage.database import Database
from service.storage.grading.judging import judge_days_since

RESERVING = """
import asyncio, sys
from service.quality.judging import StoredLedger
from service.storage.database import Database

async def reserve():
    ledger = StoredLedger(Database(sys.argv[1]), budget_tokens=1_000, cache_days=0)
    print(sum([await ledger.reserve(90) is not None for _ in range(20)]))

asyncio.run(reserve())
"""
DAY = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)


async def test_what_is_set_aside_is_replaced_by_what_was_used(database: Database) -> None:
    ledger = StoredLedger(database, budget_tokens=1_000, cache_days=30, clock=lambda: DAY)
    first, second = await ledger.reserve(600), await ledger.reserve(400)
    assert first is not None
    assert second is not None
    assert await ledger.reserve(1) is None
    await ledger.settle(first, Usage(100, 20, 40, Decimal("0.000000001")))
    assert await ledger.reserve(481) is None
    third = await ledger.reserve(480)
    assert third is not None
    await ledger.settle(second, Usage(300, 30, 0, Decimal("0.25")))
    await ledger.settle(third, Usage())  # never got through
    async with database.read() as connection:
        (day,) = await judge_days_since(connection, "2026-03-01")
        assert await judge_days_since(connection, "2026-03-02") == []
    assert (day.day, day.tokens, day.calls) == ("2026-03-01", 450, 2)
    assert (day.input_tokens, day.output_tokens, day.cached_input_tokens) == (400, 50, 40)
    assert day.cost == Decimal("0.250000001")


async def test_a_budget_is_one_of_a_day_and_a_cost_that_is_not_known_stays_so(database: Database) -> None:
    at = DAY
    ledger = StoredLedger(database, budget_tokens=100, cache_days=30, clock=lambda: at)
    reserved = await ledger.reserve(100)
    assert reserved is not None
    assert await ledger.reserve(1) is None
    at += timedelta(minutes=2)
    assert await ledger.reserve(100) is not None
    await ledger.settle(reserved, Usage(50, 50, 0, None))  # of yesterday
    async with database.read() as connection:
        today, yesterday = await judge_days_since(connection, "2026-03-01")
    assert (today.day, today.tokens, today.calls) == ("2026-03-02", 100, 0)
    assert (yesterday.tokens, yesterday.cost) == (100, None)


async def test_processes_that_reserve_at_the_same_time_share_one_budget(database: Database) -> None:
    other = Database(database.url.render_as_string(hide_password=False))
    ledgers = [StoredLedger(one, budget_tokens=1_000, cache_days=0) for one in (database, other)]
    given = await asyncio.gather(*(ledgers[number % 2].reserve(90) for number in range(40)))
    await other.dispose()
    assert sum(one is not None for one in given) == 11


async def test_two_processes_share_one_budget(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    started = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", RESERVING, url, stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[2]
        )
        for _ in range(2)
    ]
    told = [(await process.communicate())[0] for process in started]
    assert sum(map(int, told)) == 11
    async with database.read() as connection:
        (day,) = await judge_days_since(connection, "2020-01-01")
    assert day.tokens == 990


async def test_answers_are_found_until_they_are_too_old(database: Database) -> None:
    at = DAY
    ledger = StoredLedger(database, budget_tokens=0, cache_days=2, clock=lambda: at)
    given = Judgement("partly", "说了一半", ("一半",))
    await ledger.keep("key", given, "groundedness_judge", "no stored turn")
    assert await ledger.find("key") == given
    assert await ledger.find("another") is None
    at += timedelta(days=2, seconds=1)
    assert await ledger.find("key") is None
    await ledger.keep("key", Judgement("grounded", "anew", ()), "groundedness_judge", "no stored turn")
    assert await ledger.find("key") == Judgement("grounded", "anew", ())
    forgetful = StoredLedger(database, budget_tokens=0, cache_days=0, clock=lambda: at)
    assert await forgetful.find("key") is None


def test_an_installation_has_judges_where_it_names_a_model_for_them(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_judges(database) == ()
    monkeypatch.setenv("TURNWISE_MODEL", "openai:general")
    assert open_judges(database) == ()
    monkeypatch.setenv("TURNWISE_MODEL_JUDGE", "openai:judge")
    monkeypatch.setenv("TURNWISE_MODEL_JUDGE_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("TURNWISE_JUDGE_POLICIES", '{"politeness_judge": "never"}')
    assert len(open_judges(database)) == 8
    assert "every turn." in open_judges(database, ["groundedness_judge"])[2].description
