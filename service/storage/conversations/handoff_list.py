"""The hand-offs of a conversation, as its page shows them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables import handoffs, users


@dataclass(frozen=True, slots=True)
class HandoffRow:
    """One hand-off of a conversation."""

    reason: str
    at: datetime
    claimed_at: datetime | None
    operator: str | None
    rule: str
    told: int
    promised_at: datetime | None
    ended_at: datetime | None
    ended_by: str | None
    briefing: dict[str, Any] | None


async def list_handoffs(connection: AsyncConnection, conversation_id: str) -> list[HandoffRow]:
    """The conversation's hand-offs, first to last."""
    rows = await connection.execute(
        select(handoffs, users.c.name)
        .outerjoin(users, users.c.id == handoffs.c.operator_id)
        .where(handoffs.c.conversation_id == conversation_id)
        .order_by(handoffs.c.id)
    )
    return [
        HandoffRow(
            row.reason,
            row.at,
            row.claimed_at,
            row.name,
            row.rule or row.reason,
            row.told,
            row.promised_at,
            row.ended_at,
            row.ended_by,
            row.briefing,
        )
        for row in rows
    ]
