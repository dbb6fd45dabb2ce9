"""How customers felt in the last turns of their conversations."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables import conversations, turns

_LATEST_MESSAGES = 40


async def moods_of(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, list[float]]:
    """How upset the customer was in each of the last turns, by conversation."""
    rows = await connection.execute(
        select(turns.c.conversation_id, turns.c.upset)
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .where(
            turns.c.conversation_id.in_(ids),
            turns.c.upset.is_not(None),
            turns.c.first_seq > conversations.c.last_seq - _LATEST_MESSAGES,
        )
        .order_by(turns.c.conversation_id, turns.c.first_seq)
    )
    moods: dict[str, list[float]] = {}
    for conversation_id, upset in rows:
        moods.setdefault(conversation_id, []).append(upset)
    return moods
