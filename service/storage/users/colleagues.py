"""Who works here: whether they are there, what they have, and what they may have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.policies.routing import RoutingPolicy
from service.roles import Right, Role
from service.storage.database import upsert
from service.storage.tables import (
    assignments,
    conversations,
    memberships,
    operator_groups,
    presences,
    profile_pictures,
    routing_operators,
    users,
)
from service.storage.types import AnyRow, UtcDateTime
from service.storage.users.groups import member_at
from service.storage.users.presences import Chosen, is_open
from service.storage.users.profile_pictures import picture_path
from service.storage.users.users import NO_PASSWORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A user of the console. `answers`: may take conversations, of which they have so many now; of these `offered` were
    given to them and are not answered yet.

    `online`: the console is open; `chosen` is what they say themselves, `presence` what counts, `seen_at` the last sign
    of life. `capacity` is None for who is given nothing, `own_capacity` what is set for them alone. `picture` is the
    path of their profile picture.
    """

    id: str
    email: str
    name: str
    group: str | None
    group_id: str | None
    answers: bool
    online: bool
    presence: Chosen
    chosen: Chosen
    seen_at: datetime | None
    conversations: int
    offered: int
    capacity: int | None
    own_capacity: int | None
    skills: tuple[str, ...]
    languages: tuple[str, ...]
    picture: str | None


async def list_colleagues(
    connection: AsyncConnection, routing: RoutingPolicy, at: datetime, user_id: str | None = None
) -> list[Colleague]:
    """All who can log in, by name, or this one; with the group that they are in at that time."""
    held = (
        select(func.count())
        .where(conversations.c.operator_id == users.c.id, conversations.c.state == "human")
        .scalar_subquery()
    )
    offered = (
        select(func.count())
        .where(
            assignments.c.operator_id == users.c.id,
            assignments.c.answer_by.is_not(None),
            assignments.c.ended_at.is_(None),
        )
        .scalar_subquery()
    )
    seen = select(func.max(presences.c.until)).where(presences.c.user_id == users.c.id).scalar_subquery()
    query = (
        select(
            users.c.id,
            users.c.email,
            users.c.name,
            users.c.role,
            operator_groups.c.name.label("group"),
            operator_groups.c.id.label("group_id"),
            is_open(users.c.id, at).label("online"),
            seen.label("seen_at"),
            held.label("held"),
            offered.label("offered"),
            routing_operators.c.chosen,
            routing_operators.c.capacity,
            routing_operators.c.skills,
            routing_operators.c.languages,
            profile_pictures.c.key.label("picture_key"),
        )
        .outerjoin(memberships, member_at(users.c.id, literal(at, UtcDateTime())))
        .outerjoin(operator_groups, operator_groups.c.id == memberships.c.group_id)
        .outerjoin(routing_operators, routing_operators.c.user_id == users.c.id)
        .outerjoin(profile_pictures, profile_pictures.c.user_id == users.c.id)
        .where(users.c.disabled_at.is_(None), users.c.password_hash != NO_PASSWORD)
        .order_by(users.c.name, users.c.id)
    )
    if user_id is not None:
        query = query.where(users.c.id == user_id)
    return [_colleague(row, routing) for row in await connection.execute(query)]


async def set_terms(
    connection: AsyncConnection, user_id: str, capacity: int | None, skills: Sequence[str], languages: Sequence[str]
) -> None:
    """What an operator may be given; None and empty leave it to their group."""
    terms = {"capacity": capacity, "skills": list(skills), "languages": list(languages)}
    await connection.execute(
        upsert(connection, routing_operators)
        .values({"user_id": user_id} | terms)
        .on_conflict_do_update(index_elements=["user_id"], set_=terms)
    )


def _colleague(row: AnyRow, routing: RoutingPolicy) -> Colleague:
    own, answers = routing.of(row.group_id), Role(row.role).may(Right.ANSWER)
    chosen: Chosen = row.chosen or "online"
    given = answers and own.gives_out
    return Colleague(
        id=row.id,
        email=row.email,
        name=row.name,
        group=row.group,
        group_id=row.group_id,
        answers=answers,
        online=bool(row.online),
        presence=chosen if row.online else "offline",
        chosen=chosen,
        seen_at=row.seen_at,
        conversations=row.held,
        offered=row.offered,
        capacity=(own.capacity if row.capacity is None else row.capacity) if given else None,
        own_capacity=row.capacity,
        skills=tuple(row.skills or ()),
        languages=tuple(row.languages or ()),
        picture=picture_path(row.picture_key),
    )
