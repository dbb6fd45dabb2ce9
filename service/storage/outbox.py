"""Replies on their way to a platform, in order within a conversation, each sent once.

`sending` is committed before the call goes out: what is found so after a crash may have arrived, and is never sent
again blindly.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.tables import accounts, outbox
from service.storage.types import new_id


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One text for one contact; `id` and `at`, when it was said, stay the same in every attempt."""

    id: str
    conversation_id: str
    account_id: str
    channel: str
    contact: str
    thread: str | None
    text: str
    attempts: int
    at: datetime


async def claim_due(connection: AsyncConnection, process_id: str, at: datetime, limit: int) -> list[Outgoing]:
    """Take what is due and has nothing before it in its conversation."""
    earlier = outbox.alias()
    blocked = (
        select(earlier.c.id)
        .where(
            earlier.c.conversation_id == outbox.c.conversation_id,
            earlier.c.state.in_(("pending", "sending")),
            or_(earlier.c.seq < outbox.c.seq, and_(earlier.c.seq == outbox.c.seq, earlier.c.part < outbox.c.part)),
        )
        .exists()
    )
    rows = (
        await connection.execute(
            select(outbox, accounts.c.channel)
            .join(accounts, accounts.c.id == outbox.c.account_id)
            .where(outbox.c.state == "pending", outbox.c.not_before <= at, ~blocked)
            .order_by(outbox.c.not_before)
            .limit(limit)
            .with_for_update(of=outbox, skip_locked=True)
        )
    ).all()
    if rows:
        await connection.execute(
            update(outbox)
            .where(outbox.c.id.in_([row.id for row in rows]))
            .values(state="sending", claimed_by=process_id, attempts=outbox.c.attempts + 1)
        )
    return [
        Outgoing(
            row.id,
            row.conversation_id,
            row.account_id,
            row.channel,
            row.contact,
            row.thread,
            row.text,
            row.attempts + 1,
            row.at,
        )
        for row in rows
    ]


async def split_into(connection: AsyncConnection, outgoing: Outgoing, parts: Sequence[str]) -> None:
    """Cut a text that is too long for its platform: this row keeps the first part, the others follow it."""
    row = (await connection.execute(select(outbox).where(outbox.c.id == outgoing.id))).one()
    await connection.execute(update(outbox).where(outbox.c.id == outgoing.id).values(text=parts[0]))
    rest: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "message_id": row.message_id,
            "conversation_id": row.conversation_id,
            "account_id": row.account_id,
            "contact": row.contact,
            "thread": row.thread,
            "seq": row.seq,
            "part": number,
            "text": text,
            "at": row.at,
            "state": "pending",
            "not_before": row.not_before,
        }
        for number, text in enumerate(parts[1:], row.part + 1)
    ]
    await connection.execute(insert(outbox), rest)


async def sent(connection: AsyncConnection, outgoing_id: str, external_id: str | None, at: datetime) -> None:
    """The platform has it."""
    await _settle(connection, outgoing_id, state="sent", external_id=external_id, sent_at=at, error=None)


async def failed(connection: AsyncConnection, outgoing_id: str, error: str) -> None:
    """The platform will not take it: a person must see it."""
    await _settle(connection, outgoing_id, state="failed", error=error)


async def uncertain(connection: AsyncConnection, outgoing_id: str, error: str) -> None:
    """It may have arrived: a person must see it."""
    await _settle(connection, outgoing_id, state="uncertain", error=error)


async def again(connection: AsyncConnection, outgoing_id: str, error: str, not_before: datetime) -> None:
    """Not taken now: to be sent again."""
    await _settle(connection, outgoing_id, state="pending", error=error, not_before=not_before)


async def reopen(connection: AsyncConnection, channels: Collection[str], max_attempts: int) -> int:
    """Send again what is uncertain on channels that recognise a repeated reply; return how many."""
    on_them = select(accounts.c.id).where(accounts.c.channel.in_(channels))
    result = await connection.execute(
        update(outbox)
        .where(outbox.c.state == "uncertain", outbox.c.account_id.in_(on_them), outbox.c.attempts < max_attempts)
        .values(state="pending")
    )
    return result.rowcount


async def _settle(connection: AsyncConnection, outgoing_id: str, **values: object) -> None:
    await connection.execute(update(outbox).where(outbox.c.id == outgoing_id).values(claimed_by=None, **values))
