"""What customers attach to their messages, as rows: put there with the message, listed with it, read by operators."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.attached_text import PICTURES
from service.errors import NotAllowedNow, NotFound
from service.storage.tables import attachment_bytes, attachments
from service.storage.types import AnyRow, new_id

AnyValues = dict[str, Any]
State = Literal["wanted", "stored", "failed"]
NAME_CHARS, MEDIA_TYPE_CHARS = 255, 120


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """One that came with a message. `body` is None where it is still to be fetched, by its `platform_id`."""

    platform_id: str
    name: str | None = None
    media_type: str | None = None
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class StoredAttachment:
    """One as operators see it; `size` in bytes, once it is stored; `error` is why it is not, in a sentence.

    `text` is what it says: None until it was looked at, empty where it could not be read.
    """

    id: str
    name: str | None
    media_type: str | None
    size: int | None
    state: State
    error: str | None = None
    text: str | None = None

    @property
    def picture(self) -> bool:
        """Whether it is stored and may be shown in place: its type was told by its bytes, once it was looked at."""
        return self.state == "stored" and self.text is not None and self.media_type in PICTURES


def new_rows(message_id: str, conversation_id: str, given: Sequence[NewAttachment], at: datetime) -> list[AnyValues]:
    """What `add` stores for a message: the columns of each, and `body`."""
    return [
        {
            "id": new_id(),
            "message_id": message_id,
            "conversation_id": conversation_id,
            "ordinal": ordinal,
            "platform_id": "" if one.body is not None else one.platform_id,
            "name": (one.name or "")[:NAME_CHARS] or None,
            "media_type": (one.media_type or "")[:MEDIA_TYPE_CHARS] or None,
            "size": None if one.body is None else len(one.body),
            "digest": None if one.body is None else digest_of(one.body),
            "state": "wanted" if one.body is None else "stored",
            "not_before": at,
            "body": one.body,
        }
        for ordinal, one in enumerate(given)
    ]


async def add(connection: AsyncConnection, rows: Sequence[AnyValues]) -> None:
    """Store rows of `new_rows`, each with its bytes where they are there already."""
    if rows:
        columns = [{name: value for name, value in row.items() if name != "body"} for row in rows]
        await connection.execute(insert(attachments), columns)
    there = [{"attachment_id": row["id"], "body": row["body"]} for row in rows if row["body"] is not None]
    if there:
        await connection.execute(insert(attachment_bytes), there)


def unfetched(row: AnyValues) -> StoredAttachment:
    """An attachment from a row of `new_rows`, as it is before anybody has looked at it."""
    return StoredAttachment(row["id"], row["name"], row["media_type"], row["size"], row["state"])


def kind_of(media_type: str | None) -> str:
    """What a message that is this file is called."""
    return "image" if media_type in PICTURES else "file"


def digest_of(body: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(body).hexdigest()


def shown(row: AnyRow) -> StoredAttachment:
    """An attachment from its row."""
    return StoredAttachment(row.id, row.name, row.media_type, row.size, row.state, row.error, row.text)


async def list_attachments(
    connection: AsyncConnection, where: ColumnElement[bool]
) -> dict[str, tuple[StoredAttachment, ...]]:
    """Attachments by the id of their message, in the order in which they were sent."""
    rows = await connection.execute(
        select(attachments).where(where).order_by(attachments.c.message_id, attachments.c.ordinal)
    )
    found: dict[str, tuple[StoredAttachment, ...]] = {}
    for row in rows:
        found[row.message_id] = (*found.get(row.message_id, ()), shown(row))
    return found


async def read_attachment(
    connection: AsyncConnection, conversation_id: str, attachment_id: str
) -> tuple[StoredAttachment, bytes]:
    """One of a conversation with its bytes. Raises NotFound where there is none, or none that is stored."""
    row = (
        await connection.execute(
            select(attachments, attachment_bytes.c.body)
            .join(attachment_bytes, attachment_bytes.c.attachment_id == attachments.c.id)
            .where(attachments.c.id == attachment_id, attachments.c.conversation_id == conversation_id)
        )
    ).first()
    if row is None:
        raise NotFound("There is no such file in this conversation.")
    return shown(row), row.body


async def fetch_again(connection: AsyncConnection, conversation_id: str, attachment_id: str, at: datetime) -> None:
    """Try once more what had failed. Raises NotFound, and NotAllowedNow for one that has not failed."""
    own = (attachments.c.id == attachment_id) & (attachments.c.conversation_id == conversation_id)
    changed = await connection.execute(
        update(attachments)
        .where(own, attachments.c.state == "failed")
        .values(state="wanted", error=None, attempts=0, not_before=at)
    )
    if changed.rowcount:
        return
    if (await connection.execute(select(attachments.c.id).where(own))).first() is None:
        raise NotFound("There is no such file in this conversation.")
    raise NotAllowedNow("Only what could not be fetched can be fetched again.")


async def delete_attachments(connection: AsyncConnection, in_them: Any) -> None:
    """Delete all of these conversations (a query of their ids), bytes and texts."""
    own = attachments.c.conversation_id.in_(in_them)
    ids = select(attachments.c.id).where(own)
    await connection.execute(delete(attachment_bytes).where(attachment_bytes.c.attachment_id.in_(ids)))
    await connection.execute(delete(attachments).where(own))
