"""A conversation as server-sent events: history first, then what happens, each message once and in order.

Live events are hints: where one tells of a later message than expected, and once a second anyway, the database is
asked, because another process may have written what is missing.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from time import monotonic

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from service.in_force import Policies
from service.live import (
    Delta,
    Event,
    Live,
    Look,
    MessageStored,
    StateChanged,
    Subscription,
    Typing,
    Withdrawn,
    conversation_topic,
)
from service.rest.shown import Message
from service.rest.sse import HEARTBEAT, HEARTBEAT_S, sse
from service.routing.places import NOWHERE, Place, place_of
from service.storage.conversations.conversations import standing_of
from service.storage.database import Database
from service.storage.messages.messages import StoredMessage, list_messages

POLL_S = 1.0
PLACE_S = 3.0
"""So often one who waits hears how many are ahead of them, or that nobody is there."""


class ConversationStream:
    """One listener's view of one conversation, after message `after`."""

    def __init__(self, database: Database, policies: Policies, live: Live, conversation_id: str, after: int) -> None:
        self._database = database
        self._policies = policies
        self._live = live
        self._conversation_id = conversation_id
        self._seen = after
        self._state: tuple[StateChanged, Place] | None = None
        self._place = NOWHERE
        self._place_at = 0.0

    async def events(self) -> AsyncIterator[bytes]:
        """The stream, until the service stops. Listening starts before the history is read: nothing falls between."""
        with self._live.subscribe(conversation_topic(self._conversation_id)) as subscription:
            quiet_since = look_at = monotonic()
            while True:
                if monotonic() >= look_at:
                    # What was heard came first: text of a reply must not follow the reply that the database has by now.
                    heard = [chunk async for chunk in self._render(list(subscription.ready()))]
                    sent = b"".join(heard) + await self._catch_up()
                    look_at = monotonic() + (HEARTBEAT_S if self._closed else POLL_S)
                else:
                    events = await _next(subscription, look_at - monotonic())
                    if events is None:
                        return
                    sent = b"".join([chunk async for chunk in self._render(events)])
                if not sent and monotonic() - quiet_since >= HEARTBEAT_S:
                    sent = HEARTBEAT
                if sent:
                    quiet_since = monotonic()
                    yield sent

    @property
    def _closed(self) -> bool:
        return self._state is not None and self._state[0].state == "closed"

    async def _catch_up(self) -> bytes:
        async with self._database.read() as connection:
            standing = await standing_of(connection, self._conversation_id)
            missing: Sequence[StoredMessage] = ()
            if standing.last_seq > self._seen:
                missing = await list_messages(connection, self._conversation_id, self._seen)
            await self._look_at_line(connection, standing.state)
        told = StateChanged(standing.state, standing.operator, standing.picture)
        return b"".join(self._message(message) for message in missing) + self._changed(told)

    async def _render(self, events: Sequence[Event]) -> AsyncIterator[bytes]:
        for event in _coalesced(events):
            match event:
                case MessageStored(message) if message.seq == self._seen + 1:
                    yield self._message(message)
                case MessageStored(message) if message.seq > self._seen:
                    yield await self._catch_up()
                case StateChanged("waiting"):
                    async with self._database.read() as connection:
                        await self._look_at_line(connection, "waiting")
                    yield self._changed(event)
                case Look():
                    yield await self._catch_up()
                case StateChanged():
                    yield self._changed(event)
                case Delta(text):
                    yield sse("delta", orjson.dumps({"text": text}).decode())
                case Withdrawn(reason):
                    yield sse("withdrawn", orjson.dumps({"reason": reason}).decode())
                case Typing(role):
                    yield sse("typing", orjson.dumps({"role": role}).decode())

    def _message(self, message: StoredMessage) -> bytes:
        self._seen = message.seq
        if not message.text:  # deleted at the customer's wish
            return b""
        return sse("message", Message.model_validate(message).model_dump_json(), message.seq)

    def _changed(self, now: StateChanged) -> bytes:
        place = self._place if now.state == "waiting" else NOWHERE
        if self._state == (now, place):
            return b""
        self._state = (now, place)
        told = {"state": now.state, "operator": now.operator, "operator_picture": now.picture}
        waits = {"position": place.position, "opens_at": place.opens_at}
        return sse("state", orjson.dumps(told | waits).decode())

    async def _look_at_line(self, connection: AsyncConnection, state: str) -> None:
        if state == "waiting" and monotonic() >= self._place_at:
            self._place = await place_of(connection, self._policies, self._conversation_id)
            self._place_at = monotonic() + PLACE_S


async def _next(subscription: Subscription, timeout_s: float) -> list[Event] | None:
    """What has happened, empty when the time is up; None when the service stops."""
    try:
        first = await subscription.get(timeout_s)
    except TimeoutError:
        return []
    return [first, *subscription.ready()] if first else None


def _coalesced(events: Sequence[Event]) -> Iterator[Event]:
    """Deltas that follow each other as one: a chunk of text costs as much as a token."""
    text = ""
    for event in events:
        if isinstance(event, Delta):
            text += event.text
            continue
        if text:
            yield Delta(text)
            text = ""
        yield event
    if text:
        yield Delta(text)
