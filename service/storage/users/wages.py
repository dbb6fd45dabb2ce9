"""What an operator's hour costs, of their own or by their group, and since when."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, delete, func, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.roles import Role
from service.storage.kpi_changes import mark_taken
from service.storage.tables import assignments, memberships, operator_groups, users, wages
from service.storage.types import UtcDateTime, new_id
from service.storage.users.groups import member_at


@dataclass(frozen=True, slots=True)
class Earner:
    """Whose wage it is: an operator or a group, by id."""

    operator_id: str | None = None
    group_id: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A user with their group and what their hour costs; None where nobody has entered it."""

    id: str
    email: str
    name: str
    role: Role
    group: str | None
    per_hour: Decimal | None
    currency: str | None


async def put_wage(
    connection: AsyncConnection, earner: Earner, per_hour: Decimal, currency: str, valid_from: datetime
) -> None:
    """Enter a wage, in place of one that was to be in force from the same moment."""
    of_whom = wages.c.operator_id == earner.operator_id if earner.operator_id else wages.c.group_id == earner.group_id
    await connection.execute(delete(wages).where(of_whom, wages.c.valid_from == valid_from))
    await connection.execute(
        insert(wages).values(
            id=new_id(),
            operator_id=earner.operator_id,
            group_id=earner.group_id,
            per_hour=per_hour,
            currency=currency,
            valid_from=valid_from,
        )
    )
    members_of = select(memberships.c.operator_id).where(memberships.c.group_id == earner.group_id)
    own = assignments.c.operator_id
    await mark_taken(connection, own == earner.operator_id if earner.operator_id else own.in_(members_of), valid_from)


async def members(connection: AsyncConnection, at: datetime) -> list[Member]:
    """Everybody who can log in, by e-mail address, as they work at that time."""
    moment = literal(at, UtcDateTime())
    query = (
        select(
            users.c.id,
            users.c.email,
            users.c.name,
            users.c.role,
            operator_groups.c.name.label("group"),
            wages.c.per_hour,
            wages.c.currency,
        )
        .outerjoin(memberships, member_at(users.c.id, moment))
        .outerjoin(operator_groups, operator_groups.c.id == memberships.c.group_id)
        .outerjoin(wages, wages.c.id == wage_at(users.c.id, moment))
        .order_by(users.c.email)
    )
    return [Member(**{**row._mapping, "role": Role(row.role)}) for row in await connection.execute(query)]


def wage_at(operator_id: ColumnElement[str], at: ColumnElement[datetime]) -> ColumnElement[str]:
    """The id of the wage of that operator at that time: their own, else that of the group in `memberships`."""
    found = wages.alias("in_force")

    def latest(of_whom: ColumnElement[bool]) -> ScalarSelect[Any]:
        in_force = select(found.c.id).where(of_whom, found.c.valid_from <= at)
        return in_force.order_by(found.c.valid_from.desc()).limit(1).scalar_subquery()

    return func.coalesce(latest(found.c.operator_id == operator_id), latest(found.c.group_id == memberships.c.group_id))
