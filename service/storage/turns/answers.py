"""Writing down turns, many in one transaction: the turn, its replies, lead, hand-off, outbox and grading work.

Either all of it is there or nothing is, and then the customer's messages are still unanswered.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.handoff.loops import BY_CUSTOMER
from graphs.evaluator.grader import Stage
from service.storage.accounts.accounts import OWN
from service.storage.database import Database
from service.storage.desk.returning import end_handoffs
from service.storage.grading.grading import GradingPlan, queue
from service.storage.integrations.events import Happened, emit
from service.storage.kpi_changes import mark
from service.storage.leads.leads import save_contacts, unsettle
from service.storage.leads.rows import ASKED_FOR_DETAILS, Left, asked_row, left_in
from service.storage.memories.briefings import briefing_of
from service.storage.memories.facts import Learnt, save_facts
from service.storage.memories.forgetting import BY_THEMSELVES, Erased, forget
from service.storage.messages.answer_rows import (
    ASKED,
    CONVERSATION,
    Answered,
    conversation_row,
    handoff_row,
    outbox_row,
    reply_of,
    reply_row,
    turn_row,
)
from service.storage.messages.messages import StoredMessage
from service.storage.messages.searching import add_messages
from service.storage.tables import conversations, handoffs, messages, outbox, turns
from service.storage.turns.open_turns import extend_turn
from service.storage.types import AnyRow, new_id


@dataclass(frozen=True, slots=True)
class Committed:
    """What became of a turn: its reply as stored, None where the agent stayed silent.

    `more` says that further messages came meanwhile, and that this process is still the one to answer them. `stale` is
    one that was not written: the agent kept silent for an operator who gave the conversation back meanwhile.
    `handoff_id` names the hand-off that the turn made, `erased` what was deleted because the customer wished it.
    """

    turn_id: str
    reply: StoredMessage | None
    state: str
    more: bool
    stale: bool = False
    handoff_id: str | None = None
    erased: Erased | None = None


async def commit_turns(
    connection: AsyncConnection, database: Database, plan: GradingPlan, process_id: str, batch: Sequence[Answered]
) -> list[Committed | None]:
    """Write the turns down; None for one whose conversation, or whose messages, another process has taken over."""
    rows = await _lock(connection, [item.conversation_id for item in batch])
    unanswered = await _unanswered(connection, batch)
    writes = _Writes()
    results: list[Committed | None] = []
    for item in batch:
        conversation = rows[item.conversation_id]
        threads, asked = unanswered.get(conversation.id, {}), {message.id for message in item.asked}
        waiting = threads.keys()
        # The lease alone proves nothing: it may have been lost, used by another to answer, and won again.
        if conversation.lease == process_id and asked <= waiting and item.held and conversation.state == "open":
            results.append(Committed("", None, "open", more=True, stale=True))
        elif conversation.lease == process_id and asked <= waiting:
            # Another message may have come meanwhile, from elsewhere: the answer goes to where its question is.
            thread = next((thread for one in reversed(item.asked) if (thread := threads[one.id])), None)
            results.append(await _write(connection, writes, conversation, item, thread, more=asked < waiting))
        else:
            results.append(None)
    await writes.flush(connection, database, plan)
    for place, item in enumerate(batch):
        committed = results[place]
        if item.outcome.forget and committed and committed.reply:
            customer_id = rows[item.conversation_id].customer_id
            erased = await forget(connection, customer_id, BY_THEMSELVES, item.at, keep=[committed.reply.id])
            results[place] = replace(committed, erased=erased)
    return results


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
        self.learnt: list[Learnt] = []
        self.replied: list[tuple[str, datetime]] = []
        self.followed: list[tuple[str, datetime]] = []
        self.customers: list[dict[str, Any]] = []

    async def flush(self, connection: AsyncConnection, database: Database, plan: GradingPlan) -> None:
        if self.turns:
            await connection.execute(insert(turns), self.turns)
        if self.replies:
            await add_messages(connection, self.replies)
        for table, rows in ((outbox, self.outbox), (handoffs, self.handoffs)):
            if rows:
                await connection.execute(insert(table), rows)
        if self.asked:
            await connection.execute(ASKED, self.asked)
            await connection.execute(CONVERSATION, self.conversations)
            await unsettle(connection, [row["key"] for row in self.conversations])
            await mark(connection, [row["key"] for row in self.conversations])
        for row in self.handoffs:
            named = ("conversation_id", "turn_id", "reason", "rule")
            told = {"handoff_id": row["id"]} | {name: row[name] for name in named}
            await emit(connection, "handoff.requested", [Happened(row["conversation_id"], told)], row["at"])
        if self.customers:
            await connection.execute(ASKED_FOR_DETAILS, self.customers)
        await save_contacts(connection, database, self.left)
        await save_facts(connection, database, self.learnt)
        work = [row for turn, at in self.replied for row in plan.work([turn], Stage.REPLY, at)]
        work += [row for turn, at in self.followed for row in plan.work([turn], Stage.OUTCOME, at)]
        await queue(connection, database, work)


async def _write(
    connection: AsyncConnection,
    writes: _Writes,
    conversation: AnyRow,
    item: Answered,
    thread: str | None,
    *,
    more: bool,
) -> Committed:
    outcome = item.outcome
    taken_over = conversation.state in ("waiting", "human") and not item.held
    resumed = outcome.resumed and conversation.state in ("open", "waiting")
    claimed_meanwhile = outcome.resumed and conversation.state == "human"
    text = "" if taken_over or claimed_meanwhile else outcome.reply
    turn_id = conversation.open_turn_id or new_id()
    reply = reply_of(conversation, item, text, turn_id) if text else None
    values = turn_row(item, replied=reply is not None)
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
    state, returned, handoff_id = conversation.state, conversation.returned, None
    if reply:
        if resumed:
            returned = await end_handoffs(connection, conversation, BY_CUSTOMER, item.at)
            state = "open"
        writes.replies.append(reply_row(reply))
        writes.replied.append((turn_id, item.at))
        if conversation.channel not in OWN:
            writes.outbox.append(outbox_row(conversation, reply, thread))
        if outcome.handoff and state == "open":
            state = "waiting"
            briefing = await briefing_of(connection, conversation.id, item)
            writes.handoffs.append(handoff_row(conversation, item, turn_id, outcome.handoff, briefing))
            handoff_id = writes.handoffs[-1]["id"]
    if outcome.declined or (reply and outcome.asks):
        asked_at = item.at if reply and outcome.asks else None
        writes.customers.append(asked_row(conversation, asked_at, item.at if outcome.declined else None))
    if outcome.contacts or outcome.withdrawn or outcome.wishes:
        writes.left.append(left_in(conversation, item, turn_id))
    if item.changes:
        writes.learnt.append(Learnt(conversation.customer_id, conversation.id, turn_id, item.changes))
    over = state == "closed"  # it ended while the agent was at work: nobody replies any more, nothing follows
    if over:
        writes.replied.append((turn_id, item.at))
        writes.followed.append((turn_id, item.at))
    message_state = "answered" if reply or over else "inbox"
    writes.asked += [{"key": message.id, "state": message_state, "turn": turn_id} for message in item.asked]
    lease = conversation.lease if more else None
    writes.conversations.append(conversation_row(conversation, item, reply, state, turn_id, lease, returned))
    return Committed(turn_id, reply, state, more, handoff_id=handoff_id)


async def _lock(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, AnyRow]:
    rows = await connection.execute(
        select(conversations).where(conversations.c.id.in_(ids)).order_by(conversations.c.id).with_for_update()
    )
    return {row.id: row for row in rows}


async def _unanswered(connection: AsyncConnection, batch: Sequence[Answered]) -> dict[str, dict[str, str | None]]:
    """The messages that wait for an answer, by conversation: their ids, each with its thread."""
    rows = await connection.execute(
        select(messages.c.conversation_id, messages.c.id, messages.c.thread).where(
            messages.c.conversation_id.in_([item.conversation_id for item in batch]), messages.c.state == "received"
        )
    )
    waiting: dict[str, dict[str, str | None]] = {}
    for conversation_id, message_id, thread in rows:
        waiting.setdefault(conversation_id, {})[message_id] = thread
    return waiting
