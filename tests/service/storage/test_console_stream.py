"""What the console hears of what happens, and when."""

import asyncio

import pytest

from service import console_stream
from service.console_stream import ConsoleStream
from service.live import Live
from service.storage.database import Database

PATIENCE_S = 15.0


async def _logged_in() -> bool:
    return True


async def test_what_an_operator_waits_for_is_told_at_once_and_all_else_together(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console_stream, "AT_MOST_EVERY_S", 3600.0)
    monkeypatch.setattr(console_stream, "POLL_S", 3600.0)
    live = Live()
    stream = ConsoleStream(database, live, None, _logged_in).events()
    await anext(stream)

    async with asyncio.timeout(PATIENCE_S):
        live.changed("grades", "a")
        live.changed("conversation", "a", at_once=True)
        first = await anext(stream)
        live.changed("grades", "b")
        told = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0.1)
        assert not told.done(), "grades may wait"
        live.changed("conversation", "c", at_once=True)
        second = await told
        live.close()
        assert [chunk async for chunk in stream] == []

    assert first.count(b"event: changed") == 2
    assert b'"id":"b"' in second
    assert b'"id":"c","at_once":true' in second


async def test_a_console_to_which_nothing_is_to_be_told_hears_so_by_events_that_scripts_are_told_of(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console_stream, "POLL_S", 0.01)
    monkeypatch.setattr(console_stream, "HEARTBEAT_S", 0.02)
    stream = ConsoleStream(database, Live(), None, _logged_in).events()
    async with asyncio.timeout(PATIENCE_S):
        await anext(stream)
        assert [await anext(stream) for _ in range(2)] == [b"event: heartbeat\ndata: {}\n\n"] * 2
    await stream.aclose()
