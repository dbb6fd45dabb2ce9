"""What is done to a conversation besides answering by the agent: claiming, an operator's reply, closing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.evaluator.grader import Stage
from graphs.lead.requested import requested
from service.errors import AlreadyClaimed, NotClaimed
from service.storage import assignments
from service.storage.accounts import OWN
from service.storage.database import Database
from service.storage.events import Happened, emit, emit_conversation
from service.storage.grading import GradingPlan, queue, requeue
from service.storage.kpi_changes import mark
from service.storage.locking import lock_conversation
from service.storage.messages import StoredMessage, stored
from service.storage.receive import PREVIEW_CHARS
from service.storage.tables import conversations, handoffs, messages, outbox, turns
from service.storage.types import AnyRow, new_id


@dataclass(frozen=True, slots=True)
class Ended:
    """Who ended a conversation, and what the customer said of it when asked whether their matter was solved."""

    by: str
    solved: bool | None = None


async def claim(connection: AsyncConnection, conversation_id: str, operator_id: str, at: datetime) -> None:
    """Give the conversation to this operator. Raises NotFound, ConversationClosed, AlreadyClaimed."""
    conversation = await lock_conversation(connection, conversation_id)
    if conversation.state == "human" and conversation.operator_id == operator_id:
        return
    if conversation.state == "human":
        raise AlreadyClaimed
    await connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(state="human", operator_id=operator_id, last_message_at=at, priority=0)
    )
    await assignments.begin(connection, conversation_id, operator_id, at)
    await mark(connection, [conversation_id])
    await emit_conversation(connection, "conversation.assigned", conversation_id, at)
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


async def reply(
    connection: AsyncConnection,
    database: Database,
    plan: GradingPlan,
    conversation_id: str,
    operator_id: str,
    text: str,
    client_id: str,
    at: datetime,
) -> StoredMessage:
    """Store an operator's reply: it completes the turn that waits for one, or adds to the last one.

    The same `client_id` again returns the message that is stored. Raises NotFound, ConversationClosed, NotClaimed.
    """
    conversation = await lock_conversation(connection, conversation_id)
    if conversation.state != "human" or conversation.operator_id != operator_id:
        raise NotClaimed
    key = f"operator:{conversation_id}:{client_id}"
    known = (await connection.execute(select(messages).where(messages.c.external_key == key))).first()
    if known:
        return stored(known)
    turn_id = conversation.open_turn_id or conversation.last_turn_id
    pushed = conversation.channel not in OWN
    message = StoredMessage(
        id=new_id(),
        conversation_id=conversation_id,
        seq=conversation.last_seq + 1,
        role="operator",
        text=text,
        at=at,
        citations=[],
        client_id=client_id,
        delivery="pending" if pushed else None,
        turn_id=turn_id,
    )
    await connection.execute(
        insert(messages).values(
            id=message.id,
            conversation_id=conversation_id,
            seq=message.seq,
            role="operator",
            text=text,
            at=at,
            external_key=key,
            client_id=client_id,
            state="answered",
            turn_id=turn_id,
            citations=[],
            operator_id=operator_id,
            asks=list(requested(text)) or None,
        )
    )
    if pushed:
        await connection.execute(
            insert(outbox).values(
                id=new_id(),
                message_id=message.id,
                conversation_id=conversation_id,
                account_id=conversation.account_id,
                contact=conversation.contact,
                thread=conversation.thread,
                seq=message.seq,
                text=text,
                at=at,
                state="pending",
                not_before=at,
            )
        )
    if turn_id:
        await _complete(connection, database, plan, conversation, turn_id, at)
    await connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(last_seq=message.seq, last_message_at=at, preview=text[:PREVIEW_CHARS], open_turn_id=None)
    )
    await mark(connection, [conversation_id])
    return message


async def close(
    connection: AsyncConnection,
    database: Database,
    plan: GradingPlan,
    conversation_id: str,
    ended: Ended,
    at: datetime,
) -> None:
    """End a conversation and queue what can be judged only now. Closing a closed one changes nothing but `solved`."""
    conversation = await lock_conversation(connection, conversation_id, closed_too=True)
    await mark(connection, [conversation_id])
    if conversation.state == "closed":
        if conversation.solved is None and ended.solved is not None:
            await connection.execute(
                update(conversations).where(conversations.c.id == conversation_id).values(solved=ended.solved)
            )
            work = plan.work([conversation.last_turn_id] if conversation.last_turn_id else [], Stage.OUTCOME, at)
            await requeue(connection, database, work)
        return
    await connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(state="closed", closed_at=at, closed_by=ended.by, solved=ended.solved, open_turn_id=None)
    )
    # Waiting in vain for the customer's next word is no work.
    await assignments.end(connection, conversation_id, conversation.last_message_at if ended.by == "idle" else at)
    await connection.execute(
        update(messages)
        .where(messages.c.conversation_id == conversation_id, messages.c.state == "inbox")
        .values(state="answered")
    )
    await emit_conversation(connection, "conversation.closed", conversation_id, at)
    if conversation.open_turn_id:  # nobody replied to it: that too is a turn to grade
        await queue(connection, database, plan.work([conversation.open_turn_id], Stage.REPLY, at))
    if conversation.last_turn_id:
        await queue(connection, database, plan.work([conversation.last_turn_id], Stage.OUTCOME, at))


async def close_idle(
    connection: AsyncConnection,
    database: Database,
    plan: GradingPlan,
    conversation_id: str,
    before: datetime,
    at: datetime,
) -> bool:
    """End a conversation in which nothing was said since `before`; False where something was, or is to be answered."""
    conversation = await lock_conversation(connection, conversation_id, closed_too=True)
    unanswered = await connection.execute(
        select(messages.c.id).where(messages.c.conversation_id == conversation_id, messages.c.state == "received")
    )
    if conversation.state == "closed" or conversation.last_message_at >= before or unanswered.first():
        return False
    await close(connection, database, plan, conversation_id, Ended("idle"), at)
    return True


async def _complete(
    connection: AsyncConnection,
    database: Database,
    plan: GradingPlan,
    conversation: AnyRow,
    turn_id: str,
    at: datetime,
) -> None:
    if conversation.open_turn_id:  # else the operator adds to a turn that has its reply already
        await connection.execute(
            update(turns).where(turns.c.id == turn_id).values(replied_by="operator", replied_at=at, held=True)
        )
    await connection.execute(
        update(messages)
        .where(messages.c.conversation_id == conversation.id, messages.c.state == "inbox")
        .values(state="answered")
    )
    await requeue(connection, database, plan.work([turn_id], Stage.REPLY, at))
