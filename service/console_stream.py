"""What the console shows has changed: news of this process at once, and of other processes by looking every 2 s.

As long as it listens, its operator is there: that is recorded, for it is known from nothing else.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from time import monotonic

import orjson

from service.live import CONSOLE, Changed, Event, Live
from service.sse import HEARTBEAT, HEARTBEAT_S, sse
from service.storage.activity import Activity, activity
from service.storage.database import Database
from service.storage.presences import SIGN_EVERY_S, sign_of_life
from service.storage.types import now

POLL_S = 2.0
# Under load a console hears this often, not of each message: it fetches again for each piece of news.
AT_MOST_EVERY_S = 0.3


class ConsoleStream:
    """The news for the console of one operator."""

    def __init__(self, database: Database, live: Live, operator_id: str) -> None:
        self._database = database
        self._live = live
        self._operator_id = operator_id
        self._signs_at = 0.0

    async def events(self) -> AsyncIterator[bytes]:
        """The stream, until the service stops."""
        with self._live.subscribe(CONSOLE) as subscription:
            known = await self._look()
            quiet_since, look_at = monotonic(), monotonic() + POLL_S
            yield HEARTBEAT  # tells the browser at once that the stream is open
            while True:
                try:
                    first = await subscription.get(max(0.0, look_at - monotonic()))
                    if first is None:
                        return
                    await asyncio.sleep(AT_MOST_EVERY_S)
                    happened: list[Event] = [first, *subscription.ready()]
                except TimeoutError:
                    found = await self._look()
                    happened = list(_news(known, found))
                    known, look_at = found, monotonic() + POLL_S
                sent = _render(happened)
                if not sent and monotonic() - quiet_since >= HEARTBEAT_S:
                    sent = HEARTBEAT
                if sent:
                    quiet_since = monotonic()
                    yield sent

    async def _look(self) -> Activity:
        if monotonic() >= self._signs_at:
            async with self._database.write() as connection:
                await sign_of_life(connection, self._operator_id, now())
            self._signs_at = monotonic() + SIGN_EVERY_S
        async with self._database.read() as connection:
            return await activity(connection)


def _news(known: Activity, found: Activity) -> Iterable[Changed]:
    if found.last_message_at != known.last_message_at or found.states != known.states:
        yield Changed("conversations")
        yield Changed("kpis")
    if found.pending_grades != known.pending_grades:
        yield Changed("grades")
    if found.knowledge != known.knowledge:
        yield Changed("documents")
    if found.last_lead_at != known.last_lead_at:
        yield Changed("leads")
    if found.last_evaluation_at != known.last_evaluation_at:
        yield Changed("evaluations")


def _render(events: Iterable[Event]) -> bytes:
    """Each piece of news once, in order."""
    changes = dict.fromkeys(event for event in events if isinstance(event, Changed))
    return b"".join(
        sse("changed", orjson.dumps({"topic": change.topic, "id": change.id}).decode()) for change in changes
    )
