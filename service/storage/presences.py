"""Operators' signs of life: who had the console open, from when until when."""

from datetime import datetime, timedelta

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.rates.beside import Presence
from service.storage.groups import member_at
from service.storage.tables import memberships, operator_groups, presences, users
from service.storage.types import new_id

SIGN_EVERY_S = 60.0
_GAP = timedelta(seconds=2.5 * SIGN_EVERY_S)
"""Who is not heard of for so long was away: two signs in a row may come late, or be lost with a process."""


async def sign_of_life(connection: AsyncConnection, user_id: str, at: datetime) -> None:
    """This operator has the console open. In several windows, or processes, they are there once all the same."""
    own = (presences.c.user_id == user_id, presences.c.until >= at - _GAP)
    moved = await connection.execute(update(presences).where(*own, presences.c.until < at).values(until=at))
    if not moved.rowcount and (await connection.execute(select(presences.c.id).where(*own))).first() is None:
        await connection.execute(insert(presences).values(id=new_id(), user_id=user_id, since=at, until=at))


async def list_presences(
    connection: AsyncConnection, since: datetime | None = None, until: datetime | None = None
) -> list[Presence]:
    """Who was there in [since, until), in the order of time; None is an open end."""
    query = (
        select(users.c.email, operator_groups.c.name, presences.c.since, presences.c.until)
        .join(users, users.c.id == presences.c.user_id)
        .outerjoin(memberships, member_at(presences.c.user_id, presences.c.since))
        .outerjoin(operator_groups, operator_groups.c.id == memberships.c.group_id)
        .order_by(presences.c.since, presences.c.id)
    )
    if since:
        query = query.where(presences.c.until >= since)
    if until:
        query = query.where(presences.c.since < until)
    return [Presence(row.email, row.name, row.since, row.until) for row in await connection.execute(query)]


async def seen_from(connection: AsyncConnection) -> datetime | None:
    """When the first sign was recorded; before that it is not known who was there."""
    first: datetime | None = await connection.scalar(select(func.min(presences.c.since)))
    return first
