"""One conversation, locked for what is done to it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import ConversationClosed, NotFound
from service.storage.tables import conversations
from service.storage.types import AnyRow


async def lock_conversation(connection: AsyncConnection, conversation_id: str, *, closed_too: bool = False) -> AnyRow:
    """Its row, for this transaction alone. Raises NotFound, and ConversationClosed unless `closed_too`."""
    found = await connection.execute(
        select(conversations).where(conversations.c.id == conversation_id).with_for_update()
    )
    conversation = found.first()
    if conversation is None:
        raise NotFound("There is no such conversation.")
    if conversation.state == "closed" and not closed_too:
        raise ConversationClosed
    return conversation
