"""Conversations whose beginning took place elsewhere."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.turn import Message
from service.storage.customers.customers import Contact, customer_of
from service.storage.kpi_changes import mark
from service.storage.messages.beginnings import Beginning, begin
from service.storage.messages.searching import add_messages
from service.storage.tables import conversations
from service.storage.types import new_id


async def start_with_history(
    connection: AsyncConnection, contact: Contact, history: Sequence[Message], at: datetime
) -> str:
    """Start a conversation with what was said before, none of it to be answered or graded; return its id.

    Messages without a time are put a millisecond apart before `at`, so that they count as said before it.
    """
    customer_id = await customer_of(connection, contact, at)
    (conversation_id,) = await begin(connection, [Beginning(contact, customer_id, at)])
    if history:
        rows = [
            {
                "id": new_id(),
                "conversation_id": conversation_id,
                "seq": seq,
                "role": message.role,
                "text": message.text,
                "at": message.at or at - timedelta(milliseconds=len(history) - seq + 1),
                "state": "answered",
                "citations": [],
            }
            for seq, message in enumerate(history, 1)
        ]
        await add_messages(connection, rows)
        await connection.execute(
            update(conversations).where(conversations.c.id == conversation_id).values(last_seq=len(history))
        )
        await mark(connection, [conversation_id])
    return conversation_id
