"""Live events inside one process: who waits for news of a topic hears it at once.

Events are hints, never the truth: what must not be missed is in the database, and streams look there too, because
another process may have written it.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from service.storage.messages import StoredMessage

Topic = Literal["conversations", "conversation", "grades", "documents", "leads", "kpis", "policy", "evaluations"]
CONSOLE = "console"
QUEUE_EVENTS = 1_000


@dataclass(frozen=True, slots=True)
class MessageStored:
    """A message is in the conversation."""

    message: StoredMessage


@dataclass(frozen=True, slots=True)
class Delta:
    """More text of the reply under way."""

    text: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The text of the reply under way is taken back: `check`, `model_failed` or `more_to_come`."""

    reason: str


@dataclass(frozen=True, slots=True)
class StateChanged:
    """The conversation's state, with the name of the operator who has it."""

    state: str
    operator: str | None = None


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody is writing."""

    role: Literal["agent", "operator"]


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that the console shows has changed; `id` names the conversation where it is one."""

    topic: Topic
    id: str | None = None


Event = MessageStored | Delta | Withdrawn | StateChanged | Typing | Changed


def conversation_topic(conversation_id: str) -> str:
    """The topic of one conversation's events."""
    return f"conversation:{conversation_id}"


class Subscription:
    """One listener's events, in order. Who is too slow loses the oldest, and reads the database."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue(QUEUE_EVENTS)

    def put(self, event: Event | None) -> None:
        """Hand over an event; None ends the subscription."""
        if self._queue.full():
            self._queue.get_nowait()
        self._queue.put_nowait(event)

    async def get(self, timeout_s: float) -> Event | None:
        """The next event, None when the service stops. Raises TimeoutError when none comes."""
        return await asyncio.wait_for(self._queue.get(), timeout_s)

    def ready(self) -> Iterator[Event]:
        """What is there already, without waiting."""
        while not self._queue.empty():
            event = self._queue.get_nowait()
            if event is None:
                self._queue.put_nowait(None)
                return
            yield event

    async def __aiter__(self) -> AsyncIterator[Event]:
        while (event := await self._queue.get()) is not None:
            yield event


class Live:
    """Publish and subscribe by topic."""

    def __init__(self) -> None:
        self._subscriptions: dict[str, set[Subscription]] = {}
        self.closing = False

    def publish(self, topic: str, event: Event) -> None:
        """Tell everybody who listens to the topic."""
        for subscription in self._subscriptions.get(topic, ()):
            subscription.put(event)

    def changed(self, topic: Topic, conversation_id: str | None = None) -> None:
        """Tell the console that something it may show has changed."""
        self.publish(CONSOLE, Changed(topic, conversation_id))

    def has_listeners(self, topic: str) -> bool:
        """Whether anybody listens."""
        return topic in self._subscriptions

    @contextmanager
    def subscribe(self, topic: str) -> Iterator[Subscription]:
        """Listen for as long as the block runs."""
        subscription = Subscription()
        self._subscriptions.setdefault(topic, set()).add(subscription)
        if self.closing:
            subscription.put(None)
        try:
            yield subscription
        finally:
            listeners = self._subscriptions[topic]
            listeners.discard(subscription)
            if not listeners:
                del self._subscriptions[topic]

    def close(self) -> None:
        """End every subscription, so that open streams do not hold up the shutdown."""
        self.closing = True
        for subscriptions in list(self._subscriptions.values()):
            for subscription in list(subscriptions):
                subscription.put(None)
