"""Writing down turns, many in one transaction: the turn, its replies, lead, hand-off, outbox and grading work.

Either all of it is there or nothing is, and then the customer's messages are still unanswered.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.state import Outcome
from graphs.evaluator.grader import Stage
from service.storage.accounts import OWN
from service.storage.database import Database
from service.storage.grading import GradingPlan, queue
from service.storage.leads import Left, save_contacts
from service.storage.messages import StoredMessage
from service.storage.open_turns import extend_turn
from service.storage.records import as_json, citations_json
from service.storage.tables import conversations, handoffs, messages, outbox, turns
from service.storage.types import AnyRow, new_id

PREVIEW_CHARS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One turn to write down: which messages it took, and what the agent made of them.

    `held` says that the agent knew the conversation to be an operator's.
    """

    conversation_id: str
    asked: tuple[StoredMessage, ...]
    outcome: Outcome
    held: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Committed:
    """What became of a turn: its reply as stored, None where the agent stayed silent.

    `more` says that further messages came meanwhile, and that this process is still the one to answer them.
    """

    turn_id: str
    reply: StoredMessage | None
    state: str
    more: bool


async def commit_turns(
    connection: AsyncConnection, database: Database, plan: GradingPlan, process_id: str, batch: Sequence[Answered]
) -> list[Committed | None]:
    """Write the turns down; None for one whose conversation another process has taken over meanwhile."""
    rows = await _lock(connection, [item.conversation_id for item in batch])
    writes = _Writes()
    results: list[tuple[str, StoredMessage | None, str] | None] = []
    for item in batch:
        conversation = rows[item.conversation_id]
        if conversation.lease != process_id:
            results.append(None)
            continue
        results.append(await _write(connection, writes, conversation, item))
    await writes.flush(connection, database, plan)
    left = await _still_unanswered(connection, [item.conversation_id for item in batch])
    free = [item.conversation_id for item, result in zip(batch, results, strict=True) if result]
    await connection.execute(
        update(conversations)
        .where(conversations.c.id.in_([key for key in free if key not in left]), conversations.c.lease == process_id)
        .values(lease=None)
    )
    return [
        Committed(*result, more=item.conversation_id in left) if result else None
        for item, result in zip(batch, results, strict=True)
    ]


class _Writes:
    """The rows of a batch, gathered so that each table is written once."""

    def __init__(self) -> None:
        self.turns: list[dict[str, Any]] = []
        self.replies: list[dict[str, Any]] = []
        self.asked: list[dict[str, Any]] = []
        self.conversations: list[dict[str, Any]] = []
        self.outbox: list[dict[str, Any]] = []
        self.handoffs: list[dict[str, Any]] = []
        self.left: list[Left] = []
        self.replied: list[tuple[str, datetime]] = []
        self.followed: list[tuple[str, datetime]] = []

    async def flush(self, connection: AsyncConnection, database: Database, plan: GradingPlan) -> None:
        for table, rows in (
            (turns, self.turns),
            (messages, self.replies),
            (outbox, self.outbox),
            (handoffs, self.handoffs),
        ):
            if rows:
                await connection.execute(insert(table), rows)
        if self.asked:
            await connection.execute(_ASKED, self.asked)
            await connection.execute(_CONVERSATION, self.conversations)
        await save_contacts(connection, database, self.left)
        work = [row for turn, at in self.replied for row in plan.work([turn], Stage.REPLY, at)]
        work += [row for turn, at in self.followed for row in plan.work([turn], Stage.OUTCOME, at)]
        await queue(connection, database, work)


_ASKED = (
    update(messages)
    .where(messages.c.id == bindparam("key"))
    .values(state=bindparam("state"), turn_id=bindparam("turn"))
)
_TOUCHED = (
    "state",
    "language",
    "last_seq",
    "last_message_at",
    "preview",
    "failures",
    "upset",
    "last_turn_id",
    "open_turn_id",
)
_CONVERSATION = (
    update(conversations)
    .where(conversations.c.id == bindparam("key"))
    .values({name: bindparam(f"new_{name}") for name in _TOUCHED})
)


async def _write(
    connection: AsyncConnection, writes: _Writes, conversation: AnyRow, item: Answered
) -> tuple[str, StoredMessage | None, str]:
    outcome = item.outcome
    taken_over = conversation.state in ("waiting", "human") and not item.held
    text = "" if taken_over else outcome.reply
    turn_id = conversation.open_turn_id or new_id()
    reply = _reply(conversation, item, text, turn_id) if text else None
    values = _turn(outcome, item, answered_by="agent" if reply else None)
    if conversation.open_turn_id:
        await extend_turn(connection, turn_id, values)
    else:
        first_seq = item.asked[0].seq
        writes.turns.append(
            values
            | {"id": turn_id, "conversation_id": conversation.id, "first_seq": first_seq, "asked_at": item.asked[0].at}
        )
        if conversation.last_turn_id:
            writes.followed.append((conversation.last_turn_id, item.at))
    state = conversation.state
    if reply:
        writes.replies.append(_reply_row(reply, turn_id))
        writes.replied.append((turn_id, item.at))
        if conversation.channel not in OWN:
            writes.outbox.append(_outgoing(conversation, reply))
        if outcome.handoff and state == "open":
            state = "waiting"
            writes.handoffs.append(
                {
                    "id": new_id(),
                    "conversation_id": conversation.id,
                    "turn_id": turn_id,
                    "reason": outcome.handoff.value,
                    "at": item.at,
                }
            )
    if outcome.contacts:
        # What is left after we asked for it, at the hand-off, was asked for; before, the customer offered it.
        consent = "asked" if item.held else "volunteered"
        writes.left.append(
            Left(conversation.id, conversation.customer_id, turn_id, outcome.contacts, outcome.intent, consent, item.at)
        )
    over = state == "closed"  # it ended while the agent was at work: nobody replies any more, nothing follows
    if over:
        writes.replied.append((turn_id, item.at))
        writes.followed.append((turn_id, item.at))
    message_state = "answered" if reply or over else "inbox"
    writes.asked += [{"key": message.id, "state": message_state, "turn": turn_id} for message in item.asked]
    writes.conversations.append(_touch(conversation, item, reply, state, turn_id))
    return turn_id, reply, state


def _reply(conversation: AnyRow, item: Answered, text: str, turn_id: str) -> StoredMessage:
    return StoredMessage(
        id=new_id(),
        conversation_id=conversation.id,
        seq=conversation.last_seq + 1,
        role="agent",
        text=text,
        at=item.at,
        citations=citations_json(item.outcome.citations, item.outcome.passages),
        delivery=None if conversation.channel in OWN else "pending",
        turn_id=turn_id,
    )


def _reply_row(reply: StoredMessage, turn_id: str) -> dict[str, Any]:
    return {
        "id": reply.id,
        "conversation_id": reply.conversation_id,
        "seq": reply.seq,
        "role": reply.role,
        "text": reply.text,
        "at": reply.at,
        "state": "answered",
        "turn_id": turn_id,
        "citations": reply.citations,
    }


def _outgoing(conversation: AnyRow, reply: StoredMessage) -> dict[str, Any]:
    return {
        "id": new_id(),
        "message_id": reply.id,
        "conversation_id": conversation.id,
        "account_id": conversation.account_id,
        "contact": conversation.contact,
        "thread": conversation.thread,
        "seq": reply.seq,
        "text": reply.text,
        "at": reply.at,
        "state": "pending",
        "not_before": reply.at,
    }


def _turn(outcome: Outcome, item: Answered, answered_by: str | None) -> dict[str, Any]:
    return {
        "replied_by": answered_by,
        "held": item.held,
        "language": outcome.language,
        "intent": outcome.intent,
        "sentiment": outcome.sentiment.label,
        "upset": outcome.sentiment.upset,
        "contacts": as_json(outcome.contacts),
        "passages": as_json(outcome.passages),
        "citations": citations_json(outcome.citations, outcome.passages),
        "answered": outcome.answered if answered_by else None,
        "confidence": outcome.confidence if answered_by else None,
        "handoff": outcome.handoff.value if outcome.handoff and answered_by else None,
        "model": outcome.model if answered_by else None,
        "prompt_version": outcome.prompt_version,
        "knowledge_version": outcome.knowledge_version,
        "input_tokens": outcome.usage.input_tokens,
        "output_tokens": outcome.usage.output_tokens,
        "timings": asdict(outcome.timings),
        "replied_at": item.at if answered_by else None,
    }


def _touch(
    conversation: AnyRow, item: Answered, reply: StoredMessage | None, state: str, turn_id: str
) -> dict[str, Any]:
    outcome = item.outcome
    if reply is None:
        failures = conversation.failures
    else:
        failures = 0 if outcome.answered or outcome.handoff else conversation.failures + 1
    return {
        "key": conversation.id,
        "new_state": state,
        "new_language": outcome.language if outcome.language != "und" else conversation.language,
        "new_last_seq": reply.seq if reply else conversation.last_seq,
        "new_last_message_at": item.at if reply else conversation.last_message_at,
        "new_preview": reply.text[:PREVIEW_CHARS] if reply else conversation.preview,
        "new_failures": failures,
        "new_upset": outcome.sentiment.upset,
        "new_last_turn_id": turn_id,
        "new_open_turn_id": None if reply or state == "closed" else turn_id,
    }


async def _lock(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, AnyRow]:
    rows = await connection.execute(
        select(conversations).where(conversations.c.id.in_(ids)).order_by(conversations.c.id).with_for_update()
    )
    return {row.id: row for row in rows}


async def _still_unanswered(connection: AsyncConnection, ids: Sequence[str]) -> set[str]:
    rows = await connection.execute(
        select(messages.c.conversation_id)
        .where(messages.c.conversation_id.in_(ids), messages.c.state == "received")
        .distinct()
    )
    return set(rows.scalars())
