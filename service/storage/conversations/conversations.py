"""Conversations as lists and pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import NotFound
from service.storage.conversations.inbox_cursor import cursor_after, position_of
from service.storage.conversations.moods import moods_of
from service.storage.outgoing.deliveries import unsent_counts
from service.storage.tables import (
    account_settings,
    accounts,
    assignments,
    conversations,
    customers,
    handoffs,
    operator_groups,
    profile_pictures,
    turns,
    users,
)
from service.storage.types import AnyRow
from service.storage.users.profile_pictures import picture_path

WAITING = "waiting"
# By names of their own: conditions on `conversations` look at the same tables.
_of_accounts, _queues = account_settings.alias("of_accounts"), operator_groups.alias("queues")
_URGENT = case((conversations.c.urgency == "high", 1), else_=0)


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """One line of the inbox. `unsent` counts replies that failed or may not have arrived.

    `moods` are how upset the customer was in each of the last turns, first to last. `answer_by` is until when the
    operator has to answer what they were given, None once they have.
    """

    id: str
    state: str
    channel: str
    account: str
    customer_id: str
    customer_name: str | None
    language: str | None
    started_at: datetime
    last_message_at: datetime
    preview: str
    handoff_reason: str | None
    operator_id: str | None
    operator: str | None
    group: str | None
    turns: int
    upset: float | None
    urgency: str
    moods: list[float]
    unsent: int
    priority: int
    rating: int | None
    rating_comment: str | None
    disposition: str | None
    summary: str | None
    summary_by: str | None
    source: dict[str, str]
    answer_by: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """Conversations with the latest activity first; `next` asks for the page after this one."""

    rows: list[ConversationRow]
    next: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a conversation has come; `operator` is the name of the one who has it, `picture` the path of theirs."""

    state: str
    operator: str | None
    picture: str | None
    last_seq: int


async def list_conversations(
    connection: AsyncConnection,
    state: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
    only: ColumnElement[bool] | None = None,
) -> Page:
    """A page of the inbox, or `only` of some of it; of those who wait the urgent come first, then who has waited long.

    Raises InvalidRequest for a cursor not of ours.
    """
    order: list[ColumnElement[Any]] = [conversations.c.last_message_at, conversations.c.id]
    if state == WAITING:
        order = [_URGENT, conversations.c.priority, *order]
    query = _rows().order_by(*(column.desc() for column in order)).limit(limit + 1)
    if state:
        query = query.where(conversations.c.state == state)
    if only is not None:
        query = query.where(only)
    if cursor:
        position = position_of(cursor)
        query = query.where(tuple_(*order) < (position if state == WAITING else position[2:]))
    found = (await connection.execute(query)).all()
    rows = await _with_counts(connection, found[:limit])
    more = len(found) > limit
    last = rows[-1] if more else None
    return Page(rows, cursor_after(last.urgency, last.priority, last.last_message_at, last.id) if last else None)


async def get_conversation(connection: AsyncConnection, conversation_id: str) -> ConversationRow:
    """One conversation. Raises NotFound."""
    found = (await connection.execute(_rows().where(conversations.c.id == conversation_id))).all()
    if not found:
        raise NotFound("There is no such conversation.")
    return (await _with_counts(connection, found))[0]


async def channel_of(connection: AsyncConnection, conversation_id: str) -> str:
    """The name of its channel, empty where there is no such conversation."""
    found = select(conversations.c.channel).where(conversations.c.id == conversation_id)
    return (await connection.execute(found)).scalar() or ""


async def state_of(connection: AsyncConnection, conversation_id: str) -> tuple[str, str | None]:
    """The conversation's state and its operator's name. Raises NotFound."""
    standing = await standing_of(connection, conversation_id)
    return standing.state, standing.operator


async def standing_of(connection: AsyncConnection, conversation_id: str) -> Standing:
    """How far a conversation has come. Raises NotFound."""
    row = (
        await connection.execute(
            select(conversations.c.state, conversations.c.last_seq, users.c.name, profile_pictures.c.key)
            .outerjoin(users, users.c.id == conversations.c.operator_id)
            .outerjoin(profile_pictures, profile_pictures.c.user_id == conversations.c.operator_id)
            .where(conversations.c.id == conversation_id)
        )
    ).first()
    if row is None:
        raise NotFound("There is no such conversation.")
    if row.state != "human":
        return Standing(row.state, None, None, row.last_seq)
    return Standing(row.state, row.name, picture_path(row.key), row.last_seq)


def _rows() -> Select[Any]:
    last_handoff = (
        select(handoffs.c.reason)
        .where(handoffs.c.conversation_id == conversations.c.id)
        .order_by(handoffs.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    given = (
        select(assignments.c.answer_by)
        .where(assignments.c.conversation_id == conversations.c.id, assignments.c.ended_at.is_(None))
        .scalar_subquery()
    )
    queue = func.coalesce(conversations.c.group_id, _of_accounts.c.group_id)
    return (
        select(
            conversations,
            accounts.c.name.label("account"),
            customers.c.name.label("customer_name"),
            users.c.name.label("operator"),
            _queues.c.name.label("queue"),
            last_handoff.label("handoff_reason"),
            given.label("answer_by"),
        )
        .join(accounts, accounts.c.id == conversations.c.account_id)
        .join(customers, customers.c.id == conversations.c.customer_id)
        .outerjoin(users, users.c.id == conversations.c.operator_id)
        .outerjoin(_of_accounts, _of_accounts.c.account_id == conversations.c.account_id)
        .outerjoin(_queues, _queues.c.id == queue)
    )


async def _with_counts(connection: AsyncConnection, rows: Sequence[AnyRow]) -> list[ConversationRow]:
    ids = [row.id for row in rows]
    counted = await connection.execute(
        select(turns.c.conversation_id, func.count())
        .where(turns.c.conversation_id.in_(ids))
        .group_by(turns.c.conversation_id)
    )
    turn_counts: dict[str, int] = {row[0]: row[1] for row in counted}
    unsent, moods = await unsent_counts(connection, ids), await moods_of(connection, ids)
    return [
        ConversationRow(
            id=row.id,
            state=row.state,
            channel=row.channel,
            account=row.account,
            customer_id=row.customer_id,
            customer_name=row.customer_name,
            language=row.language,
            started_at=row.started_at,
            last_message_at=row.last_message_at,
            preview=row.preview,
            handoff_reason=row.handoff_reason,
            operator_id=row.operator_id,
            operator=row.operator,
            group=row.queue,
            turns=turn_counts.get(row.id, 0),
            upset=row.upset,
            urgency=row.urgency,
            moods=moods.get(row.id, []),
            unsent=unsent.get(row.id, 0),
            priority=row.priority,
            rating=row.rating,
            rating_comment=row.rating_comment,
            disposition=row.disposition,
            summary=row.summary,
            summary_by=row.summary_by,
            source=row.source,
            answer_by=row.answer_by,
        )
        for row in rows
    ]
