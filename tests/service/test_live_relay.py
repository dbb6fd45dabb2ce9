"""Two processes that share a Redis hear of each other's events; one that is away stops nobody."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from service import live_relay
from service.live import CONSOLE, Assigned, Changed, CustomerTyping, Delta, Event, Live, Look, StateChanged, Typing
from service.live_relay import LiveRelay, read_event, write_event

REDIS = os.environ.get("TURNWISE_TEST_REDIS", "redis://127.0.0.1:6379/14")
PATIENCE_S = 15.0


@pytest.mark.parametrize(
    ("event", "heard"),
    [
        (Changed("conversation", "c1"), Changed("conversation", "c1")),
        (Changed("conversation", "c1", at_once=True), Changed("conversation", "c1", at_once=True)),
        (Typing("operator"), Typing("operator")),
        (CustomerTyping("c1"), CustomerTyping("c1")),
        (Assigned("c1", "u1"), Assigned("c1", "u1")),
        (StateChanged("human", "Mia"), Look()),
        (Delta("half a sen"), None),
    ],
)
def test_hints_travel_and_what_is_said_does_not(event: Event, heard: Event | None) -> None:
    told = write_event("topic", event, "me")
    assert (told and read_event(told, "you")) == (heard and ("topic", heard))
    assert told is None or read_event(told, "me") is None
    assert told is None or b"Mia" not in told


@pytest.fixture
async def channel(monkeypatch: pytest.MonkeyPatch) -> None:
    """A channel of this test's own, on a Redis that answers."""
    monkeypatch.setattr(live_relay, "CHANNEL", f"turnwise:test:{os.getpid()}")
    try:
        async with Redis.from_url(REDIS) as redis:
            await redis.ping()
    except (RedisError, OSError) as error:
        pytest.skip(f"no Redis at {REDIS}: {error}")


@asynccontextmanager
async def running(live: Live, url: str = REDIS) -> AsyncIterator[None]:
    task = asyncio.create_task(LiveRelay(url, live).run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_what_happens_in_one_process_is_heard_in_the_other_once(channel: None) -> None:
    here, there = Live(), Live()
    async with running(here), running(there):
        with there.subscribe(CONSOLE) as heard, here.subscribe(CONSOLE) as own:
            async with asyncio.timeout(PATIENCE_S):
                while True:  # both have to be listening: until then nothing is heard
                    here.publish(CONSOLE, CustomerTyping("first"))
                    try:
                        assert await heard.get(0.2) == CustomerTyping("first")
                        break
                    except TimeoutError:
                        continue
            list(own.ready())
            here.changed("conversation", "second")
            events = [await heard.get(PATIENCE_S)]
            while events[-1] != Changed("conversation", "second"):
                events.append(await heard.get(PATIENCE_S))
            assert list(own.ready()) == [Changed("conversation", "second")]


async def test_without_redis_each_process_hears_itself() -> None:
    live = Live()
    async with running(live, "redis://127.0.0.1:9/0"):
        with live.subscribe(CONSOLE) as heard:
            for number in range(live_relay.MOST_WAITING + 5):
                live.changed("conversation", str(number))
            assert await heard.get(1.0) is not None
