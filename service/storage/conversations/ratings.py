"""The customer's rating of a conversation that has ended."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import NotEndedYet
from service.storage.kpi_changes import mark
from service.storage.locking import lock_conversation
from service.storage.tables import conversations


async def rate(connection: AsyncConnection, conversation_id: str, rating: int, comment: str | None) -> None:
    """Store the rating (1 to 5) and its comment in place of an earlier one. Raises NotFound, NotEndedYet."""
    conversation = await lock_conversation(connection, conversation_id, closed_too=True)
    if conversation.state != "closed":
        raise NotEndedYet
    await connection.execute(
        update(conversations).where(conversations.c.id == conversation_id).values(rating=rating, rating_comment=comment)
    )
    await mark(connection, [conversation_id])
