"""Messages as the API and the stream show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables import messages, outbox
from service.storage.types import AnyRow


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """One message of a conversation; `seq` grows by one within it.

    `delivery` is the state of its way to the platform, None where it is not sent anywhere.
    """

    id: str
    conversation_id: str
    seq: int
    role: str
    text: str
    at: datetime
    citations: list[dict[str, Any]]
    client_id: str | None = None
    delivery: str | None = None
    turn_id: str | None = None


def stored(row: AnyRow | Any, delivery: str | None = None) -> StoredMessage:
    """A message from its row."""
    return StoredMessage(
        id=row.id,
        conversation_id=row.conversation_id,
        seq=row.seq,
        role=row.role,
        text=row.text,
        at=row.at,
        citations=row.citations,
        client_id=row.client_id,
        delivery=delivery,
        turn_id=row.turn_id,
    )


async def list_messages(connection: AsyncConnection, conversation_id: str, after: int = 0) -> list[StoredMessage]:
    """The conversation's messages with a `seq` above `after`, in order."""
    rows = await connection.execute(
        select(messages)
        .where(messages.c.conversation_id == conversation_id, messages.c.seq > after)
        .order_by(messages.c.seq)
    )
    deliveries = await delivery_states(connection, [conversation_id])
    return [stored(row, deliveries.get(row.id)) for row in rows]


async def list_visible(connection: AsyncConnection, conversation_id: str, after: int = 0) -> list[StoredMessage]:
    """The same for the customer: without those whose text was deleted at their wish."""
    return [message for message in await list_messages(connection, conversation_id, after) if message.text]


# Where a long reply went out in parts, the worst part speaks for the whole.
_WORST_FIRST = ("failed", "uncertain", "sending", "pending", "sent")


async def delivery_states(connection: AsyncConnection, conversation_ids: Sequence[str]) -> dict[str, str]:
    """For each message that goes to a platform: pending, sent, failed or uncertain."""
    rows = await connection.execute(
        select(outbox.c.message_id, outbox.c.state).where(outbox.c.conversation_id.in_(conversation_ids))
    )
    worst: dict[str, str] = {}
    for message_id, state in rows:
        known = worst.get(message_id)
        if known is None or _WORST_FIRST.index(state) < _WORST_FIRST.index(known):
            worst[message_id] = state
    return {message_id: "pending" if state == "sending" else state for message_id, state in worst.items()}


async def unsent_counts(connection: AsyncConnection, conversation_ids: Sequence[str]) -> dict[str, int]:
    """How many replies of each conversation failed or may not have arrived."""
    rows = await connection.execute(
        select(outbox.c.conversation_id, func.count())
        .where(outbox.c.conversation_id.in_(conversation_ids), outbox.c.state.in_(("failed", "uncertain")))
        .group_by(outbox.c.conversation_id)
    )
    return {row[0]: row[1] for row in rows}
