"""That something has changed which rates may rest on: noted by whoever changes it, in the same transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables import assignments, conversations, kpi_changes, turns

_PART = 1_000


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


async def mark_account(connection: AsyncConnection, account_id: str) -> None:
    """The same for every conversation of this account."""
    concerned = select(conversations.c.id).where(conversations.c.account_id == account_id)
    await connection.execute(insert(kpi_changes).from_select(["conversation_id"], concerned))


async def mark_all(connection: AsyncConnection) -> None:
    """The same for every conversation."""
    await connection.execute(insert(kpi_changes).from_select(["conversation_id"], select(conversations.c.id)))


@dataclass(frozen=True, slots=True)
class Change:
    """A conversation with all of its changes that were seen; `last` is the number of the latest of them."""

    conversation_id: str
    numbers: Sequence[int]

    @property
    def last(self) -> int:
        """The latest."""
        return self.numbers[-1]


async def changes(connection: AsyncConnection, limit: int) -> Sequence[Change]:
    """The conversations of the oldest changes, at most so many changes, in the order of their first one."""
    rows = await connection.execute(select(kpi_changes).order_by(kpi_changes.c.id).limit(limit))
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(row.conversation_id, []).append(row.id)
    return [Change(conversation_id, numbers) for conversation_id, numbers in found.items()]


async def latest_change(connection: AsyncConnection) -> int:
    """The number of the latest change, 0 where there is none."""
    return int(await connection.scalar(select(func.max(kpi_changes.c.id))) or 0)


async def changed_ids(connection: AsyncConnection, limit: int) -> list[str]:
    """The conversations with such changes, at most so many."""
    rows = await connection.execute(select(kpi_changes.c.conversation_id).distinct().limit(limit))
    return list(rows.scalars())


async def count_changed(connection: AsyncConnection) -> int:
    """How many conversations have such changes."""
    return int(await connection.scalar(select(func.count(kpi_changes.c.conversation_id.distinct()))) or 0)


async def drop_changes(connection: AsyncConnection, numbers: Sequence[int]) -> None:
    """These changes are in the cells now."""
    for at in range(0, len(numbers), _PART):
        await connection.execute(delete(kpi_changes).where(kpi_changes.c.id.in_(numbers[at : at + _PART])))
