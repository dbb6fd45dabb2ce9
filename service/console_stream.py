"""What the console shows has changed: news of this process at once, and of other processes by looking every 2 s.

As long as it listens, its operator is there: that is recorded, for it is known from nothing else.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from time import monotonic

import orjson

from service.live import CONSOLE, Assigned, Changed, CustomerTyping, Event, Live, Subscription
from service.rest.sse import HEARTBEAT, HEARTBEAT_S, sse
from service.storage.activity import Activity, activity
from service.storage.database import Database
from service.storage.desk.offers import list_offers
from service.storage.types import now
from service.storage.users.presences import SIGN_EVERY_S, sign_of_life

POLL_S = 2.0
TOLD_HEARTBEAT = sse("heartbeat", "{}")
"""The console listens by EventSource, which keeps comments to itself."""
# A piece of news by itself is told at once, and so is what an operator waits for. Of anything else a console hears this
# often under load, not of each message: it fetches again for each piece of news.
GATHER_S = 0.03
AT_MOST_EVERY_S = 0.3


class ConsoleStream:
    """The news for the console of one operator; without an `operator_id`, for a screen on the wall that is nobody."""

    def __init__(
        self, database: Database, live: Live, operator_id: str | None, logged_in: Callable[[], Awaitable[bool]]
    ) -> None:
        """`logged_in` is asked again and again: who is disabled or logged out hears nothing more."""
        self._database = database
        self._live = live
        self._operator_id = operator_id
        self._logged_in = logged_in
        self._signs_at = 0.0
        self._offered: frozenset[str] = frozenset()

    async def events(self) -> AsyncIterator[bytes]:
        """The stream, until the service stops or the log-in ends."""
        with self._live.subscribe(CONSOLE) as subscription:
            known, self._offered = await self._look(), await self._offers()
            quiet_since, look_at, told_at = monotonic(), monotonic() + POLL_S, 0.0
            yield HEARTBEAT  # tells the browser at once that the stream is open
            while True:
                try:
                    first = await subscription.get(max(0.0, look_at - monotonic()))
                    if first is None:
                        return
                    happened = await _gathered(first, subscription, told_at + AT_MOST_EVERY_S)
                except TimeoutError:
                    if not await self._logged_in():
                        return
                    found = await self._look()
                    happened = list(_news(known, found))
                    known, look_at = found, monotonic() + POLL_S
                    offered = await self._offers()
                    sent = self._render(happened) + _given(offered - self._offered)
                    self._offered = offered
                else:
                    sent = self._render(happened)
                told_at = monotonic() if sent else told_at
                if not sent and monotonic() - quiet_since >= HEARTBEAT_S:
                    sent = TOLD_HEARTBEAT
                if sent:
                    quiet_since = monotonic()
                    yield sent

    async def _look(self) -> Activity:
        if self._operator_id is not None and monotonic() >= self._signs_at:
            async with self._database.write() as connection:
                await sign_of_life(connection, self._operator_id, now())
            self._signs_at = monotonic() + SIGN_EVERY_S
        async with self._database.read() as connection:
            return await activity(connection)

    async def _offers(self) -> frozenset[str]:
        """What the operator was given and has not answered."""
        if self._operator_id is None:
            return frozenset()
        async with self._database.read() as connection:
            return frozenset(one.conversation_id for one in await list_offers(connection, self._operator_id))

    def _render(self, events: Iterable[Event]) -> bytes:
        """Each piece of news once, in order; what colleagues were given is no news."""
        sent = []
        for event in dict.fromkeys(events):
            match event:
                case Changed(topic, conversation_id, at_once):
                    told = {"topic": topic, "id": conversation_id, "at_once": at_once}
                    sent.append(sse("changed", orjson.dumps(told).decode()))
                case CustomerTyping(conversation_id):
                    sent.append(sse("typing", orjson.dumps({"id": conversation_id}).decode()))
                case Assigned(conversation_id, self._operator_id) if conversation_id not in self._offered:
                    self._offered |= {conversation_id}
                    sent.append(_given([conversation_id]))
        return b"".join(sent)


async def _gathered(first: Event, subscription: Subscription, due_at: float) -> list[Event]:
    """What happened until then, or until shortly after somebody waits for a piece of it."""
    happened = [first]
    while not any(isinstance(event, Assigned) or (isinstance(event, Changed) and event.at_once) for event in happened):
        try:
            event = await subscription.get(max(GATHER_S, due_at - monotonic()))
        except TimeoutError:
            return happened
        if event is None:
            subscription.put(None)
            return happened
        happened += [event, *subscription.ready()]
        if monotonic() >= due_at:
            return happened
    await asyncio.sleep(GATHER_S)
    return [*happened, *subscription.ready()]


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
    if found.last_alert_at != known.last_alert_at:
        yield Changed("alerts")


def _given(conversation_ids: Iterable[str]) -> bytes:
    """What the operator was given just now, by this process or another."""
    return b"".join(sse("assigned", orjson.dumps({"id": one}).decode()) for one in conversation_ids)
