"""Who had which conversation and when; and in which group and at what wage they worked when they took it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.kpi_changes import mark_beside
from service.storage.tables import assignments, memberships, operator_groups, users, wages
from service.storage.types import new_id
from service.storage.users.groups import member_at
from service.storage.users.wages import wage_at


@dataclass(frozen=True, slots=True)
class Assignment:
    """An operator's time with a conversation, `ended_at` None while it goes on.

    `group` is theirs as it was when they took it, `per_hour` what they or else that group cost then; None where nobody
    has entered it.
    """

    conversation_id: str
    operator_id: str
    operator: str
    taken_at: datetime
    ended_at: datetime | None
    group: str | None
    per_hour: Decimal | None
    currency: str | None


async def begin(
    connection: AsyncConnection, conversation_id: str, operator_id: str, at: datetime, answer_by: datetime | None = None
) -> None:
    """The operator has it from now on; `answer_by` is until when they have to answer, where it was given to them.

    The conversation's row must be locked, and nobody else may have it.
    """
    await connection.execute(
        insert(assignments).values(
            id=new_id(), conversation_id=conversation_id, operator_id=operator_id, taken_at=at, answer_by=answer_by
        )
    )


async def end(connection: AsyncConnection, conversation_id: str, at: datetime) -> None:
    """Nobody has it any more. The conversation's row must be locked."""
    await connection.execute(
        update(assignments)
        .where(assignments.c.conversation_id == conversation_id, assignments.c.ended_at.is_(None))
        .values(ended_at=at)
    )
    await mark_beside(connection, conversation_id, at)


async def has_now(connection: AsyncConnection, conversation_id: str, operator_id: str) -> bool:
    """Whether this operator has it."""
    own = (assignments.c.conversation_id == conversation_id, assignments.c.operator_id == operator_id)
    found = await connection.execute(select(assignments.c.id).where(*own, assignments.c.ended_at.is_(None)))
    return found.first() is not None


async def list_assignments(connection: AsyncConnection, conversation_ids: Sequence[str]) -> list[Assignment]:
    """All of these conversations, in the order in which they were taken."""
    query = assigned().where(assignments.c.conversation_id.in_(conversation_ids))
    rows = await connection.execute(query.order_by(assignments.c.taken_at, assignments.c.id))
    return [Assignment(**row._mapping) for row in rows]


def assigned() -> Select[tuple[str, str, str, datetime, datetime | None, str | None, Decimal | None, str | None]]:
    """The query behind `Assignment`, column by column, for those who add to it what they look for.

    What somebody was given and did not answer in time they never had.
    """
    return (
        select(
            assignments.c.conversation_id,
            assignments.c.operator_id,
            users.c.email.label("operator"),
            assignments.c.taken_at,
            assignments.c.ended_at,
            operator_groups.c.name.label("group"),
            wages.c.per_hour,
            wages.c.currency,
        )
        .join(users, users.c.id == assignments.c.operator_id)
        .outerjoin(memberships, member_at(assignments.c.operator_id, assignments.c.taken_at))
        .outerjoin(operator_groups, operator_groups.c.id == memberships.c.group_id)
        .outerjoin(wages, wages.c.id == wage_at(assignments.c.operator_id, assignments.c.taken_at))
        .where(~assignments.c.missed)
    )
