"""Live events inside one process: who waits for news of a topic hears it at once.

Events are hints, never the truth: what must not be missed is in the database, and streams look there too, because
another process may have written it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from service.storage.messages.messages import StoredMessage

Topic = Literal[
    "conversations",
    "conversation",
    "grades",
    "hits",
    "documents",
    "leads",
    "kpis",
    "policy",
    "evaluations",
    "alerts",
    "mentions",
    "team",
]
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
    """The conversation's state, with the name of the operator who has it and the path of their picture."""

    state: str
    operator: str | None = None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody is writing."""

    role: Literal["agent", "operator"]


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that the console shows has changed; `id` names the conversation where it is one.

    `at_once`: an operator waits for it, as for a hand-off; anything else may be told together with what follows.
    """

    topic: Topic
    id: str | None = None
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class CustomerTyping:
    """A customer is writing: told to the console."""

    conversation_id: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """An operator was given a conversation: told to their console."""

    conversation_id: str
    operator_id: str


@dataclass(frozen=True, slots=True)
class Look:
    """Another process has news of the conversation: it is in the database."""


Event = MessageStored | Delta | Withdrawn | StateChanged | Typing | Changed | CustomerTyping | Assigned | Look


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
        self._relays: list[Callable[[str, Event], None]] = []
        self.closing = False

    def on_publish(self, relay: Callable[[str, Event], None]) -> None:
        """Call `relay` with each event of this process: other processes may want to hear of it."""
        self._relays.append(relay)

    def publish(self, topic: str, event: Event) -> None:
        """Tell everybody who listens to the topic, in this process and by relays."""
        for relay in self._relays:
            relay(topic, event)
        self.deliver(topic, event)

    def deliver(self, topic: str, event: Event) -> None:
        """Tell everybody in this process who listens to the topic."""
        for subscription in self._subscriptions.get(topic, ()):
            subscription.put(event)

    def changed(self, topic: Topic, conversation_id: str | None = None, *, at_once: bool = False) -> None:
        """Tell the console that something it may show has changed."""
        self.publish(CONSOLE, Changed(topic, conversation_id, at_once))

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
