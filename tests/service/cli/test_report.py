"""`turnwise report`: listed, shown, written and sent, by id or by name, with an exit code for scripts."""

import asyncio
import csv
import io
from pathlib import Path

import pytest

from service.report import Content, Schedule
from service.roles import Role
from service.storage.database import Database
from service.storage.integrations.integrations import add_integration
from service.storage.integrations.reports import READY, add_report
from service.storage.types import now
from service.storage.users.users import add_user, find_user
from tests.service.cli.conftest import Turnwise

CONTENT = Content(rates=("transfer", "opened"), by=("channel",), period="all")


def made(data: Path, *names: str, scheduled: bool = False, active: bool = True) -> list[str]:
    """Ann's reports of these names, as the console keeps them; scheduled ones go to one webhook."""

    async def make() -> list[str]:
        database = Database(f"sqlite+aiosqlite:///{data / 'turnwise.db'}")
        async with database.write() as connection:
            await add_user(connection, database, "ann@example.com", "Ann", "x", now(), Role.QUALITY)
            ann = await find_user(connection, "ann@example.com")
            assert ann
            events = [READY] if active else ["alert.raised"]
            to = await add_integration(connection, "webhook", "W", "https://x", events, {}, "sealed", "ann", now())
            schedule = Schedule(every="day", at="09:00", zone="UTC", to=(to.id,)) if scheduled else None
            ids = [
                await add_report(connection, name, ann.user.id, CONTENT, schedule, now(), shared=False)
                for name in names
            ]
        await database.dispose()
        return ids

    return asyncio.run(make())


@pytest.fixture
def asked(turnwise: Turnwise) -> Turnwise:
    """An installation in which one question was asked."""
    assert turnwise("ask", "--store", "What does express delivery to Germany cost?").code == 0
    return turnwise


def test_a_report_is_listed_shown_and_written_by_its_name(asked: Turnwise, data: Path) -> None:
    (report_id,) = made(data, "Mornings", scheduled=True)
    (listed,) = asked("report", "list", "--json").records
    assert (listed["id"], listed["owner"], listed["every"]) == (report_id, "ann@example.com", "day")
    (shown,) = asked("report", "show", "Mornings", "--json").records
    assert (shown["id"], shown["schedule"]["at"], shown["sent"]) == (report_id, "09:00", [])
    (row,) = shown["rows"]
    assert (row["key"], row["numbers"]["opened"]["value"]) == ({"channel": "cli"}, 1)
    told = asked("report", "show", report_id).out
    assert "Channel: cli" in told
    assert "Conversations: 1" in told
    assert "Sent every day, next" in told
    (written,) = csv.DictReader(io.StringIO(asked("report", "run", "Mornings").out.removeprefix("\ufeff")))
    assert (written["channel"], written["opened"]) == ("cli", "1")


def test_sending_says_to_how_many_and_fails_where_it_is_not_taken_in_time(asked: Turnwise, data: Path) -> None:
    (report_id,) = made(data, "Mornings", scheduled=True)
    sent = asked("report", "send", "Mornings", "--json")
    assert (sent.code, sent.records) == (0, [{"id": report_id, "name": "Mornings", "to": 1, "sent": []}])
    waited = asked("report", "send", "Mornings", "--wait", "0.1", "--json")
    assert waited.code == 1
    assert waited.records[0]["sent"][0]["state"] == "pending"
    assert "turnwise serve" in waited.err
    assert [one["state"] for one in asked("report", "show", "Mornings", "--json").records[0]["sent"]] == ["pending"] * 2


def test_what_goes_to_nobody_is_an_error(asked: Turnwise, data: Path) -> None:
    made(data, "Unscheduled")
    made(data, "Deserted", scheduled=True, active=False)
    for name, why in (("Unscheduled", "schedule"), ("Deserted", "switched off")):
        refused = asked("report", "send", name)
        assert (refused.code, refused.out) == (1, "")
        assert why in refused.err


def test_a_name_that_means_none_or_several_is_refused(asked: Turnwise, data: Path) -> None:
    first, second = made(data, "Twins", "Twins")
    refused = asked("report", "show", "Twins")
    assert refused.code == 1
    assert first in refused.err
    assert second in refused.err
    assert asked("report", "show", second, "--json").records[0]["id"] == second
    assert asked("report", "send", "Nobody's").code == 1
