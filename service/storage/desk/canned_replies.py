"""Replies kept ready: those of everybody, and each operator's own."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import InvalidRequest, NotFound
from service.storage.tables import canned_replies
from service.storage.types import AnyRow, new_id

MOST = 500
"""So many at most are everybody's, and so many each operator's own."""


@dataclass(frozen=True, slots=True)
class CannedReply:
    """A text behind a shortcut. `language` is None where it is for any; `own` where it is the reader's alone."""

    id: str
    shortcut: str
    language: str | None
    text: str
    own: bool
    updated_at: datetime
    updated_by: str


async def list_canned(connection: AsyncConnection, user_id: str) -> list[CannedReply]:
    """Those that this user may insert, by shortcut."""
    mine = or_(canned_replies.c.owner_id.is_(None), canned_replies.c.owner_id == user_id)
    rows = await connection.execute(
        select(canned_replies).where(mine).order_by(canned_replies.c.shortcut, canned_replies.c.id)
    )
    return [_shown(row) for row in rows]


async def get_canned(connection: AsyncConnection, reply_id: str, owner_id: str | None) -> CannedReply:
    """One of this operator's own, or of everybody's where `owner_id` is None. Raises NotFound, also for another's."""
    row = (await connection.execute(select(canned_replies).where(canned_replies.c.id == reply_id))).first()
    if row is None or row.owner_id != owner_id:
        raise NotFound("There is no such reply: it may have been removed.")
    return _shown(row)


async def add_canned(
    connection: AsyncConnection,
    owner_id: str | None,
    shortcut: str,
    language: str | None,
    text: str,
    by: str,
    at: datetime,
) -> str:
    """Keep a reply ready; return its id. Raises InvalidRequest where there are too many."""
    count = await connection.scalar(select(func.count()).where(canned_replies.c.owner_id == owner_id))
    if (count or 0) >= MOST:
        raise InvalidRequest(f"There are {MOST} replies already: remove some first.")
    reply_id = new_id()
    values = {"shortcut": shortcut, "language": language, "text": text, "updated_at": at, "updated_by": by}
    await connection.execute(insert(canned_replies).values(id=reply_id, owner_id=owner_id, **values))
    return reply_id


async def change_canned(
    connection: AsyncConnection, reply_id: str, shortcut: str, language: str | None, text: str, by: str, at: datetime
) -> None:
    """Put other words behind it."""
    values = {"shortcut": shortcut, "language": language, "text": text, "updated_at": at, "updated_by": by}
    await connection.execute(update(canned_replies).where(canned_replies.c.id == reply_id).values(values))


async def remove_canned(connection: AsyncConnection, reply_id: str, owner_id: str | None) -> None:
    """Keep it no longer. Raises NotFound, also for another's."""
    await get_canned(connection, reply_id, owner_id)
    await connection.execute(delete(canned_replies).where(canned_replies.c.id == reply_id))


def _shown(row: AnyRow) -> CannedReply:
    return CannedReply(
        row.id, row.shortcut, row.language, row.text, row.owner_id is not None, row.updated_at, row.updated_by
    )
