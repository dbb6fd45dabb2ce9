"""What a conversation was about, kept with it when it ends: in the customer's own words, or those of a model."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.briefing import EXTRACTIVE, in_own_words
from service.storage.records import contacts_from
from service.storage.tables import conversations, messages, turns

_MOST_MESSAGES = 20


async def keep_own_words(connection: AsyncConnection, conversation_id: str) -> None:
    """Sum up a conversation that ends out of what the customer said last; where they said nothing there is none."""
    said = await connection.execute(
        select(messages.c.text)
        .where(messages.c.conversation_id == conversation_id, messages.c.role == "customer", messages.c.text != "")
        .order_by(messages.c.seq.desc())
        .limit(_MOST_MESSAGES)
    )
    questions = list(said.scalars())[::-1]
    left = await connection.execute(select(turns.c.contacts).where(turns.c.conversation_id == conversation_id))
    contacts = [contact for items in left.scalars() for contact in contacts_from(items)]
    summary = in_own_words(questions, contacts) if questions else None
    await connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(summary=summary, summary_by=EXTRACTIVE if summary else None)
    )


async def in_customers_words(connection: AsyncConnection, conversation_id: str) -> bool:
    """Whether it has ended and no model has summed it up."""
    written_by = select(conversations.c.summary_by).where(conversations.c.id == conversation_id)
    return await connection.scalar(written_by) == EXTRACTIVE


async def save_ending(connection: AsyncConnection, conversation_id: str, summary: str, written_by: str) -> None:
    """Put a model's summary in the place of the customer's words, if they are still there: it may go on again."""
    await connection.execute(
        update(conversations)
        .where(
            conversations.c.id == conversation_id,
            conversations.c.summary_by == EXTRACTIVE,
        )
        .values(summary=summary, summary_by=written_by)
    )
