"""Attachments as work: what is wanted is claimed by one process, fetched and read; a dead process's claims are freed.

To fetch twice harms nothing, so a claim that was lost is simply made anew (unlike a reply's, which may have arrived).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.accounts.settings import DISABLED
from service.storage.messages.attachments import MEDIA_TYPE_CHARS, NAME_CHARS, digest_of
from service.storage.tables import attachment_bytes, attachments, conversations
from service.storage.types import AnyRow


@dataclass(frozen=True, slots=True)
class Claimed:
    """One that this process is to fetch (`wanted`) and to read; `attempts` counts this one, too."""

    id: str
    conversation_id: str
    account_id: str
    platform_id: str
    name: str | None
    media_type: str | None
    wanted: bool
    attempts: int


async def any_due(connection: AsyncConnection, at: datetime) -> bool:
    """Whether there is anything to claim: a look that locks nothing."""
    return (await connection.execute(select(attachments.c.id).where(_due(at)).limit(1))).first() is not None


async def claim_due(connection: AsyncConnection, process_id: str, at: datetime, limit: int) -> list[Claimed]:
    """Take what is to be fetched or read and nobody is at; what belongs to disabled accounts waits."""
    rows = (
        await connection.execute(
            select(attachments, conversations.c.account_id)
            .join(conversations, conversations.c.id == attachments.c.conversation_id)
            .where(_due(at), conversations.c.account_id.not_in(DISABLED))
            .order_by(attachments.c.not_before)
            .limit(limit)
            .with_for_update(of=attachments, skip_locked=True)
        )
    ).all()
    if rows:
        await connection.execute(
            update(attachments)
            .where(attachments.c.id.in_([row.id for row in rows]))
            .values(claimed_by=process_id, attempts=attachments.c.attempts + 1)
        )
    return [_claimed(row) for row in rows]


async def keep(
    connection: AsyncConnection, process_id: str, claimed: Claimed, body: bytes, name: str | None, media_type: str
) -> bool:
    """Store the bytes; the claim goes on, for the text. False where it is this process's no longer, or deleted."""
    held = await connection.execute(select(attachments.c.id).where(_held(claimed.id, process_id)).with_for_update())
    if held.first() is None:
        return False
    await connection.execute(insert(attachment_bytes).values(attachment_id=claimed.id, body=body))
    await _change(
        connection,
        process_id,
        claimed.id,
        state="stored",
        platform_id="",
        error=None,
        name=(name or "")[:NAME_CHARS] or None,
        media_type=media_type[:MEDIA_TYPE_CHARS],
        size=len(body),
        digest=digest_of(body),
    )
    return True


async def body_of(connection: AsyncConnection, attachment_id: str) -> AnyRow | None:
    """`body`, `name` and `media_type` of a stored one, None where it was deleted meanwhile."""
    found = await connection.execute(
        select(attachment_bytes.c.body, attachments.c.name, attachments.c.media_type)
        .join(attachments, attachments.c.id == attachment_bytes.c.attachment_id)
        .where(attachments.c.id == attachment_id)
    )
    return found.first()


async def settle_text(connection: AsyncConnection, process_id: str, attachment_id: str, **found: Any) -> None:
    """Write down what it says (`text`, perhaps a better `media_type`), and let go of it."""
    await _change(connection, process_id, attachment_id, claimed_by=None, **found)


async def settle_failed(connection: AsyncConnection, process_id: str, attachment_id: str, error: str) -> None:
    """It cannot be fetched: an operator may try again."""
    await _change(connection, process_id, attachment_id, state="failed", error=error, claimed_by=None)


async def settle_later(
    connection: AsyncConnection, process_id: str, attachment_id: str, error: str, not_before: datetime
) -> None:
    """It could not be fetched now."""
    await _change(connection, process_id, attachment_id, error=error, not_before=not_before, claimed_by=None)


def _due(at: datetime) -> ColumnElement[bool]:
    open_state = or_(
        attachments.c.state == "wanted", and_(attachments.c.state == "stored", attachments.c.text.is_(None))
    )
    return and_(open_state, attachments.c.claimed_by.is_(None), attachments.c.not_before <= at)


def _held(attachment_id: str, process_id: str) -> ColumnElement[bool]:
    return and_(attachments.c.id == attachment_id, attachments.c.claimed_by == process_id)


async def _change(connection: AsyncConnection, process_id: str, attachment_id: str, **values: Any) -> None:
    await connection.execute(update(attachments).where(_held(attachment_id, process_id)).values(values))


def _claimed(row: AnyRow) -> Claimed:
    return Claimed(
        id=row.id,
        conversation_id=row.conversation_id,
        account_id=row.account_id,
        platform_id=row.platform_id,
        name=row.name,
        media_type=row.media_type,
        wanted=row.state == "wanted",
        attempts=row.attempts + 1,
    )
