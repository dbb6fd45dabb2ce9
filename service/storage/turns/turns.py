"""Turns as the page of a conversation shows them: with who said what in them, and with their grades."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.turn import Usage
from service.storage.grading.grades import GradeRow, list_grades
from service.storage.records import usage_from
from service.storage.tables import messages, turns

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRow:
    """One turn. `pending` counts the grades still to come, and `grades` are those that were given."""

    id: str
    message_ids: list[str]
    reply_ids: list[str]
    replied_by: str | None
    language: str | None
    intent: str | None
    sentiment: str | None
    upset: float | None
    urgency: str | None
    order_numbers: list[str]
    confidence: float | None
    answered: bool | None
    citations: list[Json]
    passages: list[Json]
    handoff: str | None
    model: str | None
    usage: Usage
    latency_ms: float
    tool_calls: list[Json]
    edits: list[Json]
    asked_at: datetime
    replied_at: datetime | None
    grades: list[GradeRow]
    pending: int


async def list_turns(connection: AsyncConnection, conversation_id: str) -> list[TurnRow]:
    """The conversation's turns, first to last."""
    rows = (
        await connection.execute(
            select(turns).where(turns.c.conversation_id == conversation_id).order_by(turns.c.first_seq)
        )
    ).all()
    said = await connection.execute(
        select(messages.c.id, messages.c.role, messages.c.turn_id)
        .where(messages.c.conversation_id == conversation_id, messages.c.turn_id.is_not(None))
        .order_by(messages.c.seq)
    )
    asked: dict[str, list[str]] = {row.id: [] for row in rows}
    replies: dict[str, list[str]] = {row.id: [] for row in rows}
    for message in said:
        if message.turn_id in asked:  # else its turn was committed since the turns were read
            (asked if message.role == "customer" else replies)[message.turn_id].append(message.id)
    given: dict[str, list[GradeRow]] = {row.id: [] for row in rows}
    for grade in await list_grades(connection, list(given)):
        given[grade.turn_id].append(grade)
    return [
        TurnRow(
            id=row.id,
            message_ids=asked[row.id],
            reply_ids=replies[row.id],
            replied_by=row.replied_by,
            language=row.language,
            intent=row.intent,
            sentiment=row.sentiment,
            upset=row.upset,
            urgency=row.urgency,
            order_numbers=row.order_numbers,
            confidence=row.confidence,
            answered=row.answered,
            citations=row.citations,
            passages=row.passages,
            handoff=row.handoff,
            model=row.model,
            usage=usage_from(row),
            latency_ms=row.timings.get("total_ms", 0.0),
            tool_calls=row.tool_calls,
            edits=row.edits,
            asked_at=row.asked_at,
            replied_at=row.replied_at,
            grades=[grade for grade in given[row.id] if grade.label is not None],
            pending=sum(grade.label is None for grade in given[row.id]),
        )
        for row in rows
    ]
