"""Events for others: written in the transaction of what they tell, one row for each integration that wants them.

Where nobody wants any, that is one look at an empty table and nothing is written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables import conversations, event_deliveries, integrations, leads, turns
from service.storage.types import new_id

EventName = Literal[
    "conversation.opened",
    "conversation.closed",
    "conversation.assigned",
    "turn.graded",
    "lead.created",
    "lead.updated",
    "handoff.requested",
    "handoff.accepted",
    "handoff.returned",
    "alert.raised",
    "alert.resolved",
    "report.ready",
]
EVENTS: tuple[EventName, ...] = get_args(EventName)
LEAD_EVENTS: tuple[EventName, ...] = ("lead.created", "lead.updated")
NOTICE_EVENTS: tuple[EventName, ...] = (*LEAD_EVENTS, "report.ready")


@dataclass(frozen=True, slots=True)
class Happened:
    """Something to tell. Of the same `stream` (the id of a conversation or an alert) events are told in order.

    `data` has no contact details: those of the lead `lead_id` are read when it is told.
    """

    stream: str
    data: dict[str, Any] = field(default_factory=dict)
    lead_id: str | None = None


async def emit(connection: AsyncConnection, name: EventName, happened: Sequence[Happened], at: datetime) -> None:
    """Write these events down for all who want them."""
    if happened and (wanted_by := await _wanted_by(connection, name)):
        await _write(connection, name, wanted_by, happened, at)


async def emit_conversation(connection: AsyncConnection, name: EventName, conversation_id: str, at: datetime) -> None:
    """An event that tells of a conversation as it is now."""
    await emit_conversations(connection, name, {conversation_id: at})


async def emit_conversations(connection: AsyncConnection, name: EventName, at: Mapping[str, datetime]) -> None:
    """The same of several, each at a time of its own."""
    if at and (wanted_by := await _wanted_by(connection, name)):
        for conversation_id, moment in at.items():
            await _write(connection, name, wanted_by, [await _conversation(connection, conversation_id)], moment)


async def emit_graded(connection: AsyncConnection, graded: Sequence[tuple[str, dict[str, Any]]], at: datetime) -> None:
    """Grades were given: (turn, grade)."""
    if not graded or not (wanted_by := await _wanted_by(connection, "turn.graded")):
        return
    of_turn: dict[str, list[dict[str, Any]]] = {}
    for turn_id, grade in graded:
        of_turn.setdefault(turn_id, []).append(grade)
    rows = await connection.execute(
        select(turns.c.id, turns.c.conversation_id).where(turns.c.id.in_(list(of_turn))).order_by(turns.c.id)
    )
    told = [
        Happened(
            row.conversation_id,
            {"turn_id": row.id, "conversation_id": row.conversation_id, "grades": of_turn[row.id]},
        )
        for row in rows
    ]
    await _write(connection, "turn.graded", wanted_by, told, at)


async def emit_leads_of(connection: AsyncConnection, person_id: str, at: datetime) -> None:
    """A person's lead was moved on: told once, by the latest of their conversations."""
    if wanted_by := await _wanted_by(connection, "lead.updated"):
        latest = select(leads.c.id, leads.c.conversation_id).where(leads.c.person_id == person_id)
        row = (await connection.execute(latest.order_by(leads.c.id.desc()).limit(1))).first()
        if row:
            told = Happened(row.conversation_id, {"conversation_id": row.conversation_id}, row.id)
            await _write(connection, "lead.updated", wanted_by, [told], at)


async def _wanted_by(connection: AsyncConnection, name: EventName) -> list[str]:
    rows = await connection.execute(select(integrations.c.id, integrations.c.events).where(integrations.c.active))
    return [row.id for row in rows if name in row.events]


async def _write(
    connection: AsyncConnection, name: EventName, wanted_by: Sequence[str], told: Sequence[Happened], at: datetime
) -> None:
    rows = [
        {
            "id": new_id(),
            "event_id": event_id,
            "integration_id": one,
            "event": name,
            "stream": happened.stream,
            "lead_id": happened.lead_id,
            "data": happened.data,
            "at": at,
            "begun_at": at,
            "not_before": at,
        }
        for happened, event_id in ((one, new_id()) for one in told)
        for one in wanted_by
    ]
    await connection.execute(insert(event_deliveries), rows)


async def _conversation(connection: AsyncConnection, conversation_id: str) -> Happened:
    shown = ("channel", "account_id", "customer_id", "state", "language", "operator_id", "closed_by", "solved")
    times = ("opened_at", "closed_at")
    row = (await connection.execute(select(conversations).where(conversations.c.id == conversation_id))).one()
    data = {name: getattr(row, name) for name in shown}
    data |= {name: at.isoformat() if (at := getattr(row, name)) else None for name in times}
    return Happened(conversation_id, {"conversation_id": conversation_id} | data)
