"""That something has changed which rates may rest on: noted by whoever changes it, in the same transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables import assignments, conversations, kpi_changes, turns


async def mark(connection: AsyncConnection, conversation_ids: Iterable[str]) -> None:
    """These conversations are to be worked out anew."""
    if rows := [{"conversation_id": one} for one in dict.fromkeys(conversation_ids)]:
        await connection.execute(insert(kpi_changes), rows)


async def mark_turns(connection: AsyncConnection, turn_ids: Iterable[str]) -> None:
    """The same for the conversations of these turns."""
    ids = list(dict.fromkeys(turn_ids))
    if ids:
        concerned = select(turns.c.conversation_id).where(turns.c.id.in_(ids)).distinct()
        await connection.execute(insert(kpi_changes).from_select(["conversation_id"], concerned))


async def mark_taken(connection: AsyncConnection, concerned: ColumnElement[bool], since: datetime) -> None:
    """The same for what operators, by a condition on `assignments`, took from then on: their group or wage differs."""
    taken = select(assignments.c.conversation_id).where(concerned, assignments.c.taken_at >= since).distinct()
    await connection.execute(insert(kpi_changes).from_select(["conversation_id"], taken))


async def mark_beside(connection: AsyncConnection, conversation_id: str, at: datetime) -> None:
    """The same for what an operator ended later than this one, which they have had until `at` only: their time with it
    was counted as shared.
    """
    own = select(assignments.c.operator_id).where(assignments.c.conversation_id == conversation_id)
    ended_later = (assignments.c.operator_id.in_(own), assignments.c.ended_at > at)
    beside = select(assignments.c.conversation_id).where(*ended_later).distinct()
    await connection.execute(insert(kpi_changes).from_select(["conversation_id"], beside))


async def mark_all(connection: AsyncConnection) -> None:
    """The same for every conversation."""
    await connection.execute(insert(kpi_changes).from_select(["conversation_id"], select(conversations.c.id)))


async def changes(connection: AsyncConnection, limit: int) -> Sequence[tuple[int, str]]:
    """The oldest changes not yet worked out: number and conversation."""
    rows = await connection.execute(select(kpi_changes).order_by(kpi_changes.c.id).limit(limit))
    return [(row.id, row.conversation_id) for row in rows]


async def changed_ids(connection: AsyncConnection, limit: int) -> list[str]:
    """The conversations with such changes, at most so many."""
    rows = await connection.execute(select(kpi_changes.c.conversation_id).distinct().limit(limit))
    return list(rows.scalars())


async def count_changed(connection: AsyncConnection) -> int:
    """How many conversations have such changes."""
    return int(await connection.scalar(select(func.count(kpi_changes.c.conversation_id.distinct()))) or 0)


async def worked_out(connection: AsyncConnection, numbers: Sequence[int]) -> None:
    """These changes are in the cells."""
    await connection.execute(delete(kpi_changes).where(kpi_changes.c.id.in_(numbers)))
