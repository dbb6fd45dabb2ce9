"""A conversation goes back from the operators to the agent: by an operator, by the customer, or because nobody came."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.handoff.loops import BY_CUSTOMER
from service.errors import AlreadyClaimed, NotAllowedNow
from service.storage.accounts.accounts import OWN
from service.storage.desk import assignments
from service.storage.desk.entries import record
from service.storage.integrations.events import Happened, emit
from service.storage.kpi_changes import mark
from service.storage.locking import lock_conversation
from service.storage.messages.answer_rows import outbox_row, reply_row
from service.storage.messages.messages import StoredMessage
from service.storage.messages.receive import PREVIEW_CHARS
from service.storage.messages.searching import add_messages
from service.storage.tables import conversations, handoffs, messages, outbox
from service.storage.types import AnyRow, new_id

# What is remembered of returns: the policy looks back no further than a week, and at the latest of each rule.
_REMEMBERED = 12


async def give_back(
    connection: AsyncConnection, conversation_id: str, operator_id: str, words: Callable[[str], str], at: datetime
) -> StoredMessage:
    """An operator returns what they have, or what waits. `words` says in a language what the customer is told.

    Raises NotFound, ConversationClosed, AlreadyClaimed, and NotAllowedNow where the agent has the conversation.
    """
    conversation = await lock_conversation(connection, conversation_id)
    if conversation.state == "human" and conversation.operator_id != operator_id:
        raise AlreadyClaimed
    if conversation.state == "open":
        raise NotAllowedNow("The agent has this conversation already.")
    await record(connection, conversation_id, "returned", operator_id, at)
    return await return_to_agent(connection, conversation, "operator", words(conversation.language or "en"), at)


async def return_to_agent(
    connection: AsyncConnection, conversation: AnyRow, by: str, text: str, at: datetime
) -> StoredMessage:
    """Tell the customer, and let the agent answer what nobody has answered yet."""
    message = await say(connection, conversation, text, at)
    returned = await end_handoffs(connection, conversation, by, at)
    await connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation.id)
        .values(state="open", operator_id=None, group_id=None, priority=0, failures=0, returned=returned)
    )
    await assignments.end(connection, conversation.id, at)
    await connection.execute(
        update(messages)
        .where(messages.c.conversation_id == conversation.id, messages.c.state == "inbox")
        .values(state="received")
    )
    return message


async def end_handoffs(
    connection: AsyncConnection, conversation: AnyRow, by: str, at: datetime
) -> list[dict[str, Any]]:
    """End the hand-off under way, if there is one; return what the conversation remembers of returns from now on."""
    under_way = (handoffs.c.conversation_id == conversation.id) & handoffs.c.ended_at.is_(None)
    rows = (await connection.execute(select(handoffs.c.id, handoffs.c.rule, handoffs.c.reason).where(under_way))).all()
    await connection.execute(update(handoffs).where(under_way).values(ended_at=at, ended_by=by))
    await mark(connection, [conversation.id])
    told = {"conversation_id": conversation.id, "by": by}
    happened = [Happened(conversation.id, {"handoff_id": row.id} | told) for row in rows]
    await emit(connection, "handoff.returned", happened, at)
    if not rows and by != BY_CUSTOMER:
        return list(conversation.returned)
    rules = {row.rule or row.reason for row in rows} or {""}
    return [*conversation.returned, *({"rule": rule, "by": by, "at": at.isoformat()} for rule in sorted(rules))][
        -_REMEMBERED:
    ]


async def say(
    connection: AsyncConnection, conversation: AnyRow, text: str, at: datetime, *, listed: bool = True
) -> StoredMessage:
    """A message of the agent that belongs to no turn. The conversation's row must be locked.

    What is not `listed` moves nothing in the inbox: it is said about a conversation, not in it.
    """
    pushed = conversation.channel not in OWN
    message = StoredMessage(
        id=new_id(),
        conversation_id=conversation.id,
        seq=conversation.last_seq + 1,
        role="agent",
        text=text,
        at=at,
        citations=[],
        delivery="pending" if pushed else None,
    )
    await add_messages(connection, [reply_row(message)])
    if pushed:
        await connection.execute(insert(outbox).values(outbox_row(conversation, message)))
    await connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation.id)
        .values(last_seq=message.seq, **({"last_message_at": at, "preview": text[:PREVIEW_CHARS]} if listed else {}))
    )
    await mark(connection, [conversation.id])
    return message
