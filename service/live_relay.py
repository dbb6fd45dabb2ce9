"""Live events between processes, by Redis: hints only, for what is said and done is in the database.

Without it each process looks there every second or two; with it the others hear at once, and of typing at all. Nothing
is stored: who does not listen misses it.
"""

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any
from uuid import uuid4

import orjson

from service.live import Assigned, Changed, CustomerTyping, Event, Live, Look, MessageStored, StateChanged, Typing

log = logging.getLogger(__name__)

CHANNEL = "turnwise:live"
AGAIN_AFTER_S = 2.0
MOST_WAITING = 1_000


def relaying(redis_url: str, live: Live) -> dict[str, Coroutine[Any, Any, None]]:
    """The work of a process that shares a Redis; none where it does not."""
    return {"relay": LiveRelay(redis_url, live).run()} if redis_url else {}


class LiveRelay:
    """Passes this process's events on, and hands it those of the others."""

    def __init__(self, redis_url: str, live: Live) -> None:
        self._url = redis_url
        self._live = live
        self._own = uuid4().hex
        self._outgoing: asyncio.Queue[bytes] = asyncio.Queue(MOST_WAITING)
        live.on_publish(self._pass_on)

    async def run(self) -> None:
        """Until cancelled. A Redis that is away is tried again and again; what happens meanwhile is not passed on."""
        from redis.asyncio import Redis
        from redis.exceptions import RedisError

        while True:
            redis = Redis.from_url(self._url)
            try:
                async with redis, redis.pubsub() as subscription:
                    await subscription.subscribe(CHANNEL)
                    await asyncio.gather(self._send(redis), self._listen(subscription))
            except (RedisError, OSError) as error:
                log.warning("live events reach no other process until Redis answers again: %s", type(error).__name__)
            await asyncio.sleep(AGAIN_AFTER_S)

    async def _send(self, redis: Any) -> None:
        while True:
            await redis.publish(CHANNEL, await self._outgoing.get())

    async def _listen(self, subscription: Any) -> None:
        async for message in subscription.listen():
            if message["type"] == "message" and (heard := read_event(message["data"], self._own)):
                self._live.deliver(*heard)

    def _pass_on(self, topic: str, event: Event) -> None:
        if (told := write_event(topic, event, self._own)) is not None:
            with suppress(asyncio.QueueFull):  # a hint: the others look into the database anyway
                self._outgoing.put_nowait(told)


def write_event(topic: str, event: Event, own: str) -> bytes | None:
    """The event for other processes; None for what only this one's listeners can use, like the text under way."""
    match event:
        case Changed(changed, conversation_id, at_once):
            told: list[str | bool | None] = ["changed", changed, conversation_id, at_once]
        case Typing(role):
            told = ["typing", role]
        case CustomerTyping(conversation_id):
            told = ["customer_typing", conversation_id]
        case Assigned(conversation_id, operator_id):
            told = ["assigned", conversation_id, operator_id]
        case MessageStored() | StateChanged():
            told = ["look"]
        case _:
            return None
    return orjson.dumps([own, topic, *told])


def read_event(told: bytes, own: str) -> tuple[str, Event] | None:
    """Topic and event; None for this process's own, and for what this version does not know."""
    match orjson.loads(told):
        case [origin, *_] if origin == own:
            return None
        case [_, topic, "changed", changed, conversation_id, *at_once]:
            return topic, Changed(changed, conversation_id, at_once == [True])
        case [_, topic, "typing", role]:
            return topic, Typing(role)
        case [_, topic, "customer_typing", conversation_id]:
            return topic, CustomerTyping(conversation_id)
        case [_, topic, "assigned", conversation_id, operator_id]:
            return topic, Assigned(conversation_id, operator_id)
        case [_, topic, "look"]:
            return topic, Look()
        case _:
            return None
