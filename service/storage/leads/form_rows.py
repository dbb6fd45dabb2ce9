"""What a visitor left in a form of the widget, stored with the sentence that they agreed to."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.turn import Contact
from service.storage.database import Database
from service.storage.kpi_changes import mark
from service.storage.leads.leads import save_contacts, unsettle
from service.storage.leads.rows import Left
from service.storage.locking import lock_conversation
from service.storage.tables import conversations, customers
from service.storage.types import new_id

AGREED = "agreed"
_CONTACTS = frozenset({"phone", "email", "wechat", "whatsapp", "telegram", "qq", "name", "company", "city"})


async def save_form(
    connection: AsyncConnection,
    database: Database,
    conversation_id: str,
    given: Sequence[Contact],
    topic: str,
    consent: str,
    at: datetime,
) -> None:
    """Keep the details as a lead, the topic with what brought the customer. Raises NotFound, ConversationClosed."""
    conversation = await lock_conversation(connection, conversation_id)
    if topic:
        await connection.execute(
            update(conversations)
            .where(conversations.c.id == conversation_id)
            .values(source=dict(conversation.source) | {"topic": topic})
        )
    if not given:
        return
    left = Left(
        conversation_id=conversation_id,
        customer_id=conversation.customer_id,
        turn_id=new_id(),  # of no turn: what is left in a form was said in none
        contacts=tuple(one for one in given if one.type in _CONTACTS),
        wishes=tuple(one for one in given if one.type not in _CONTACTS),
        intent="other",
        consent=AGREED,
        purpose=consent,
        at=at,
    )
    await save_contacts(connection, database, [left])
    await unsettle(connection, [conversation_id])
    await mark(connection, [conversation_id])
    name = next((one.value for one in given if one.type == "name"), None)
    if name:
        await connection.execute(
            update(customers)
            .where(customers.c.id == conversation.customer_id, customers.c.name.is_(None))
            .values(name=name)
        )


async def language_of(connection: AsyncConnection, conversation_id: str) -> str:
    """Of the conversation, as far as it is one that the widget speaks."""
    found = await connection.scalar(select(conversations.c.language).where(conversations.c.id == conversation_id))
    return "zh" if found == "zh" else "en"
