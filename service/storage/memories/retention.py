"""Which customers have been silent for long and are not forgotten yet."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.memories.memories import ERASED
from service.storage.tables import conversations, customers, messages


async def silent_customers(connection: AsyncConnection, since: datetime, after: str, limit: int) -> list[str]:
    """Ids beyond `after`, in order, of customers whose conversations all ended before then and hold something yet."""
    query = select(customers.c.id).where(customers.c.id > after, *_silent(since)).order_by(customers.c.id).limit(limit)
    return list(await connection.scalars(query))


async def count_silent(connection: AsyncConnection, since: datetime) -> int:
    """How many there are."""
    return await connection.scalar(select(func.count()).select_from(customers).where(*_silent(since))) or 0


async def any_active(connection: AsyncConnection, customer_ids: Collection[str], since: datetime) -> bool:
    """Whether one of these customers wrote since, or has a conversation that goes on."""
    return bool(
        await connection.scalar(select(exists().where(conversations.c.customer_id.in_(customer_ids), _on(since))))
    )


def _on(since: datetime) -> ColumnElement[bool]:
    return (conversations.c.last_message_at >= since) | (conversations.c.state != "closed")


def _silent(since: datetime) -> tuple[ColumnElement[bool], ...]:
    own = conversations.c.customer_id == customers.c.id
    told = exists().where(own, messages.c.conversation_id == conversations.c.id, messages.c.kind != ERASED)
    return (told, ~exists().where(own, _on(since)))
