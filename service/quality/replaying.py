"""Stored conversations as a replay takes them: the latest of a time, with all of their turns."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.offline.replay import Stored
from service.storage.database import Database
from service.storage.grading.contexts import grading_contexts
from service.storage.tables import conversations, turns

PAGE = 200


async def stored_conversations(
    database: Database, since: datetime, until: datetime | None, most: int
) -> tuple[Stored, ...]:
    """The `most` latest conversations that started in [since, until) and have a turn, the earliest of them first."""
    async with database.read() as connection:
        ids = await _latest(connection, since, until, most)
        found: list[Stored] = []
        for at in range(0, len(ids), PAGE):
            found += await _of(connection, ids[at : at + PAGE])
    return tuple(found)


async def _latest(connection: AsyncConnection, since: datetime, until: datetime | None, most: int) -> list[str]:
    query = (
        select(conversations.c.id)
        .where(conversations.c.started_at >= since)
        .where(select(turns.c.id).where(turns.c.conversation_id == conversations.c.id).exists())
        .order_by(conversations.c.started_at.desc(), conversations.c.id.desc())
        .limit(most)
    )
    if until is not None:
        query = query.where(conversations.c.started_at < until)
    return list((await connection.execute(query)).scalars())[::-1]


async def _of(connection: AsyncConnection, ids: list[str]) -> list[Stored]:
    rows = (
        await connection.execute(
            select(turns.c.id, turns.c.conversation_id, conversations.c.language)
            .join(conversations, conversations.c.id == turns.c.conversation_id)
            .where(turns.c.conversation_id.in_(ids))
            .order_by(turns.c.id)
        )
    ).all()
    contexts = await grading_contexts(connection, [row.id for row in rows])
    found = []
    for conversation_id in ids:
        own = [row for row in rows if row.conversation_id == conversation_id]
        ending = contexts[own[-1].id].ending
        found.append(
            Stored(
                conversation_id,
                own[0].language or "en",
                tuple(contexts[row.id].turn for row in own),
                ending.solved if ending else None,
            )
        )
    return found
