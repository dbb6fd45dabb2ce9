"""The sources that an operator names for a reply, as they stand in the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import InvalidRequest
from service.storage.tables import chunks, document_versions, documents


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a chunk, by its id."""

    chunk_id: str
    quote: str


async def citations_of(connection: AsyncConnection, quoted: Sequence[Quoted]) -> list[dict[str, Any]]:
    """Citations as messages keep them, with document, title and place looked up.

    Raises InvalidRequest where a quote does not stand in its chunk, or customers may not see the document: the customer
    is shown the sources, and graders judge the reply by them.
    """
    if not quoted:
        return []
    shown = func.coalesce(documents.c.published_version, documents.c.latest_version)
    version = and_(document_versions.c.document_id == documents.c.id, document_versions.c.version == shown)
    rows = await connection.execute(
        select(chunks.c.id, chunks.c.text, documents.c.name, document_versions.c.title)
        .join(documents, documents.c.id == chunks.c.document_id)
        .join(document_versions, version)
        .where(
            chunks.c.id.in_({one.chunk_id for one in quoted}),
            documents.c.access == "public",
            documents.c.deleted.is_(False),
        )
    )
    known = {row.id: row for row in rows}
    found = []
    for one in dict.fromkeys(quoted):
        row = known.get(one.chunk_id)
        start = row.text.find(one.quote) if row else -1
        if row is None or start < 0:
            raise InvalidRequest(
                "A source of this reply has changed or is not for customers: take it away, and send again."
            )
        found.append(
            {
                "document": row.name,
                "title": row.title,
                "chunk_id": row.id,
                "quote": one.quote,
                "start": start,
                "end": start + len(one.quote),
            }
        )
    return found
