"""Writing documents, versions and chunks: steps of one transaction that holds `publishing.lock`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.document import EmbeddedChunk, NewVersion, Status
from knowledge.lifecycle import check_validity, published_status
from service.storage.knowledge.publishing import insert_missing, next_sequence, plan_next, publish, record
from service.storage.knowledge.rows import chunk_row, in_parts, vector_row
from service.storage.tables import (
    chunk_vectors,
    chunks,
    document_origins,
    document_versions,
    documents,
    publications,
    version_chunks,
)
from service.storage.types import new_id


async def reserve_name(connection: AsyncConnection, name: str, at: datetime) -> str:
    """The id of the document of that name; a new one, invisible until it has a version, where there is none."""
    # A deleted document of the same name makes room; its tombstone moves out of the way under its id.
    await connection.execute(
        update(documents).where(documents.c.name == name, documents.c.deleted.is_(True)).values(name=documents.c.id)
    )
    known = (await connection.execute(select(documents.c.id).where(documents.c.name == name))).scalar()
    if known is None:
        known = new_id()
        values = {"latest_version": 0, "updated_at": at, "sequence": 0, "products": []}
        await connection.execute(insert(documents).values(id=known, name=name, **values))
    return str(known)


async def keep_chunks(connection: AsyncConnection, embedded: Sequence[EmbeddedChunk], maker: str) -> None:
    """Chunks and that maker's vectors of them, unless they are there."""
    for part in in_parts(embedded):
        await insert_missing(connection, chunks, [chunk_row(one.chunk) for one in part])
        await insert_missing(connection, chunk_vectors, [vector_row(one, maker) for one in part])


async def add_version(
    connection: AsyncConnection,
    document_id: str,
    new: NewVersion,
    chunk_ids: Sequence[str],
    source: bytes,
    at: datetime,
) -> int:
    """The document's next version, published or scheduled if so told; returns its number.

    Raises `NotAllowed`, and `LookupError` where the document is gone.
    """
    number = await _next_number(connection, document_id)
    status = _status(new, at)
    values = {
        "document_id": document_id,
        "version": number,
        "status": status,
        "title": new.title,
        "media_type": new.media_type,
        "sha256": new.sha256,
        "size_bytes": len(source),
        "chunk_count": len(chunk_ids),
        "made_by": new.made_by,
        "created_at": at,
        "created_by": new.created_by,
        "valid_from": new.valid_from,
        "valid_until": new.valid_until,
        "source": source,
    }
    await connection.execute(insert(document_versions).values(**values))
    if chunk_ids:
        await connection.execute(
            insert(version_chunks),
            [
                {"document_id": document_id, "version": number, "ordinal": place, "chunk_id": chunk_id}
                for place, chunk_id in enumerate(chunk_ids)
            ],
        )
    changed: dict[str, Any] = {"latest_version": number, "updated_at": at}
    if new.access is not None:
        changed["access"] = new.access
    if new.products is not None:
        changed["products"] = list(new.products)
    await connection.execute(update(documents).where(documents.c.id == document_id).values(**changed))
    await record(connection, document_id, number, at=at, actor=new.created_by, action="upload", detail=status)
    if status == "published":
        await publish(connection, document_id, number)
    await plan_next(connection)
    return number


async def delete_document(connection: AsyncConnection, document_id: str, actor: str, at: datetime) -> int | None:
    """All of a document but its name in the events; the change's number, None where there is no such document."""
    present = select(documents.c.id).where(
        documents.c.id == document_id, documents.c.deleted.is_(False), documents.c.latest_version > 0
    )
    if (await connection.execute(present)).first() is None:
        return None
    sequence = await next_sequence(connection)
    await record(connection, document_id, None, at=at, actor=actor, action="delete")
    own = select(chunks.c.id).where(chunks.c.document_id == document_id)
    await connection.execute(delete(chunk_vectors).where(chunk_vectors.c.chunk_id.in_(own)))
    for table in (version_chunks, chunks, publications, document_origins, document_versions):
        await connection.execute(delete(table).where(table.c.document_id == document_id))
    gone = {"deleted": True, "published_version": None, "sequence": sequence, "updated_at": at}
    await connection.execute(update(documents).where(documents.c.id == document_id).values(**gone))
    await plan_next(connection)
    return sequence


def _status(new: NewVersion, at: datetime) -> Status:
    if new.status == "published":
        return published_status(now=at, valid_from=new.valid_from, valid_until=new.valid_until)
    check_validity(new.valid_from, new.valid_until)
    return new.status


async def _next_number(connection: AsyncConnection, document_id: str) -> int:
    found = await connection.execute(
        select(documents.c.latest_version).where(documents.c.id == document_id, documents.c.deleted.is_(False))
    )
    latest = found.scalar()
    if latest is None:
        raise LookupError(f"the document {document_id} was deleted meanwhile")
    return int(latest) + 1
