"""What operators and customers do to a conversation besides writing in it; everybody who watches hears of it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from service.live import Live, MessageStored, StateChanged, conversation_topic
from service.storage.conversations.conversations import standing_of
from service.storage.conversations.ratings import rate
from service.storage.database import Database
from service.storage.desk.entries import note
from service.storage.desk.offers import accept
from service.storage.desk.operators import Ended, claim, close, close_idle, reply
from service.storage.grading.grading import GradingPlan
from service.storage.knowledge.quoting import Quoted
from service.storage.messages.attachments import NewAttachment, kind_of
from service.storage.messages.messages import StoredMessage
from service.storage.outgoing.deliveries import Decision, decide
from service.storage.routing.transferring import ToGroup, ToOperator, reopen, transfer
from service.storage.types import now


class Desk:
    """Claim, answer, close, rate. Each is one transaction, then news of it."""

    def __init__(self, database: Database, plan: GradingPlan, live: Live) -> None:
        self._database = database
        self._plan = plan
        self._live = live
        self._listeners: list[Callable[[], None]] = []
        self._on_closed: list[Callable[[str], None]] = []

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change: there may be something to grade or to send."""
        self._listeners.append(listener)

    def on_closed(self, listener: Callable[[str], None]) -> None:
        """Call `listener` with the id of each conversation that has ended."""
        self._on_closed.append(listener)

    async def claim(self, conversation_id: str, operator_id: str) -> None:
        """Give the conversation to an operator. Raises NotFound, ConversationClosed, AlreadyClaimed."""
        async with self._database.write() as connection:
            await claim(connection, conversation_id, operator_id, now())
        await self._tell(conversation_id)

    async def reply(
        self,
        conversation_id: str,
        operator_id: str,
        text: str,
        client_id: str,
        file: NewAttachment | None = None,
        sources: Sequence[Quoted] = (),
    ) -> StoredMessage:
        """Say something as the operator who has the conversation.

        Raises NotFound, ConversationClosed, NotClaimed, InvalidRequest for a source that does not say so.
        """
        said = (conversation_id, operator_id, text, client_id, now(), file, sources)
        async with self._database.write() as connection:
            message = await reply(connection, self._database, self._plan, *said)
        self._live.publish(conversation_topic(conversation_id), MessageStored(message))
        self._live.changed("conversation", conversation_id)
        self._changed()
        return message

    async def send_file(
        self, conversation_id: str, operator_id: str, file: NewAttachment, client_id: str
    ) -> StoredMessage:
        """Send a file as the operator who has the conversation. Raises NotFound, ConversationClosed, NotClaimed."""
        return await self.reply(conversation_id, operator_id, f"[{kind_of(file.media_type)}]", client_id, file)

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

    async def transfer(self, conversation_id: str, by: str, target: ToOperator | ToGroup) -> None:
        """Pass a conversation on.

        Raises NotFound, ConversationClosed, AlreadyClaimed, NotAllowedNow, InvalidRequest.
        """
        async with self._database.write() as connection:
            await transfer(connection, conversation_id, by, target, now())
        await self._tell(conversation_id)
        self._live.changed("mentions")
        self._changed()

    async def reopen(self, conversation_id: str, by: str) -> None:
        """Open a conversation that has ended again, for this operator. Raises NotFound, NotAllowedNow."""
        async with self._database.write() as connection:
            await reopen(connection, conversation_id, by, now())
        await self._tell(conversation_id)
        self._live.changed("kpis")

    async def note(self, conversation_id: str, by: str, text: str, mentioned: Sequence[str], client_id: str) -> None:
        """Keep a note for colleagues, and tell those who are mentioned. Raises NotFound, InvalidRequest."""
        async with self._database.write() as connection:
            await standing_of(connection, conversation_id)
            await note(connection, conversation_id, by, text, mentioned, client_id, now())
            await accept(connection, conversation_id, by, now())
        self._live.changed("conversation", conversation_id)
        if mentioned:
            self._live.changed("mentions")

    async def rate(self, conversation_id: str, rating: int, comment: str | None) -> None:
        """Keep the customer's rating of a conversation that has ended. Raises NotFound, NotEndedYet."""
        async with self._database.write() as connection:
            await rate(connection, conversation_id, rating, comment)
        self._live.changed("conversation", conversation_id)
        self._live.changed("kpis")

    async def close_idle(self, conversation_id: str, silent_since: datetime) -> bool:
        """End the conversation unless something was said after that, or is to be answered; whether it was ended."""
        async with self._database.write() as connection:
            closed = await close_idle(connection, self._database, self._plan, conversation_id, silent_since, now())
        if closed:
            await self._closed(conversation_id)
        return closed

    async def _closed(self, conversation_id: str) -> None:
        await self._tell(conversation_id)
        self._live.changed("kpis")
        self._changed()
        for listener in self._on_closed:
            listener(conversation_id)

    def _changed(self) -> None:
        for listener in self._listeners:
            listener()

    async def _tell(self, conversation_id: str) -> None:
        async with self._database.read() as connection:
            standing = await standing_of(connection, conversation_id)
        news = StateChanged(standing.state, standing.operator, standing.picture)
        self._live.publish(conversation_topic(conversation_id), news)
        self._live.changed("conversation", conversation_id, at_once=True)
