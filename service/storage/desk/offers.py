"""Conversations that are given to operators: each is accepted by an answer, or missed and given to somebody else."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.database import upsert
from service.storage.desk import assignments as had
from service.storage.desk.entries import mention, record, see_mentions
from service.storage.integrations.events import Happened, emit, emit_conversation
from service.storage.kpi_changes import mark, mark_beside
from service.storage.locking import lock_conversation
from service.storage.tables import assignments, conversations, handoffs, routing_operators, users
from service.storage.types import AnyRow
from service.storage.users.presences import is_there


@dataclass(frozen=True, slots=True)
class Offer:
    """What an operator was given and has not answered."""

    conversation_id: str
    operator_id: str


async def give(
    connection: AsyncConnection, conversation_id: str, operator_id: str, at: datetime, answer_by: datetime
) -> None:
    """The operator has it, and is told. The conversation's row must be locked, and it must wait."""
    await connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(state="human", operator_id=operator_id)
    )
    await had.begin(connection, conversation_id, operator_id, at, answer_by)
    await connection.execute(
        update(handoffs)
        .where(handoffs.c.conversation_id == conversation_id, handoffs.c.routed_at.is_(None))
        .values(routed_at=at)
    )
    await connection.execute(
        upsert(connection, routing_operators)
        .values(user_id=operator_id, given_at=at)
        .on_conflict_do_update(index_elements=["user_id"], set_={"given_at": at})
    )
    name = str(await connection.scalar(select(users.c.name).where(users.c.id == operator_id)))
    await mention(
        connection, await record(connection, conversation_id, "assigned", None, at, operator=name), [operator_id]
    )
    await mark(connection, [conversation_id])
    await emit_conversation(connection, "conversation.assigned", conversation_id, at)


async def accept(connection: AsyncConnection, conversation_id: str, operator_id: str, at: datetime) -> None:
    """The operator answers what they were given: it is theirs for good. Nothing where they had it already."""
    accepted = await connection.execute(
        update(assignments)
        .where(
            assignments.c.conversation_id == conversation_id,
            assignments.c.operator_id == operator_id,
            *_OPEN,
        )
        .values(answer_by=None)
        .returning(assignments.c.id)
    )
    if accepted.first() is None:
        return
    await connection.execute(update(conversations).where(conversations.c.id == conversation_id).values(priority=0))
    await mark(connection, [conversation_id])
    await accept_handoffs(connection, conversation_id, operator_id, at)


async def accept_handoffs(connection: AsyncConnection, conversation_id: str, operator_id: str, at: datetime) -> None:
    """The hand-off for which somebody was waited for is this operator's."""
    accepted = await connection.execute(
        update(handoffs)
        .where(
            handoffs.c.conversation_id == conversation_id,
            handoffs.c.claimed_at.is_(None),
            handoffs.c.ended_at.is_(None),
        )
        .values(claimed_at=at, operator_id=operator_id)
        .returning(handoffs.c.id)
    )
    told = {"conversation_id": conversation_id, "operator_id": operator_id}
    happened = [Happened(conversation_id, {"handoff_id": one} | told) for one in accepted.scalars()]
    await emit(connection, "handoff.accepted", happened, at)


async def list_missed(connection: AsyncConnection, at: datetime) -> list[Offer]:
    """What was not answered in time, and what was given to somebody who is not there any more."""
    gone = or_(assignments.c.answer_by <= at, ~is_there(assignments.c.operator_id, at))
    return await _offers(connection, gone)


async def list_offers(connection: AsyncConnection, operator_id: str) -> list[Offer]:
    """What this operator was given and has not answered, the latest last."""
    return await _offers(connection, assignments.c.operator_id == operator_id)


async def miss(connection: AsyncConnection, offer: Offer, at: datetime) -> bool:
    """Take it from the operator, and put it ahead of others that wait. False where it was answered, or passed on."""
    conversation = await lock_conversation(connection, offer.conversation_id, closed_too=True)
    offered = await connection.execute(
        select(assignments.c.id, assignments.c.taken_at).where(
            assignments.c.conversation_id == offer.conversation_id,
            assignments.c.operator_id == offer.operator_id,
            *_OPEN,
        )
    )
    row = offered.first()
    if row is None or conversation.state != "human":
        return False
    await connection.execute(update(assignments).where(assignments.c.id == row.id).values(ended_at=at, missed=True))
    await mark_beside(connection, offer.conversation_id, row.taken_at)
    await _put_back(connection, conversation)
    name = str(await connection.scalar(select(users.c.name).where(users.c.id == offer.operator_id)))
    await record(connection, offer.conversation_id, "missed", None, at, operator=name)
    await see_mentions(connection, offer.conversation_id, offer.operator_id, at)
    await mark(connection, [offer.conversation_id])
    return True


_OPEN = (assignments.c.ended_at.is_(None), assignments.c.answer_by.is_not(None))


async def _put_back(connection: AsyncConnection, conversation: AnyRow) -> None:
    await connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation.id)
        .values(state="waiting", operator_id=None, priority=conversation.priority + 1)
    )


async def _offers(connection: AsyncConnection, wanted: ColumnElement[bool]) -> list[Offer]:
    rows = await connection.execute(
        select(assignments.c.conversation_id, assignments.c.operator_id)
        .where(wanted, *_OPEN)
        .order_by(assignments.c.taken_at, assignments.c.id)
    )
    return [Offer(row.conversation_id, row.operator_id) for row in rows]
