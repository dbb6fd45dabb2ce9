"""What of a conversation asks for an operator's attention: messages unread, and since when the customer waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.database import upsert
from service.storage.tables import conversation_reads, conversations, desk_entries, grades, handoffs, messages

_LATEST_MESSAGES = 60
"""Unread or unanswered messages are looked for among so many of the latest: more need not be counted."""


@dataclass(frozen=True, slots=True)
class Attention:
    """`unread` counts the customer's messages; `waiting_since` is None where nobody waits for an operator's reply.

    `escalating`: the grader warns of a complaint or a hand-off.
    """

    unread: int = 0
    waiting_since: datetime | None = None
    escalating: bool = False


async def attention_of(connection: AsyncConnection, ids: Sequence[str], operator_id: str) -> dict[str, Attention]:
    """For each of these conversations what this operator should look at."""
    unread = await _unread(connection, ids, operator_id)
    waiting = await _waiting(connection, ids)
    escalating = await _escalating(connection, ids)
    return {one: Attention(unread.get(one, 0), waiting.get(one), one in escalating) for one in ids}


async def mark_read(connection: AsyncConnection, conversation_id: str, operator_id: str, seq: int) -> None:
    """The operator has seen everything up to this message; never less than before."""
    entered = upsert(connection, conversation_reads).values(
        user_id=operator_id, conversation_id=conversation_id, seq=seq
    )
    await connection.execute(
        entered.on_conflict_do_update(
            index_elements=["user_id", "conversation_id"],
            set_={"seq": entered.excluded.seq},
            where=conversation_reads.c.seq < entered.excluded.seq,
        )
    )


async def _unread(connection: AsyncConnection, ids: Sequence[str], operator_id: str) -> dict[str, int]:
    """Of what waits, of what the operator has, and of what they have looked into; the agent's other work is no news."""
    seen = conversation_reads.c.seq
    concerns = or_(
        conversations.c.state == "waiting",
        and_(conversations.c.state == "human", conversations.c.operator_id == operator_id),
        seen.is_not(None),
    )
    rows = await connection.execute(
        select(messages.c.conversation_id, func.count())
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .outerjoin(
            conversation_reads,
            and_(
                conversation_reads.c.conversation_id == conversations.c.id,
                conversation_reads.c.user_id == operator_id,
            ),
        )
        .where(
            messages.c.conversation_id.in_(ids),
            messages.c.role == "customer",
            messages.c.seq > func.coalesce(seen, 0),
            messages.c.seq > conversations.c.last_seq - _LATEST_MESSAGES,
            concerns,
        )
        .group_by(messages.c.conversation_id)
    )
    return {row[0]: row[1] for row in rows}


async def _waiting(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, datetime]:
    """Since the first message that nobody has answered, or the hand-off after which no operator has said anything."""
    held = conversations.c.state.in_(("waiting", "human"))
    recent = and_(messages.c.conversation_id.in_(ids), messages.c.seq > conversations.c.last_seq - _LATEST_MESSAGES)
    said = await connection.execute(
        select(
            messages.c.conversation_id,
            messages.c.role,
            func.min(messages.c.at).label("first_at"),
            func.max(messages.c.at).label("last_at"),
        )
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(recent, held, or_(messages.c.role == "operator", messages.c.state.in_(("inbox", "received"))))
        .group_by(messages.c.conversation_id, messages.c.role)
    )
    waiting: dict[str, datetime] = {}
    replied: dict[str, datetime] = {}
    for row in said:
        if row.role == "customer":
            waiting[row.conversation_id] = row.first_at
        else:
            replied[row.conversation_id] = row.last_at
    handed = await connection.execute(
        select(handoffs.c.conversation_id, func.max(handoffs.c.at).label("at"))
        .join(conversations, conversations.c.id == handoffs.c.conversation_id)
        .where(handoffs.c.conversation_id.in_(ids), handoffs.c.ended_at.is_(None), held)
        .group_by(handoffs.c.conversation_id)
    )
    for conversation_id, at in handed:
        answered_at = replied.get(conversation_id)
        if answered_at is None or answered_at < at:
            waiting[conversation_id] = min(at, waiting.get(conversation_id, at))
    passed_on = await connection.execute(
        select(desk_entries.c.conversation_id, func.max(desk_entries.c.at).label("at"))
        .join(conversations, conversations.c.id == desk_entries.c.conversation_id)
        .where(desk_entries.c.conversation_id.in_(ids), desk_entries.c.kind == "transferred", held)
        .where(conversations.c.state == "waiting")
        .group_by(desk_entries.c.conversation_id)
    )
    for conversation_id, at in passed_on:
        waiting.setdefault(conversation_id, at)
    return waiting


async def _escalating(connection: AsyncConnection, ids: Sequence[str]) -> set[str]:
    rows = await connection.execute(
        select(conversations.c.id)
        .join(grades, grades.c.turn_id == conversations.c.last_turn_id)
        .where(conversations.c.id.in_(ids), grades.c.grader == "escalation_risk", grades.c.label == "warning")
    )
    return set(rows.scalars())
