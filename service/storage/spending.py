"""What was spent on chat models, added up by the database; what is not known counts as nothing."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.turn import Usage
from service.storage.tables import turns


async def spent_since(connection: AsyncConnection, since: datetime) -> Decimal:
    """On all turns that began since then."""
    return await _sum(connection, turns.c.asked_at >= since)


async def spent_in(connection: AsyncConnection, conversation_id: str) -> Decimal:
    """On one conversation."""
    return await _sum(connection, turns.c.conversation_id == conversation_id)


async def spend_more(connection: AsyncConnection, turn_id: str, usage: Usage) -> None:
    """Add to a turn what was spent on it after its end; a cost that is not known makes the turn's unknown."""
    await connection.execute(
        update(turns)
        .where(turns.c.id == turn_id)
        .values(
            input_tokens=turns.c.input_tokens + usage.input_tokens,
            output_tokens=turns.c.output_tokens + usage.output_tokens,
            cached_input_tokens=turns.c.cached_input_tokens + usage.cached_input_tokens,
            cost=None if usage.cost is None else turns.c.cost + usage.cost,
        )
    )


async def _sum(connection: AsyncConnection, where: ColumnElement[bool]) -> Decimal:
    found: Decimal | None = await connection.scalar(select(func.sum(turns.c.cost)).where(where))
    return found or Decimal(0)
