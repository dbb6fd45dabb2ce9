"""Operators' signs of life: who had the console open, from when until when; and what they say of it themselves."""

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, and_, case, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.rates.beside import Presence
from service.roles import Right, Role
from service.storage.database import upsert
from service.storage.tables import memberships, operator_groups, presences, routing_operators, users
from service.storage.types import new_id
from service.storage.users.groups import member_at

SIGN_EVERY_S = 60.0
AWAY_AFTER = timedelta(seconds=2.5 * SIGN_EVERY_S)
"""Who is not heard of for so long was away: two signs in a row may come late, or be lost with a process."""

ANSWERING = tuple(role for role in Role if role.may(Right.ANSWER))
"""The roles of those who answer customers."""

Chosen = Literal["online", "away", "offline"]
"""What operators say of themselves; nothing new is given to who is not `online`."""


def is_open(user_id: ColumnElement[str], at: datetime) -> ColumnElement[bool]:
    """Whether this user has the console open."""
    return select(presences.c.id).where(presences.c.user_id == user_id, presences.c.until >= at - AWAY_AFTER).exists()


def is_there(user_id: ColumnElement[str], at: datetime) -> ColumnElement[bool]:
    """Whether this user has the console open and has not said that they are away."""
    own = routing_operators.alias()  # the query around it may look at the same table
    says_not = select(own.c.user_id).where(own.c.user_id == user_id, own.c.chosen != "online")
    return and_(is_open(user_id, at), ~says_not.exists(), may_answer(user_id))


def may_answer(user_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether this user still works here, as somebody who answers customers."""
    own = users.alias()
    return select(own.c.id).where(own.c.id == user_id, own.c.disabled_at.is_(None), own.c.role.in_(ANSWERING)).exists()


async def choose_presence(connection: AsyncConnection, user_id: str, chosen: Chosen, at: datetime) -> None:
    """What the operator says of themselves from now on; who says the same again has said it since the first time."""
    since = case((routing_operators.c.chosen == chosen, routing_operators.c.chosen_at), else_=at)
    await connection.execute(
        upsert(connection, routing_operators)
        .values(user_id=user_id, chosen=chosen, chosen_at=at)
        .on_conflict_do_update(index_elements=["user_id"], set_={"chosen": chosen, "chosen_at": since})
    )


async def sign_of_life(connection: AsyncConnection, user_id: str, at: datetime) -> None:
    """This operator has the console open. In several windows, or processes, they are there once all the same."""
    own = (presences.c.user_id == user_id, presences.c.until >= at - AWAY_AFTER)
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
