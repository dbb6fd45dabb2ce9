"""Days of the demo shop, played by the real agent and graders: in order, graded in full, the same for the same seed."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from knowledge.files import files_under
from service.cli.demo import FOLDER
from service.demo_days.accounts import NAMES
from service.demo_days.arrivals import arrivals
from service.demo_days.clock import SetClock
from service.demo_days.fill import Wanted, beginning, fill, look
from service.demo_days.team import EUROPE, on_duty
from service.errors import NotAllowedNow
from service.resources import open_knowledge
from service.settings import Settings
from service.storage.accounts.accounts import list_accounts
from service.storage.accounts.settings import list_settings
from service.storage.database import Database
from service.storage.processes import open_process
from service.storage.tables import conversations, grades, messages, outbox, presences, reviews, turns
from service.storage.types import new_id, now, timed_by
from tests.models import lend_models
from tests.service.cli.conftest import call

UNTIL = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
WANTED = Wanted(days=2, conversations=12, seed=3)
SOME = ("shipping.md", "returns.md", "payment.md", "trade-customers.md")


async def rows(database: Database, statement: Any) -> list[Any]:
    async with database.read() as connection:
        return list((await connection.execute(statement)).all())


async def played(url: str, data: Path) -> Database:
    """A database in which the days were played, over some of the demo's documents."""
    settings = Settings(data=lend_models(data), database_url=url, _env_file=None)  # type: ignore[call-arg]
    database, clock = Database(url), SetClock(beginning(WANTED, UNTIL))
    await database.migrate()
    with timed_by(clock):
        async with open_knowledge(settings, database) as knowledge:
            for name, file in files_under([FOLDER]):
                if name.endswith(SOME):
                    await knowledge.ingester.ingest(name, file.read_bytes())
    await fill(settings, database, clock, WANTED, UNTIL, lambda _done, _total: None)
    return database


async def dialogues(database: Database) -> list[list[tuple[Any, ...]]]:
    """Who said what and when, conversation by conversation."""
    said = (
        select(messages.c.conversation_id, messages.c.role, messages.c.text, messages.c.at, conversations.c.channel)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .order_by(conversations.c.started_at, messages.c.conversation_id, messages.c.seq)
    )
    found: dict[str, list[tuple[Any, ...]]] = {}
    for row in await rows(database, said):
        found.setdefault(row.conversation_id, []).append((row.channel, row.role, row.text, row.at))
    return list(found.values())


@pytest.fixture
def both(tmp_path: Path, sqlite_template: Path, postgres_database: Callable[[], str]) -> tuple[str, str]:
    """The URLs of an empty database of each kind."""
    shutil.copy(sqlite_template, tmp_path / "turnwise.db")
    return f"sqlite+aiosqlite:///{tmp_path / 'turnwise.db'}", postgres_database()


async def test_the_same_seed_plays_the_same_days_on_both_databases(tmp_path: Path, both: tuple[str, str]) -> None:
    one, other = [await played(url, tmp_path / str(number)) for number, url in enumerate(both)]
    said = await dialogues(one)
    assert said == await dialogues(other)

    channels = {message[0] for dialogue in said for message in dialogue}
    assert "widget" in channels
    assert channels - {"widget"} <= set(NAMES)
    assert len(channels) > 2
    assert {message[1] for dialogue in said for message in dialogue} == {"customer", "agent", "operator"}
    for dialogue in said:
        times = [message[3] for message in dialogue]
        assert times == sorted(times)
        assert UNTIL - timedelta(days=2) <= times[0] <= times[-1] <= UNTIL + timedelta(minutes=2)

    assert {row.state for row in await rows(one, select(grades.c.state))} == {"done"}
    ungraded = select(turns.c.id).where(turns.c.replied_at.is_not(None), turns.c.id.not_in(select(grades.c.turn_id)))
    assert await rows(one, ungraded) == []
    assert {row.state for row in await rows(one, select(outbox.c.state))} == {"sent"}
    assert await rows(one, select(conversations.c.id).where(conversations.c.state != "closed"))  # some are under way
    assert (await rows(one, select(func.count()).select_from(reviews)))[0][0] > 0
    assert all(row.since < row.until <= UNTIL for row in await rows(one, select(presences)))

    async with one.read() as connection:
        accounts, settings = await list_accounts(connection), await list_settings(connection)
    assert {account.channel for account in accounts if account.id in settings} == set(NAMES)
    assert not any(settings[account.id].enabled for account in accounts if account.id in settings)
    assert (await look(one)).filled
    for database in (one, other):
        await database.dispose()


async def test_nothing_is_filled_while_another_process_runs_on_the_database(database: Database) -> None:
    assert not (await look(database)).filled
    async with open_process(database):
        with pytest.raises(NotAllowedNow, match="stop it first"):
            await look(database)


def test_a_set_clock_gives_the_time_and_the_ids_of_its_block_alone() -> None:
    clock = SetClock(UNTIL)
    with timed_by(clock):
        first = new_id()
        clock.pass_by(1)
        assert now() == UNTIL + timedelta(seconds=1)
        assert first < new_id()
        clock.move_to(UNTIL)
        assert now() == UNTIL + timedelta(seconds=1)
    assert now() > datetime(2026, 1, 1, tzinfo=UTC)
    assert abs((now() - datetime.now(UTC)).total_seconds()) < 5


def test_customers_come_in_business_hours_and_on_weekdays_more_than_on_sundays_and_some_just_now() -> None:
    came = arrivals(1_000, UNTIL - timedelta(days=14), UNTIL, 1)
    assert [one.at for one in came] == sorted(one.at for one in came)
    by_day = [sum(one.at.weekday() == day for one in came) for day in range(7)]
    assert by_day[6] < min(by_day[:5])
    assert (
        sum(8 <= one.at.hour < 20 for one in came if one.language == "en")
        > sum(one.language == "en" for one in came) / 2
    )
    assert sum(UNTIL - one.at < timedelta(minutes=40) for one in came) >= 7
    assert any(one.again is not None for one in came)
    assert {one.matter.kind for one in came} == {"question", "order", "unknown", "complaint", "person", "trade"}


def test_colleagues_begin_at_nine_and_never_on_sundays() -> None:
    saturday_night = datetime(2026, 3, 7, 20, 0, tzinfo=UTC)
    assert on_duty(EUROPE, saturday_night) == datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
    assert on_duty(EUROPE, UNTIL) == UNTIL


def test_a_second_fill_changes_nothing_and_conversations_of_ones_own_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, few = lend_models(tmp_path / "data"), ("demo", "fill", "--days", "1", "--conversations", "2", "--json")
    document = tmp_path / "shipping.md"
    document.write_text("# Shipping\n\nExpress delivery to Germany costs 12.90 euros.\n")
    assert call(monkeypatch, data, ["ingest", str(document)]).code == 0
    assert call(monkeypatch, data, ["ask", "What does express delivery cost?", "--store"]).code == 0
    refused = call(monkeypatch, data, [*few])
    assert (refused.code, "--beside" in refused.err) == (1, True)
    (done,) = call(monkeypatch, data, [*few, "--beside"]).records
    assert done["filled"]
    (again,) = call(monkeypatch, data, [*few]).records
    assert again == {"filled": False, "conversations": 0}
