"""Where documents from the web came from, and what to ask their servers with the next time."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.web.page import Seen
from service.storage.database import upsert
from service.storage.tables import document_origins, documents


@dataclass(frozen=True, slots=True)
class Origin:
    """A document's address; `seen` is what the server said of the copy that we have, None where it said nothing."""

    document_id: str
    url: str
    seen: Seen | None


async def origins_under(connection: AsyncConnection, root: str) -> list[Origin]:
    """What was fetched by way of this page or sitemap."""
    rows = await connection.execute(
        select(document_origins)
        .join(documents, documents.c.id == document_origins.c.document_id)
        .where(document_origins.c.root == root, documents.c.deleted.is_(False))
    )
    return [Origin(row.document_id, row.url, _seen(row.etag, row.last_modified)) for row in rows]


@dataclass(frozen=True, slots=True)
class Root:
    """A page or sitemap that was asked for, with how many documents came of it, and when one was looked at last."""

    url: str
    pages: int
    checked_at: datetime


async def list_roots(connection: AsyncConnection) -> list[Root]:
    """All of them, the one looked at last first."""
    checked = func.max(document_origins.c.checked_at)
    rows = await connection.execute(
        select(document_origins.c.root, func.count(), checked)
        .join(documents, documents.c.id == document_origins.c.document_id)
        .where(documents.c.deleted.is_(False))
        .group_by(document_origins.c.root)
        .order_by(checked.desc(), document_origins.c.root)
    )
    return [Root(*row) for row in rows]


async def remember_origin(
    connection: AsyncConnection, document_id: str, url: str, root: str, seen: Seen | None, at: datetime
) -> None:
    """Note where a document came from."""
    values = {
        "url": url,
        "root": root,
        "etag": seen.etag if seen else None,
        "last_modified": seen.last_modified if seen else None,
        "checked_at": at,
    }
    await connection.execute(
        upsert(connection, document_origins)
        .values(document_id=document_id, **values)
        .on_conflict_do_update(index_elements=["document_id"], set_=values)
    )


async def forget_origin(connection: AsyncConnection, document_id: str) -> None:
    """The document is no page's any more."""
    await connection.execute(delete(document_origins).where(document_origins.c.document_id == document_id))


def _seen(etag: str | None, last_modified: str | None) -> Seen | None:
    return Seen(etag, last_modified) if etag or last_modified else None
