"""Between agent and operators: conversations are given back, and nobody waits without being told."""

import logging
from collections.abc import Callable
from datetime import datetime

from graphs.agent.finishing import allowed
from graphs.agent.handoff.document import HandoffPolicy
from graphs.agent.handoff.hours import after_open_minutes, next_opening, open_from
from graphs.agent.handoff.words import closed_words, nobody_came_words, promised_at, returned_words
from graphs.agent.style.phrases import Phrases
from service.in_force import Policies
from service.live import Live, MessageStored, StateChanged, conversation_topic
from service.storage.database import Database
from service.storage.desk.returning import give_back
from service.storage.messages.messages import StoredMessage
from service.storage.routing.waiting import Told, Waiting, list_waiting, tell, tell_of_closing
from service.storage.types import now

log = logging.getLogger(__name__)


class WaitingRoom:
    """Each change is one transaction, then news of it."""

    def __init__(self, database: Database, policies: Policies, live: Live) -> None:
        self._database = database
        self._policies = policies
        self._live = live
        self._listeners: list[Callable[[], None]] = []

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each message to a customer: there may be something to send."""
        self._listeners.append(listener)

    async def give_back(self, conversation_id: str, operator_id: str) -> None:
        """An operator gives a conversation to the agent. Raises NotFound, ConversationClosed, AlreadyClaimed,
        NotAllowedNow."""
        async with self._database.write() as connection:
            policy = (await self._policies.look(connection)).handoff

            def words(language: str) -> str:
                said = returned_words(policy, language, self._policies.replies)
                return self._allowed(said, language, "returned")

            message = await give_back(connection, conversation_id, operator_id, words, now())
        self._announce(message, "open")

    async def look_after(self) -> int:
        """Tell those who have waited too long, or until it closed; return how many. One that fails stops no other."""
        async with self._database.read() as connection:
            in_force = await self._policies.look(connection)
            nobody = in_force.handoff.nobody_comes
            waiting = await list_waiting(connection, nobody.times) if nobody.enabled else []
        moment, told = now(), 0
        for one in waiting:
            own = in_force.handoff_in(one.group_id, one.hours)
            try:
                if has_closed(own, one, moment):
                    told += await self._tell_of_closing(own, one, moment)
                elif one.told < nobody.times and due_at(own, one) <= moment and not is_shut(own, moment):
                    told += await self._tell(own, one, moment)
            except Exception:
                log.exception("a waiting customer was not told", extra={"conversation": one.conversation_id})
        return told

    async def _tell(self, policy: HandoffPolicy, waiting: Waiting, moment: datetime) -> bool:
        returns = policy.nobody_comes.then == "return"
        said = nobody_came_words(policy, moment, waiting.language, self._policies.replies, known=waiting.reachable)
        text = self._allowed(said, waiting.language, f"nobody_came_{policy.nobody_comes.then}")
        async with self._database.write() as connection:
            message = await tell(connection, waiting, Told(text, promised_at(policy, moment), returns), moment)
        if message is None:
            return False
        self._announce(message, "open" if returns else "waiting")
        return True

    async def _tell_of_closing(self, policy: HandoffPolicy, waiting: Waiting, moment: datetime) -> bool:
        said = closed_words(policy, moment, waiting.language, self._policies.replies, known=waiting.reachable)
        text = self._allowed(said, waiting.language, "nobody_came_closed")
        async with self._database.write() as connection:
            message = await tell_of_closing(connection, waiting, text, moment)
        if message is None:
            return False
        self._announce(message, "waiting")
        return True

    def _allowed(self, said: str, language: str, key: str) -> str:
        """The policy's words without what the style forbids; where nothing is left, the fixed reply."""
        phrases = Phrases(self._policies.in_force.style.forbidden)
        return allowed(said, phrases) or self._policies.replies.say(language, key)

    def _announce(self, message: StoredMessage, state: str) -> None:
        topic = conversation_topic(message.conversation_id)
        self._live.publish(topic, MessageStored(message))
        self._live.publish(topic, StateChanged(state))
        self._live.changed("conversation", message.conversation_id, at_once=True)
        for listener in self._listeners:
            listener()


def has_closed(policy: HandoffPolicy, waiting: Waiting, at: datetime) -> bool:
    """Whether the customer is to hear that nobody is there any more: it closed while they waited.

    Who waits since a time at which it was closed heard so when they were handed over.
    """
    return is_shut(policy, at) and not waiting.told_of_closing and open_from(policy.hours, waiting.at) < at


def is_shut(policy: HandoffPolicy, at: datetime) -> bool:
    """Whether nobody is there now, and somebody will be."""
    return next_opening(policy.hours, at) is not None


def due_at(policy: HandoffPolicy, waiting: Waiting) -> datetime:
    """When the customer is to be told (again): after so many open minutes, later once a promised time is over."""
    limit = after_open_minutes(policy.hours, waiting.told_at or waiting.at, policy.nobody_comes.after_minutes)
    return max(limit, waiting.promised_at) if waiting.promised_at else limit
