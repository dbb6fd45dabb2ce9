"""What is done to a conversation besides answering by the agent: claiming, an operator's reply, closing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.evaluator.grader import Stage
from graphs.lead.requested import requested
from service.errors import AlreadyClaimed, NotClaimed
from service.storage.accounts.accounts import OWN
from service.storage.database import Database
from service.storage.desk import assignments
from service.storage.desk.entries import record, was_reopened
from service.storage.desk.offers import accept, accept_handoffs
from service.storage.grading.grading import GradingPlan, queue, requeue
from service.storage.integrations.events import emit_conversation
from service.storage.knowledge.quoting import Quoted, citations_of
from service.storage.kpi_changes import mark
from service.storage.locking import lock_conversation
from service.storage.memories.endings import keep_own_words
from service.storage.messages.answer_rows import outbox_row
from service.storage.messages.attachments import NewAttachment, kind_of, list_attachments
from service.storage.messages.messages import StoredMessage, stored
from service.storage.messages.receive import PREVIEW_CHARS
from service.storage.messages.searching import add_messages
from service.storage.messages.sent_files import store_sent
from service.storage.tables import attachments, conversations, messages, outbox, turns
from service.storage.types import AnyRow, new_id
from service.storage.users.profile_pictures import authors_of


@dataclass(frozen=True, slots=True)
class Ended:
    """Who ended a conversation, and what the customer said of it when asked whether their matter was solved.

    An operator may say how it ended, by a disposition.
    """

    by: str
    solved: bool | None = None
    operator_id: str | None = None
    disposition: str | None = None


async def claim(connection: AsyncConnection, conversation_id: str, operator_id: str, at: datetime) -> None:
    """Give the conversation to this operator; what was given to them already is accepted.

    Raises NotFound, ConversationClosed, AlreadyClaimed.
    """
    conversation = await lock_conversation(connection, conversation_id)
    if conversation.state == "human" and conversation.operator_id == operator_id:
        await accept(connection, conversation_id, operator_id, at)
        return
    if conversation.state == "human":
        raise AlreadyClaimed
    await connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(state="human", operator_id=operator_id, last_message_at=at, priority=0)
    )
    await assignments.begin(connection, conversation_id, operator_id, at)
    await record(connection, conversation_id, "claimed", operator_id, at)
    await mark(connection, [conversation_id])
    await emit_conversation(connection, "conversation.assigned", conversation_id, at)
    await accept_handoffs(connection, conversation_id, operator_id, at)


async def reply(
    connection: AsyncConnection,
    database: Database,
    plan: GradingPlan,
    conversation_id: str,
    operator_id: str,
    text: str,
    client_id: str,
    at: datetime,
    file: NewAttachment | None = None,
    sources: Sequence[Quoted] = (),
) -> StoredMessage:
    """Store an operator's reply: it completes the turn that waits for one, or adds to the last one.

    With a `file` that is what it says; `text` stands for it. `sources` are what it rests on.

    The same `client_id` again returns the message that is stored. Raises NotFound, ConversationClosed, NotClaimed,
    InvalidRequest for a source that does not say so.
    """
    conversation = await lock_conversation(connection, conversation_id)
    if conversation.state != "human" or conversation.operator_id != operator_id:
        raise NotClaimed
    author = (await authors_of(connection, [operator_id])).get(operator_id)
    key = f"operator:{conversation_id}:{client_id}"
    known = (await connection.execute(select(messages).where(messages.c.external_key == key))).first()
    if known:
        files = await list_attachments(connection, attachments.c.message_id == known.id)
        return stored(known, attached=files.get(known.id, ()), author=author)
    await accept(connection, conversation_id, operator_id, at)
    turn_id = conversation.open_turn_id or conversation.last_turn_id
    pushed = conversation.channel not in OWN
    message = StoredMessage(
        id=new_id(),
        conversation_id=conversation_id,
        seq=conversation.last_seq + 1,
        role="operator",
        text=text,
        at=at,
        citations=await citations_of(connection, sources),
        client_id=client_id,
        delivery="pending" if pushed else None,
        turn_id=turn_id,
        author=author,
    )
    row = {
        "id": message.id,
        "conversation_id": conversation_id,
        "seq": message.seq,
        "role": "operator",
        "text": text,
        "at": at,
        "external_key": key,
        "client_id": client_id,
        "state": "answered",
        "turn_id": turn_id,
        "citations": message.citations,
        "operator_id": operator_id,
        "asks": list(requested(text)) or None,
    }
    await add_messages(connection, [row | ({"kind": kind_of(file.media_type)} if file else {})])
    if file:
        message = replace(message, attachments=(await store_sent(connection, message.id, conversation_id, file, at),))
    if pushed:
        named = {"text": file.name} if file else {}
        await connection.execute(insert(outbox).values(outbox_row(conversation, message) | named))
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
        .values(
            state="closed",
            closed_at=at,
            closed_by=ended.by,
            solved=ended.solved,
            open_turn_id=None,
            rating_due_at=at if conversation.opened_at and conversation.channel not in OWN else None,
            disposition=ended.disposition,
        )
    )
    if ended.operator_id:
        told = {"disposition": ended.disposition} if ended.disposition else {}
        await record(connection, conversation_id, "closed", ended.operator_id, at, **told)
    await assignments.end(connection, conversation_id, await _worked_until(connection, conversation, ended, at))
    await connection.execute(
        update(messages)
        .where(messages.c.conversation_id == conversation_id, messages.c.state == "inbox")
        .values(state="answered")
    )
    await keep_own_words(connection, conversation_id)
    await emit_conversation(connection, "conversation.closed", conversation_id, at)
    if conversation.open_turn_id:  # nobody replied to it: that too is a turn to grade
        await queue(connection, database, plan.work([conversation.open_turn_id], Stage.REPLY, at))
    if conversation.last_turn_id:
        # What became of a turn before the conversation was opened again is judged anew.
        again = requeue if await was_reopened(connection, conversation_id) else queue
        await again(connection, database, plan.work([conversation.last_turn_id], Stage.OUTCOME, at))


async def close_idle(
    connection: AsyncConnection,
    database: Database,
    plan: GradingPlan,
    conversation_id: str,
    silent_since: datetime,
    at: datetime,
) -> bool:
    """End a conversation in which nothing was said after that; False where something was, or is to be answered."""
    conversation = await lock_conversation(connection, conversation_id, closed_too=True)
    unanswered = await connection.execute(
        select(messages.c.id).where(messages.c.conversation_id == conversation_id, messages.c.state == "received")
    )
    if conversation.state == "closed" or conversation.last_message_at > silent_since or unanswered.first():
        return False
    await close(connection, database, plan, conversation_id, Ended("idle"), at)
    return True


async def _worked_until(connection: AsyncConnection, conversation: AnyRow, ended: Ended, at: datetime) -> datetime:
    """Until when the operator had work with it. Waiting in vain for the customer's next word is none."""
    if ended.by != "idle":
        return at
    spoken: datetime = conversation.last_message_at
    if conversation.warned_at != spoken:
        return spoken
    before = select(func.max(messages.c.at)).where(
        messages.c.conversation_id == conversation.id, messages.c.at < spoken
    )
    return (await connection.execute(before)).scalar_one() or spoken


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
