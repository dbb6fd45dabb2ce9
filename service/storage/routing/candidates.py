"""The operators of a group as routing sees them, and what it knows of a conversation that it wants to give to one."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.policies.choosing import Candidate, Waiter
from service.policies.routing import GroupRouting
from service.roles import Right, Role
from service.storage.routing.waiting_line import Queued
from service.storage.tables import assignments, conversations, memberships, routing_operators, turns, users
from service.storage.types import UtcDateTime
from service.storage.users.groups import member_at
from service.storage.users.presences import is_there

EXPERIENCE = timedelta(days=90)
"""So far back conversations count as experience."""


async def lock_operators(connection: AsyncConnection, group_id: str, at: datetime) -> frozenset[str]:
    """Let nobody else give these operators anything before this transaction ends: what they have is counted first.

    Returns their ids; who joins the group meanwhile is not among them.

    In the order of their ids, and so that foreign keys to them are not in the way.
    """
    locked = await connection.scalars(
        select(users.c.id)
        .join(memberships, member_at(users.c.id, literal(at, UtcDateTime())))
        .where(memberships.c.group_id == group_id)
        .order_by(users.c.id)
        .with_for_update(key_share=True, of=users)
    )
    return frozenset(locked)


async def list_candidates(
    connection: AsyncConnection, group_id: str, routing: GroupRouting, at: datetime
) -> list[Candidate]:
    """Those of the group who answer customers, there or not, with what they have now."""
    held = (
        select(func.count())
        .where(conversations.c.state == "human", conversations.c.operator_id == users.c.id)
        .scalar_subquery()
    )
    handled = (
        select(func.count())
        .where(
            assignments.c.operator_id == users.c.id, assignments.c.taken_at >= at - EXPERIENCE, ~assignments.c.missed
        )
        .scalar_subquery()
    )
    rows = await connection.execute(
        select(
            users.c.id,
            users.c.role,
            is_there(users.c.id, at).label("there"),
            held.label("held"),
            handled.label("handled"),
            routing_operators.c.capacity,
            routing_operators.c.skills,
            routing_operators.c.languages,
            routing_operators.c.given_at,
        )
        .join(memberships, member_at(users.c.id, literal(at, UtcDateTime())))
        .outerjoin(routing_operators, routing_operators.c.user_id == users.c.id)
        .where(memberships.c.group_id == group_id, users.c.disabled_at.is_(None))
        .order_by(users.c.id)
    )
    return [
        Candidate(
            id=row.id,
            there=bool(row.there),
            held=row.held,
            capacity=routing.capacity if row.capacity is None else row.capacity,
            given_at=row.given_at,
            handled=row.handled,
            skills=frozenset(row.skills or ()),
            languages=frozenset(row.languages or ()),
        )
        for row in rows
        if Role(row.role).may(Right.ANSWER)
    ]


async def waiter_of(connection: AsyncConnection, queued: Queued, routing: GroupRouting, at: datetime) -> Waiter:
    """What counts of this conversation."""
    before = select(assignments.c.operator_id, assignments.c.ended_at, assignments.c.missed).where(
        assignments.c.conversation_id == queued.id, assignments.c.ended_at >= queued.at
    )
    let_go = (await connection.execute(before)).all()
    lately = at - timedelta(seconds=routing.claim_within_s)
    return Waiter(
        intents=frozenset(await intents_of(connection, [queued.id])),
        language=queued.language,
        last_operator=await _last_operator(connection, queued.customer_id),
        missed_by=frozenset(row.operator_id for row in let_go if row.missed),
        resting=frozenset(row.operator_id for row in let_go if row.ended_at >= lately),
        value=queued.value,
    )


async def intents_of(connection: AsyncConnection, conversation_ids: Collection[str]) -> set[str]:
    """What these conversations were about so far."""
    found = select(turns.c.intent).where(turns.c.conversation_id.in_(conversation_ids), turns.c.intent.is_not(None))
    return set(await connection.scalars(found.distinct()))


async def _last_operator(connection: AsyncConnection, customer_id: str) -> str | None:
    last: str | None = await connection.scalar(
        select(assignments.c.operator_id)
        .join(conversations, conversations.c.id == assignments.c.conversation_id)
        .where(conversations.c.customer_id == customer_id, ~assignments.c.missed)
        .order_by(assignments.c.taken_at.desc())
        .limit(1)
    )
    return last
