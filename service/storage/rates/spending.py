"""What was spent on chat models, added up by the database; what is not known counts as nothing."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables import turns


async def spent_since(connection: AsyncConnection, since: datetime) -> Decimal:
    """On all turns that began since then."""
    return await _sum(connection, turns.c.asked_at >= since)


async def spent_in(connection: AsyncConnection, conversation_id: str) -> Decimal:
    """On one conversation."""
    return await _sum(connection, turns.c.conversation_id == conversation_id)


async def _sum(connection: AsyncConnection, where: ColumnElement[bool]) -> Decimal:
    found: Decimal | None = await connection.scalar(select(func.sum(turns.c.cost)).where(where))
    return found or Decimal(0)
