"""Past turns, for rules to be tried on before they are in force: the latest first, in pages."""

from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.evaluator.grader import GradingContext
from service.storage.grading.contexts import grading_contexts
from service.storage.tables import turns

_PAGE = 50


async def past_turns(
    connection: AsyncConnection, since: datetime | None, limit: int
) -> AsyncIterator[list[GradingContext]]:
    """Up to `limit` turns that somebody replied to, asked since then."""
    query = select(turns.c.id, turns.c.asked_at).where(turns.c.replied_by.is_not(None))
    query = query.order_by(turns.c.asked_at.desc(), turns.c.id.desc())
    if since is not None:
        query = query.where(turns.c.asked_at >= since)
    rows = (await connection.execute(query.limit(min(_PAGE, limit)))).all()
    while rows:
        contexts = await grading_contexts(connection, [row.id for row in rows])
        yield [contexts[row.id] for row in rows]
        limit, last = limit - len(rows), rows[-1]
        if limit <= 0:
            return
        older = query.where(tuple_(turns.c.asked_at, turns.c.id) < tuple_(last.asked_at, last.id))
        rows = (await connection.execute(older.limit(min(_PAGE, limit)))).all()
