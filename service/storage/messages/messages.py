"""Messages as the API and the stream show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.channel.cards import LeadCard
from service.storage.messages.attachments import StoredAttachment, list_attachments
from service.storage.outgoing.deliveries import delivery_states
from service.storage.tables import attachments, messages
from service.storage.types import AnyRow
from service.storage.users.profile_pictures import Author, authors_of


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """One message of a conversation; `seq` grows by one within it.

    `delivery` is the state of its way to the platform, None where it is not sent anywhere. `choices` are short answers
    that it offers, `asks` the kinds of contact details that it asks for. `author` is the operator who wrote it.
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
    choices: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    attachments: tuple[StoredAttachment, ...] = ()
    author: Author | None = None

    @property
    def card(self) -> LeadCard | None:
        """The form for the details that it asks for."""
        return LeadCard(self.asks) if self.asks else None


def stored(
    row: AnyRow | Any,
    delivery: str | None = None,
    attached: tuple[StoredAttachment, ...] = (),
    author: Author | None = None,
) -> StoredMessage:
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
        choices=tuple(row.choices or ()),
        asks=tuple(row.asks or ()),
        attachments=attached,
        author=author,
    )


async def list_messages(connection: AsyncConnection, conversation_id: str, after: int = 0) -> list[StoredMessage]:
    """The conversation's messages with a `seq` above `after`, in order."""
    said = (
        select(messages)
        .where(messages.c.conversation_id == conversation_id, messages.c.seq > after)
        .order_by(messages.c.seq)
    )
    rows = (await connection.execute(said)).all()
    deliveries = await delivery_states(connection, [conversation_id])
    attached = await list_attachments(connection, attachments.c.conversation_id == conversation_id)
    authors = await authors_of(connection, {row.operator_id for row in rows if row.operator_id})
    return [stored(row, deliveries.get(row.id), attached.get(row.id, ()), authors.get(row.operator_id)) for row in rows]


async def list_visible(connection: AsyncConnection, conversation_id: str, after: int = 0) -> list[StoredMessage]:
    """The same for the customer: without those whose text was deleted at their wish."""
    return [message for message in await list_messages(connection, conversation_id, after) if message.text]
