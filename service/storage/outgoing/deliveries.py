"""What became of replies on their way to a platform, and what operators decide about those that did not arrive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import NotAllowedNow, NotFound
from service.storage.locking import lock_conversation
from service.storage.outgoing.outbox import EXTERNAL_ID_CHARS
from service.storage.tables import delivery_decisions, messages, outbox, users
from service.storage.types import new_id

Decision = Literal["again", "leave"]

UNSENT = ("failed", "uncertain")
# Where a long reply went out in parts, the worst part speaks for the whole.
_WORST_FIRST = (*UNSENT, "left", "sending", "pending", "sent")


@dataclass(frozen=True, slots=True)
class Decided:
    """What an operator decided about a reply, the last time."""

    decision: Decision
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A reply that did not arrive, or may not have, or had to be decided about.

    `fault` is as in `service.storage.outgoing.outbox`; `error` is a sentence about it, the platform's
    own words among them; `parts` of `of_parts` are concerned.
    """

    message_id: str
    state: str
    fault: str | None
    error: str | None
    parts: int
    of_parts: int
    decided: Decided | None


async def delivery_states(connection: AsyncConnection, conversation_ids: Sequence[str]) -> dict[str, str]:
    """For each message that goes to a platform: pending, sent, failed, uncertain or left."""
    rows = await connection.execute(
        select(outbox.c.message_id, outbox.c.state).where(outbox.c.conversation_id.in_(conversation_ids))
    )
    worst: dict[str, str] = {}
    for message_id, state in rows:
        known = worst.get(message_id)
        if known is None or _WORST_FIRST.index(state) < _WORST_FIRST.index(known):
            worst[message_id] = state
    return {message_id: "pending" if state == "sending" else state for message_id, state in worst.items()}


async def unsent_counts(connection: AsyncConnection, conversation_ids: Sequence[str]) -> dict[str, int]:
    """How many replies of each conversation failed or may not have arrived, and nobody has decided about."""
    rows = await connection.execute(
        select(outbox.c.conversation_id, func.count())
        .where(outbox.c.conversation_id.in_(conversation_ids), outbox.c.state.in_(UNSENT))
        .group_by(outbox.c.conversation_id)
    )
    return {row[0]: row[1] for row in rows}


async def list_undelivered(connection: AsyncConnection, conversation_id: str) -> list[Undelivered]:
    """The replies of a conversation that did not arrive, or that were decided about, first to last."""
    rows = await connection.execute(
        select(outbox.c.message_id, outbox.c.state, outbox.c.fault, outbox.c.error)
        .where(outbox.c.conversation_id == conversation_id)
        .order_by(outbox.c.seq, outbox.c.part)
    )
    parts: dict[str, list[tuple[str, str | None, str | None]]] = {}
    for message_id, state, fault, error in rows:
        parts.setdefault(message_id, []).append((state, fault, error))
    decided = await _decided(connection, conversation_id)
    found = []
    for message_id, all_parts in parts.items():
        concerned = [part for part in all_parts if part[0] in (*UNSENT, "left")]
        if not concerned and message_id not in decided:
            continue
        state, fault, error = min(concerned or all_parts, key=lambda part: _WORST_FIRST.index(part[0]))
        state = "pending" if state == "sending" else state
        known = decided.get(message_id)
        found.append(Undelivered(message_id, state, fault, error, len(concerned), len(all_parts), known))
    return found


async def decide(
    connection: AsyncConnection, conversation_id: str, message_id: str, user_id: str, decision: Decision, at: datetime
) -> None:
    """Send what did not arrive of a reply again, or leave it; written down with who decided.

    Raises NotFound, and NotAllowedNow where there is nothing to decide: a colleague may have been faster.
    """
    await lock_conversation(connection, conversation_id, closed_too=True)
    found = await connection.execute(
        select(messages.c.id).where(messages.c.id == message_id, messages.c.conversation_id == conversation_id)
    )
    if found.first() is None:
        raise NotFound("There is no such message in this conversation.")
    again = {"state": "pending", "attempts": 0, "not_before": at, "fault": None, "error": None}
    changed = await connection.execute(
        update(outbox)
        .where(outbox.c.message_id == message_id, outbox.c.state.in_(UNSENT))
        .values(again if decision == "again" else {"state": "left"})
    )
    if not changed.rowcount:
        raise NotAllowedNow("Nothing is left to decide about this message: it is on its way, or was decided about.")
    await connection.execute(
        insert(delivery_decisions).values(id=new_id(), message_id=message_id, user_id=user_id, decision=decision, at=at)
    )


async def fail_late(
    connection: AsyncConnection, account_id: str, external_id: str, error: str, since: datetime
) -> str | None:
    """Mark a reply that was taken since then as failed, and return its conversation.

    None where there is none that is still held to be sent: another system's, or an operator has decided about it.
    """
    changed = await connection.execute(
        update(outbox)
        .where(
            outbox.c.state == "sent",
            outbox.c.account_id == account_id,
            outbox.c.not_before >= since,
            outbox.c.external_id == external_id[:EXTERNAL_ID_CHARS],
        )
        .values(state="failed", fault="late", error=error)
        .returning(outbox.c.conversation_id)
    )
    found = changed.first()
    return str(found.conversation_id) if found else None


async def _decided(connection: AsyncConnection, conversation_id: str) -> dict[str, Decided]:
    rows = await connection.execute(
        select(delivery_decisions, users.c.name)
        .join(messages, messages.c.id == delivery_decisions.c.message_id)
        .join(users, users.c.id == delivery_decisions.c.user_id)
        .where(messages.c.conversation_id == conversation_id)
        .order_by(delivery_decisions.c.id)
    )
    return {row.message_id: Decided(row.decision, row.name, row.at) for row in rows}
