"""Groups of operators: who is in which, and since when. Nobody is in two at a time."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.database import Database
from service.storage.kpi_changes import mark_taken
from service.storage.tables import assignments, memberships, operator_groups, users
from service.storage.types import UtcDateTime, new_id


@dataclass(frozen=True, slots=True)
class Group:
    """A group with the e-mail addresses of those who are in it at the time asked for."""

    id: str
    name: str
    operators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """An operator's time in a group; `until` is None while it goes on."""

    group: str
    operator: str
    since: datetime
    until: datetime | None


async def add_group(connection: AsyncConnection, database: Database, name: str, at: datetime) -> bool:
    """Make a group; False where there is one of that name."""
    made = await connection.execute(
        database.insert(operator_groups)
        .values(id=new_id(), name=name, created_at=at)
        .on_conflict_do_nothing(index_elements=["name"])
        .returning(operator_groups.c.id)
    )
    return made.first() is not None


async def find_group(connection: AsyncConnection, name: str) -> str | None:
    """The id of the group of that name, be it archived."""
    found: str | None = await connection.scalar(select(operator_groups.c.id).where(operator_groups.c.name == name))
    return found


async def working_group(connection: AsyncConnection, name: str) -> str | None:
    """The same, None for an archived one; in a transaction it is not archived before that ends."""
    named = select(operator_groups.c.id).where(operator_groups.c.name == name, operator_groups.c.archived_at.is_(None))
    found: str | None = await connection.scalar(named.with_for_update(read=True))
    return found


async def group_of(connection: AsyncConnection, operator_id: str, at: datetime) -> str | None:
    """The name of the group in which this operator is at that time."""
    of_operator = member_at(literal(operator_id), literal(at, UtcDateTime()))
    named = select(operator_groups.c.name).join(memberships, memberships.c.group_id == operator_groups.c.id)
    name: str | None = await connection.scalar(named.where(of_operator))
    return name


async def list_groups(connection: AsyncConnection, at: datetime, *, archived: bool = False) -> list[Group]:
    """The groups that take conversations, or the archived ones, by name, with who is in them at that time."""
    query = (
        select(operator_groups.c.id, operator_groups.c.name, users.c.email)
        .outerjoin(
            memberships,
            and_(
                memberships.c.group_id == operator_groups.c.id,
                member_at(memberships.c.operator_id, literal(at, UtcDateTime())),
            ),
        )
        .outerjoin(users, users.c.id == memberships.c.operator_id)
        .where(operator_groups.c.archived_at.is_not(None) if archived else operator_groups.c.archived_at.is_(None))
        .order_by(operator_groups.c.name, users.c.email)
    )
    groups: dict[str, tuple[str, list[str]]] = {}
    for row in await connection.execute(query):
        members = groups.setdefault(row.id, (row.name, []))[1]
        members += [row.email] if row.email else []
    return [Group(group_id, name, tuple(members)) for group_id, (name, members) in groups.items()]


async def list_memberships(connection: AsyncConnection) -> list[Membership]:
    """Who was in which group from when until when, in the order of time."""
    query: Select[tuple[str, str, datetime, datetime | None]] = (
        select(
            operator_groups.c.name.label("group"),
            users.c.email.label("operator"),
            memberships.c.since,
            memberships.c.until,
        )
        .join(operator_groups, operator_groups.c.id == memberships.c.group_id)
        .join(users, users.c.id == memberships.c.operator_id)
        .order_by(memberships.c.since, users.c.email)
    )
    return [Membership(**row._mapping) for row in await connection.execute(query)]


async def join(connection: AsyncConnection, operator_id: str, group_id: str, since: datetime) -> None:
    """The operator is in this group from then on, whatever was on record for that time."""
    await leave(connection, operator_id, since)
    await connection.execute(
        insert(memberships).values(id=new_id(), group_id=group_id, operator_id=operator_id, since=since)
    )
    await mark_taken(connection, assignments.c.operator_id == operator_id, since)


async def leave(connection: AsyncConnection, operator_id: str, at: datetime) -> bool:
    """The operator is in no group from then on; False where they were in none."""
    own = memberships.c.operator_id == operator_id
    ended = await connection.execute(
        update(memberships)
        .where(own, memberships.c.since < at, or_(memberships.c.until.is_(None), memberships.c.until > at))
        .values(until=at)
    )
    undone = await connection.execute(delete(memberships).where(own, memberships.c.since >= at))
    await mark_taken(connection, assignments.c.operator_id == operator_id, at)
    return bool(ended.rowcount or undone.rowcount)


def member_at(operator_id: ColumnElement[str], at: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Joins `memberships`: the one of that operator at that time."""
    own = memberships.c.operator_id == operator_id
    return and_(own, memberships.c.since <= at, or_(memberships.c.until.is_(None), memberships.c.until > at))
