"""The line of those who wait for an operator: how many are ahead of one, and who is next."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.handoff.document import Hours
from service.policies.account import read_settings
from service.storage.accounts.settings import DISABLED
from service.storage.routing.queues import group_of_conversation
from service.storage.tables import account_settings, conversations, handoffs

_URGENT = case((conversations.c.urgency == "high", 1), else_=0)
_SINCE = select(func.max(handoffs.c.at)).where(handoffs.c.conversation_id == conversations.c.id).scalar_subquery()
_WAITING = select(
    conversations.c.id,
    _URGENT.label("urgent"),
    conversations.c.priority,
    conversations.c.value,
    func.coalesce(_SINCE, conversations.c.started_at).label("at"),
    group_of_conversation().label("group_id"),
).where(conversations.c.state == "waiting")


async def position_of(connection: AsyncConnection, conversation_id: str) -> int | None:
    """1 for who is next; None for who does not wait.

    Among those who wait for the same operators: the urgent first, then who was passed over, then the valuable where the
    group goes by that, then who has waited longest since the last hand-off; who is passed on does not start anew.
    """
    everybody = _WAITING.subquery()
    mine = _WAITING.where(conversations.c.id == conversation_id).subquery()
    first = case(
        (everybody.c.urgent != mine.c.urgent, everybody.c.urgent > mine.c.urgent),
        (everybody.c.priority != mine.c.priority, everybody.c.priority > mine.c.priority),
        (everybody.c.value != mine.c.value, everybody.c.value > mine.c.value),
        (everybody.c.at != mine.c.at, everybody.c.at < mine.c.at),
        else_=everybody.c.id < mine.c.id,
    )
    same = or_(everybody.c.group_id == mine.c.group_id, and_(everybody.c.group_id.is_(None), mine.c.group_id.is_(None)))
    ahead = select(func.count(everybody.c.id)).where(same, first).scalar_subquery()
    found: int | None = await connection.scalar(select(ahead + 1).select_from(mine).limit(1))
    return found


@dataclass(frozen=True, slots=True)
class WaitsBy:
    """The group in which a conversation waits, and the hours of its account where it has its own."""

    group_id: str | None
    hours: Hours | None


async def waits_by(connection: AsyncConnection, conversation_id: str) -> WaitsBy | None:
    """None for who does not wait."""
    found = await connection.execute(
        select(group_of_conversation().label("group_id"), account_settings.c.document)
        .select_from(conversations)
        .outerjoin(account_settings, account_settings.c.account_id == conversations.c.account_id)
        .where(conversations.c.id == conversation_id, conversations.c.state == "waiting")
    )
    row = found.first()
    return WaitsBy(row.group_id, read_settings(row.document).hours) if row else None


@dataclass(frozen=True, slots=True)
class Queued:
    """A conversation that waits in a group, since `at`; `hours` are those of its account where it has its own."""

    id: str
    group_id: str
    customer_id: str
    language: str | None
    value: int
    at: datetime
    hours: Hours | None


async def list_queued(connection: AsyncConnection, group_ids: Collection[str], limit: int = 500) -> list[Queued]:
    """Those who wait in these groups, in the order of the line; not those of accounts that are switched off."""
    line = _WAITING.subquery()
    rows = await connection.execute(
        select(line, conversations.c.customer_id, conversations.c.language, account_settings.c.document)
        .join(conversations, conversations.c.id == line.c.id)
        .outerjoin(account_settings, account_settings.c.account_id == conversations.c.account_id)
        .where(line.c.group_id.in_(group_ids), conversations.c.account_id.not_in(DISABLED))
        .order_by(line.c.urgent.desc(), line.c.priority.desc(), line.c.value.desc(), line.c.at, line.c.id)
        .limit(limit)
    )
    return [
        Queued(
            row.id, row.group_id, row.customer_id, row.language, row.value, row.at, read_settings(row.document).hours
        )
        for row in rows
    ]
