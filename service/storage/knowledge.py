"""The knowledge store on the database: documents, their versions, and chunks with vectors."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.document import Chunk, Document, EmbeddedChunk
from knowledge.store import Change
from service.storage.database import Database
from service.storage.tables import chunks, document_versions, documents, knowledge_state
from service.storage.types import AnyRow, now


class SqlStore:
    """`knowledge.store.KnowledgeStore` on SQLite or PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def documents(self) -> list[Document]:
        """Every document, by name."""
        async with self._database.read() as connection:
            rows = await connection.execute(
                select(documents).where(documents.c.deleted.is_(False)).order_by(documents.c.name)
            )
            return [_document(row) for row in rows]

    async def find(self, name: str) -> Document | None:
        """The document of that name."""
        async with self._database.read() as connection:
            found = await connection.execute(
                select(documents).where(documents.c.name == name, documents.c.deleted.is_(False))
            )
            row = found.first()
            return _document(row) if row else None

    async def chunks(self, document_id: str) -> list[EmbeddedChunk]:
        """The document's current chunks in reading order."""
        async with self._database.read() as connection:
            return (await _chunks(connection, [document_id])).get(document_id, [])

    async def put(self, document: Document, embedded: Sequence[EmbeddedChunk], source: bytes) -> int:
        """Store a new document or version with exactly these chunks, atomically; return the change's number."""
        async with self._database.write() as connection:
            sequence = await _next(connection)
            # A deleted document of the same name makes room; its tombstone moves out of the way under its id.
            await connection.execute(
                update(documents)
                .where(documents.c.name == document.name, documents.c.deleted.is_(True))
                .values(name=documents.c.id)
            )
            values = {
                "name": document.name,
                "title": document.title,
                "media_type": document.media_type,
                "sha256": document.sha256,
                "size_bytes": document.size_bytes,
                "version": document.version,
                "chunk_count": len(embedded),
                "updated_at": document.updated_at,
                "sequence": sequence,
                "deleted": False,
            }
            await connection.execute(
                self._database.insert(documents)
                .values(id=document.id, **values)
                .on_conflict_do_update(index_elements=["id"], set_=values)
            )
            version = {"sha256": document.sha256, "source": source, "created_at": document.updated_at}
            await connection.execute(
                self._database.insert(document_versions)
                .values(document_id=document.id, version=document.version, **version)
                .on_conflict_do_update(index_elements=["document_id", "version"], set_=version)
            )
            await connection.execute(delete(chunks).where(chunks.c.document_id == document.id))
            if embedded:
                await connection.execute(insert(chunks), [_row(item) for item in embedded])
            return sequence

    async def remove(self, document_id: str) -> int | None:
        """Delete a document with its chunks; return the change's number, or None where there is no such document."""
        async with self._database.write() as connection:
            present = select(documents.c.id).where(documents.c.id == document_id, documents.c.deleted.is_(False))
            if (await connection.execute(present)).first() is None:
                return None
            sequence = await _next(connection)
            result = await connection.execute(
                update(documents)
                .where(documents.c.id == document_id, documents.c.deleted.is_(False))
                .values(deleted=True, sequence=sequence, chunk_count=0, updated_at=now())
            )
            if result.rowcount == 0:
                return None
            await connection.execute(delete(chunks).where(chunks.c.document_id == document_id))
            await connection.execute(delete(document_versions).where(document_versions.c.document_id == document_id))
            return sequence

    async def sequence(self) -> int:
        """The number of the latest change; 0 for an empty store."""
        async with self._database.peek() as connection:
            found = await connection.execute(select(knowledge_state.c.sequence))
            return int(found.scalar() or 0)

    async def changes(self, after: int, limit: int = 64) -> list[Change]:
        """Changes after that number in order, each document only in its latest state, at most `limit` of them."""
        async with self._database.read() as connection:
            rows = (
                await connection.execute(
                    select(documents.c.id, documents.c.sequence)
                    .where(documents.c.sequence > after)
                    .order_by(documents.c.sequence)
                    .limit(limit)
                )
            ).all()
            found = await _chunks(connection, [row.id for row in rows])
            return [Change(row.sequence, row.id, tuple(found.get(row.id, ()))) for row in rows]

    async def source(self, document_id: str) -> bytes | None:
        """The bytes of the document's current version as they were uploaded."""
        async with self._database.read() as connection:
            found = await connection.execute(
                select(document_versions.c.source)
                .join(documents, documents.c.id == document_versions.c.document_id)
                .where(documents.c.id == document_id, document_versions.c.version == documents.c.version)
            )
            return found.scalar()

    async def embedding_model(self) -> str | None:
        """What made the stored vectors; None before anything did."""
        async with self._database.read() as connection:
            found = await connection.execute(select(knowledge_state.c.embedding_model))
            return found.scalar()

    async def set_embedding_model(self, model_id: str) -> None:
        """Record what makes the vectors from now on."""
        async with self._database.write() as connection:
            await connection.execute(update(knowledge_state).values(embedding_model=model_id))


async def _next(connection: AsyncConnection) -> int:
    """The next number. The row stays locked until the commit, so that numbers become visible in order."""
    taken = await connection.execute(
        update(knowledge_state).values(sequence=knowledge_state.c.sequence + 1).returning(knowledge_state.c.sequence)
    )
    return int(taken.scalar_one())


async def _chunks(connection: AsyncConnection, document_ids: Sequence[str]) -> dict[str, list[EmbeddedChunk]]:
    rows = await connection.execute(
        select(chunks, documents.c.name.label("document"), documents.c.title)
        .join(documents, documents.c.id == chunks.c.document_id)
        .where(chunks.c.document_id.in_(document_ids), documents.c.deleted.is_(False))
        .order_by(chunks.c.document_id, chunks.c.ordinal)
    )
    found: dict[str, list[EmbeddedChunk]] = {}
    for row in rows:
        found.setdefault(row.document_id, []).append(_chunk(row))
    return found


def _chunk(row: AnyRow) -> EmbeddedChunk:
    chunk = Chunk(
        id=row.id,
        document_id=row.document_id,
        document=row.document,
        title=row.title,
        ordinal=row.ordinal,
        headings=tuple(row.headings),
        text=row.text,
        language=row.language,
        question=row.question,
    )
    return EmbeddedChunk(chunk, np.frombuffer(row.vector, dtype=np.float32) if row.vector else None)


def _row(item: EmbeddedChunk) -> dict[str, Any]:
    chunk = item.chunk
    return {
        "id": chunk.id,
        "document_id": chunk.document_id,
        "ordinal": chunk.ordinal,
        "headings": list(chunk.headings),
        "text": chunk.text,
        "language": chunk.language,
        "question": chunk.question,
        "vector": None if item.vector is None else item.vector.astype(np.float32).tobytes(),
    }


def _document(row: AnyRow) -> Document:
    return Document(
        id=row.id,
        name=row.name,
        title=row.title,
        media_type=row.media_type,
        sha256=row.sha256,
        size_bytes=row.size_bytes,
        version=row.version,
        chunk_count=row.chunk_count,
        updated_at=row.updated_at,
    )
