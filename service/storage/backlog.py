"""Messages that still wait for an answer, and what the agent needs to know to give one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.turn import Message
from service.storage.messages import StoredMessage, stored
from service.storage.records import message_from
from service.storage.tables import conversations, messages
from service.storage.types import AnyRow

HISTORY_MESSAGES = 30


@dataclass(frozen=True, slots=True)
class Work:
    """A conversation's unanswered messages, in order, with what was said before them (the last 30 messages)."""

    conversation_id: str
    state: str
    channel: str
    failures: int
    asked: tuple[StoredMessage, ...]
    history: tuple[Message, ...]

    @property
    def held(self) -> bool:
        """Whether an operator has the conversation, or is expected."""
        return self.state in ("waiting", "human")


async def load_work(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, Work]:
    """The unanswered messages of these conversations; those without any are left out."""
    rows = await connection.execute(
        select(
            messages,
            conversations.c.state.label("conversation_state"),
            conversations.c.channel,
            conversations.c.failures,
        )
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(
            messages.c.conversation_id.in_(ids),
            or_(messages.c.state == "received", messages.c.seq > conversations.c.last_seq - HISTORY_MESSAGES),
        )
        .order_by(messages.c.conversation_id, messages.c.seq)
    )
    found: dict[str, list[AnyRow]] = {}
    for row in rows:
        found.setdefault(row.conversation_id, []).append(row)
    work: dict[str, Work] = {}
    for conversation_id, said in found.items():
        asked = tuple(stored(row) for row in said if row.state == "received")
        if asked:
            first = said[0]
            work[conversation_id] = Work(
                conversation_id=conversation_id,
                state=first.conversation_state,
                channel=first.channel,
                failures=first.failures,
                asked=asked,
                history=tuple(message_from(row) for row in said if row.state != "received"),
            )
    return work


async def take_unanswered(connection: AsyncConnection, process_id: str, limit: int = 200) -> list[str]:
    """Lease conversations that wait for an answer and that no other process answers; return their ids."""
    waiting = await connection.execute(
        select(conversations.c.id)
        .where(
            or_(conversations.c.lease.is_(None), conversations.c.lease == process_id),
            conversations.c.id.in_(select(messages.c.conversation_id).where(messages.c.state == "received")),
        )
        .order_by(conversations.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = list(waiting.scalars())
    if ids:
        await connection.execute(update(conversations).where(conversations.c.id.in_(ids)).values(lease=process_id))
    return ids
