"""`turnwise channel list` and `show` tell what could not be stored, and say nothing where there is nothing to tell."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.storage.database import Database
from tests.service.cli.conftest import Turnwise
from tests.service.unstored import leave_unstored

SECRET = "whsec_" + "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0"
CREDENTIALS = ["--set", f"secret={SECRET}", "--set", "callback_url=https://127.0.0.1:9/replies"]
FIRST, SECOND = datetime(2026, 2, 3, 1, 30, tzinfo=UTC), datetime(2026, 2, 3, 2, 45, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, empty_data: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database that commands work on."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{empty_data / 'turnwise.db'}"
    found = str(request.getfixturevalue("postgres_copy")())
    monkeypatch.setenv("TURNWISE_DATABASE_URL", found)
    return found


def leave(url: str, account: str, *said_at: datetime) -> None:
    async def work() -> None:
        database = Database(url)
        await leave_unstored(database, account, said_at)
        await database.dispose()

    asyncio.run(work())


def test_messages_that_could_not_be_stored_are_told_with_what_to_do(url: str, fresh: Turnwise) -> None:
    (added,) = fresh("channel", "add", "webhook", "--name", "Relay", *CREDENTIALS, "--json").records
    account = added["id"]
    for command in (("list",), ("show", account)):
        assert "stored" not in fresh("channel", *command).out
        (record,) = fresh("channel", *command, "--json").records
        assert record["unstored"] is None

    leave(url, account, SECOND, FIRST)
    for command in (("list",), ("show", account)):
        told = fresh("channel", *command).out
        assert "Could not be stored: 2 messages, the oldest of 2026-02-03 01:30 UTC. Nothing is lost" in told
        assert told.count("stored:") == 1
        (record,) = fresh("channel", *command, "--json").records
        assert (record["unstored"]["count"], datetime.fromisoformat(record["unstored"]["since"])) == (2, FIRST)
