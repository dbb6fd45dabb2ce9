"""What operators and customers do to a conversation besides writing in it; everybody who watches hears of it."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from service.live import Live, MessageStored, StateChanged, conversation_topic
from service.storage.conversations import idle_conversations, state_of
from service.storage.database import Database
from service.storage.deliveries import Decision, decide
from service.storage.grading import GradingPlan
from service.storage.messages import StoredMessage
from service.storage.operators import Ended, claim, close, close_idle, reply
from service.storage.ratings import rate
from service.storage.types import now

log = logging.getLogger(__name__)


class Desk:
    """Claim, answer, close, rate. Each is one transaction, then news of it."""

    def __init__(self, database: Database, plan: GradingPlan, live: Live) -> None:
        self._database = database
        self._plan = plan
        self._live = live
        self._listeners: list[Callable[[], None]] = []

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change: there may be something to grade or to send."""
        self._listeners.append(listener)

    async def claim(self, conversation_id: str, operator_id: str) -> None:
        """Give the conversation to an operator. Raises NotFound, ConversationClosed, AlreadyClaimed."""
        async with self._database.write() as connection:
            await claim(connection, conversation_id, operator_id, now())
        await self._tell(conversation_id)

    async def reply(self, conversation_id: str, operator_id: str, text: str, client_id: str) -> StoredMessage:
        """Say something as the operator who has the conversation. Raises NotFound, ConversationClosed, NotClaimed."""
        async with self._database.write() as connection:
            message = await reply(
                connection, self._database, self._plan, conversation_id, operator_id, text, client_id, now()
            )
        self._live.publish(conversation_topic(conversation_id), MessageStored(message))
        self._live.changed("conversation", conversation_id)
        self._changed()
        return message

    async def decide(self, conversation_id: str, message_id: str, user_id: str, decision: Decision) -> None:
        """Send a reply that did not arrive again, or leave it. Raises NotFound, NotAllowedNow."""
        async with self._database.write() as connection:
            await decide(connection, conversation_id, message_id, user_id, decision, now())
        self._live.changed("conversation", conversation_id)
        self._changed()

    async def close(self, conversation_id: str, ended: Ended) -> None:
        """End the conversation. Raises NotFound."""
        async with self._database.write() as connection:
            await close(connection, self._database, self._plan, conversation_id, ended, now())
        await self._closed(conversation_id)

    async def rate(self, conversation_id: str, rating: int, comment: str | None) -> None:
        """Keep the customer's rating of a conversation that has ended. Raises NotFound, NotEndedYet."""
        async with self._database.write() as connection:
            await rate(connection, conversation_id, rating, comment)
        self._live.changed("conversation", conversation_id)
        self._live.changed("kpis")

    async def close_idle(self, agent_idle_s: float, operator_idle_s: float) -> int:
        """End conversations in which nothing was said for so long; return how many. One that fails stops no other."""
        moment = now()
        limits = {("open",): agent_idle_s, ("waiting", "human"): operator_idle_s}
        closed = 0
        for states, idle_s in limits.items():
            before = moment - timedelta(seconds=idle_s)
            async with self._database.read() as connection:
                ids = await idle_conversations(connection, states, before)
            for conversation_id in ids:
                try:
                    closed += await self._close_idle(conversation_id, before)
                except Exception:
                    log.exception("an idle conversation was not closed", extra={"conversation": conversation_id})
        return closed

    async def _close_idle(self, conversation_id: str, before: datetime) -> bool:
        """Looks again in its own transaction: the customer may have come back since the list was made."""
        async with self._database.write() as connection:
            closed = await close_idle(connection, self._database, self._plan, conversation_id, before, now())
        if closed:
            await self._closed(conversation_id)
        return closed

    async def _closed(self, conversation_id: str) -> None:
        await self._tell(conversation_id)
        self._live.changed("kpis")
        self._changed()

    def _changed(self) -> None:
        for listener in self._listeners:
            listener()

    async def _tell(self, conversation_id: str) -> None:
        async with self._database.read() as connection:
            state, operator = await state_of(connection, conversation_id)
        self._live.publish(conversation_topic(conversation_id), StateChanged(state, operator))
        self._live.changed("conversation", conversation_id)
