"""A conversation passes from one operator to another, to a group of them, or back from its end."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import AlreadyClaimed, InvalidRequest, NotAllowedNow
from service.roles import Right, Role
from service.storage.desk import assignments
from service.storage.desk.entries import mention, record
from service.storage.integrations.events import emit_conversation
from service.storage.kpi_changes import mark
from service.storage.locking import lock_conversation
from service.storage.routing.archiving import WORKING
from service.storage.routing.left_behind import wait_anew
from service.storage.tables import conversations, handoffs, operator_groups, users


@dataclass(frozen=True, slots=True)
class ToOperator:
    """To one operator, who has it from then on."""

    id: str


@dataclass(frozen=True, slots=True)
class ToGroup:
    """To a group, whose operators see it among those that wait."""

    id: str


async def transfer(
    connection: AsyncConnection, conversation_id: str, by: str, target: ToOperator | ToGroup, at: datetime
) -> None:
    """Pass on what the operator `by` has, or what waits for anybody.

    Raises NotFound, ConversationClosed, AlreadyClaimed where another has it, NotAllowedNow where the agent has it, and
    InvalidRequest for a target that cannot take it.
    """
    # The group before the conversation, as who archives it: the other way round both could wait for each other.
    group = await _group_named(connection, target.id) if isinstance(target, ToGroup) else ""
    conversation = await lock_conversation(connection, conversation_id)
    if conversation.state == "human" and conversation.operator_id != by:
        raise AlreadyClaimed
    if conversation.state == "open":
        raise NotAllowedNow("The agent has this conversation: claim it before you pass it on.")
    match target:
        case ToOperator(operator_id):
            if operator_id == conversation.operator_id and conversation.state == "human":
                raise InvalidRequest("They have this conversation already: choose somebody else.")
            name = await _operator_named(connection, operator_id)
            await _give(connection, conversation_id, operator_id, at)
            entry = await record(connection, conversation_id, "transferred", by, at, operator=name)
            await mention(connection, entry, [operator_id])
        case ToGroup(group_id):
            await assignments.end(connection, conversation_id, at)
            await connection.execute(
                update(conversations)
                .where(conversations.c.id == conversation_id)
                .values(state="waiting", operator_id=None, group_id=group_id)
            )
            if conversation.state == "human":
                await wait_anew(connection, conversation_id, at)
            await record(connection, conversation_id, "transferred", by, at, group=group)
    await mark(connection, [conversation_id])


async def reopen(connection: AsyncConnection, conversation_id: str, by: str, at: datetime) -> None:
    """Open a conversation that has ended again, for this operator.

    Raises NotFound, and NotAllowedNow where it goes on, or where the customer has begun another one since.
    """
    conversation = await lock_conversation(connection, conversation_id, closed_too=True)
    if conversation.state != "closed":
        raise NotAllowedNow("This conversation goes on: there is nothing to reopen.")
    newer = await connection.execute(
        select(conversations.c.id)
        .where(
            conversations.c.customer_id == conversation.customer_id,
            conversations.c.account_id == conversation.account_id,
            conversations.c.state != "closed",
        )
        .limit(1)
    )
    if newer.first():
        raise NotAllowedNow("The customer has begun another conversation since: answer there.")
    await connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(
            closed_at=None,
            closed_by=None,
            solved=None,
            disposition=None,
            summary=None,
            summary_by=None,
            last_message_at=at,
        )
    )
    await _give(connection, conversation_id, by, at)
    await record(connection, conversation_id, "reopened", by, at)
    await mark(connection, [conversation_id])


async def _give(connection: AsyncConnection, conversation_id: str, operator_id: str, at: datetime) -> None:
    await assignments.end(connection, conversation_id, at)
    await assignments.begin(connection, conversation_id, operator_id, at)
    await connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(state="human", operator_id=operator_id, priority=0)
    )
    await connection.execute(
        update(handoffs)
        .where(
            handoffs.c.conversation_id == conversation_id,
            handoffs.c.claimed_at.is_(None),
            handoffs.c.ended_at.is_(None),
        )
        .values(claimed_at=at, operator_id=operator_id)
    )
    await emit_conversation(connection, "conversation.assigned", conversation_id, at)


async def _operator_named(connection: AsyncConnection, operator_id: str) -> str:
    working = select(users.c.name, users.c.role).where(users.c.id == operator_id, users.c.disabled_at.is_(None))
    row = (await connection.execute(working)).first()
    if row is None or not Role(row.role).may(Right.ANSWER):
        raise InvalidRequest("This is nobody who answers customers: choose an operator from the list.")
    return str(row.name)


async def _group_named(connection: AsyncConnection, group_id: str) -> str:
    named = select(operator_groups.c.name).where(operator_groups.c.id == group_id, WORKING)
    name = await connection.scalar(named.with_for_update(read=True))  # it is not archived meanwhile
    if name is None:
        raise InvalidRequest("There is no such group: choose one from the list.")
    return str(name)
