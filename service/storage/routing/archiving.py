"""Groups that take nothing any more: archived ones are kept for rates, and what waited in them goes to others."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.desk.entries import record
from service.storage.tables import conversations, memberships, operator_groups
from service.storage.types import UtcDateTime
from service.storage.users.groups import leave, member_at

WORKING = operator_groups.c.archived_at.is_(None)
"""For conditions: the groups that are not archived."""


async def archive_group(connection: AsyncConnection, group_id: str, at: datetime) -> list[str]:
    """Nobody is in it any more, nothing goes there; return the ids of what waited in it and goes to others.

    The group's row must be locked.
    """
    await connection.execute(update(operator_groups).where(operator_groups.c.id == group_id).values(archived_at=at))
    inside = and_(
        memberships.c.group_id == group_id,
        or_(
            memberships.c.since > at,  # entered beforehand
            member_at(memberships.c.operator_id, literal(at, UtcDateTime())),
        ),
    )
    for operator_id in sorted(set(await connection.scalars(select(memberships.c.operator_id).where(inside)))):
        await leave(connection, operator_id, at)
    return await let_go(connection, conversations.c.group_id == group_id, at)


async def restore_group(connection: AsyncConnection, group_id: str) -> None:
    """It can be given members and conversations again."""
    await connection.execute(update(operator_groups).where(operator_groups.c.id == group_id).values(archived_at=None))


def stranded() -> ColumnElement[bool]:
    """For conditions on `conversations`: passed to a group that is archived, or that is there no more."""
    working = select(operator_groups.c.id).where(WORKING)
    return and_(conversations.c.group_id.is_not(None), conversations.c.group_id.not_in(working))


async def list_stranded(connection: AsyncConnection, limit: int = 200) -> Sequence[str]:
    """The ids of those that wait where nobody looks: they were handed over while their group was archived."""
    waiting = select(conversations.c.id).where(conversations.c.state == "waiting", stranded())
    return (await connection.scalars(waiting.order_by(conversations.c.id).limit(limit))).all()


async def let_go(connection: AsyncConnection, concerned: ColumnElement[bool], at: datetime) -> list[str]:
    """What waits, and is concerned, waits for the account's group or for everybody from now on; return its ids."""
    rows = await connection.execute(
        select(conversations.c.id, operator_groups.c.name)
        .outerjoin(operator_groups, operator_groups.c.id == conversations.c.group_id)
        .where(conversations.c.state == "waiting", concerned)
        .order_by(conversations.c.id)
        .with_for_update(of=conversations)
    )
    found = rows.all()
    ids = [row.id for row in found]
    await connection.execute(update(conversations).where(conversations.c.id.in_(ids)).values(group_id=None))
    for row in found:
        await record(connection, row.id, "routed", None, at, from_group=row.name or "")
    return ids
