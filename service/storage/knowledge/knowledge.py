"""The knowledge store on the database: documents, their versions, and chunks with vectors."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import and_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.document import Document, EmbeddedChunk, NewVersion, Vectors, Version
from knowledge.store import Change
from service.storage.database import Database
from service.storage.knowledge.publishing import apply_due, lock
from service.storage.knowledge.rows import (
    VERSION_COLUMNS,
    document_of,
    embedded_of,
    in_parts,
    load_vectors,
    select_chunks,
    select_documents,
    version_of,
)
from service.storage.knowledge.writes import add_version, delete_document, keep_chunks, reserve_name
from service.storage.tables import chunk_vectors, document_versions, documents, knowledge_state, version_chunks
from service.storage.types import AnyRow, now

# A batch of changes is held in memory at once.
_CHUNKS_FOLLOWED_AT_ONCE = 4_000
# Asked before every question: made once.
_STATE = select(knowledge_state.c.sequence, knowledge_state.c.next_due_at)


class SqlStore:
    """`knowledge.store.KnowledgeStore` on SQLite or PostgreSQL. `clock` tells what is due."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._clock = clock

    # --- reading ---

    async def documents(self) -> list[Document]:
        """Every document, by name."""
        async with self._database.read() as connection:
            return [document_of(row) for row in await connection.execute(select_documents().order_by(documents.c.name))]

    async def find(self, name: str) -> Document | None:
        """The document of that name."""
        async with self._database.read() as connection:
            row = (await connection.execute(select_documents().where(documents.c.name == name))).first()
            return document_of(row) if row else None

    async def get(self, document_id: str) -> Document | None:
        """The document of that id."""
        async with self._database.read() as connection:
            row = (await connection.execute(select_documents().where(documents.c.id == document_id))).first()
            return document_of(row) if row else None

    async def newest(self, document_id: str) -> Version | None:
        """The document's newest version."""
        async with self._database.read() as connection:
            found = await connection.execute(
                select(*VERSION_COLUMNS)
                .where(document_versions.c.document_id == document_id)
                .order_by(document_versions.c.version.desc())
                .limit(1)
            )
            row = found.first()
            return version_of(row) if row else None

    async def chunks(self, document_id: str, maker: str, version: int | None = None) -> list[EmbeddedChunk]:
        """A version's chunks in reading order, those of the published one by default."""
        number = documents.c.published_version if version is None else version
        listed = and_(version_chunks.c.document_id == document_id, version_chunks.c.version == number)
        async with self._database.read() as connection:
            return [embedded_of(row) for row in await connection.execute(select_chunks(listed, maker))]

    async def embedded(self, chunk_ids: Sequence[str], maker: str) -> set[str]:
        """Which of these chunks are kept with their vectors."""
        known: set[str] = set()
        async with self._database.read() as connection:
            for part in in_parts(chunk_ids):
                kept = select(chunk_vectors.c.chunk_id).where(
                    chunk_vectors.c.chunk_id.in_(part), chunk_vectors.c.maker == maker
                )
                known.update((await connection.execute(kept)).scalars())
        return known

    async def source(self, document_id: str, version: int | None = None) -> bytes | None:
        """The bytes of a version as they were uploaded, the newest one's by default."""
        number = documents.c.latest_version if version is None else version
        async with self._database.read() as connection:
            found = await connection.execute(
                select(document_versions.c.source)
                .join(documents, documents.c.id == document_versions.c.document_id)
                .where(documents.c.id == document_id, document_versions.c.version == number)
            )
            return found.scalar()

    async def chunk_ids(self, document_id: str, version: int) -> list[str]:
        """The ids of a version's chunks in reading order."""
        async with self._database.read() as connection:
            listed = select(version_chunks.c.chunk_id).where(
                version_chunks.c.document_id == document_id, version_chunks.c.version == version
            )
            return list((await connection.execute(listed.order_by(version_chunks.c.ordinal))).scalars())

    # --- being followed ---

    async def vectors(self, chunk_ids: Sequence[str], maker: str) -> dict[str, Vectors]:
        """The vectors of chunks with those of their parts, as far as that maker made them."""
        async with self._database.peek() as connection:
            return await load_vectors(connection, chunk_ids, maker)

    async def chunk_counts(self) -> dict[str, int]:
        """How many retrievable chunks each document has, by its id; those without any are left out."""
        async with self._database.read() as connection:
            return {row.id: row.chunk_count for row in await connection.execute(select_documents()) if row.chunk_count}

    async def sequence(self) -> int:
        """The number of the latest change; 0 for an empty store. What is due by now has happened."""
        async with self._database.peek() as connection:
            row = await self._state(connection)
        if row is None:
            return 0
        if row.next_due_at is not None and row.next_due_at <= (at := self._clock()):
            async with self._database.write() as connection:
                await lock(connection)
                await apply_due(connection, at)
                row = await self._state(connection)
        return int(row.sequence) if row else 0

    async def changes(self, after: int, maker: str, limit: int = 64) -> list[Change]:
        """Changes after that number in order, each document only in its latest state, at most `limit` of them."""
        async with self._database.read() as connection:
            later = (
                select(
                    documents.c.id, documents.c.sequence, documents.c.published_version, document_versions.c.chunk_count
                )
                .outerjoin(
                    document_versions,
                    and_(
                        document_versions.c.document_id == documents.c.id,
                        document_versions.c.version == documents.c.published_version,
                    ),
                )
                .where(documents.c.sequence > after)
                .order_by(documents.c.sequence)
                .limit(limit)
            )
            rows = _bounded((await connection.execute(later)).all())
            versions = [(row.id, row.published_version) for row in rows if row.published_version is not None]
            found: dict[str, list[EmbeddedChunk]] = {}
            if versions:
                listed = tuple_(version_chunks.c.document_id, version_chunks.c.version).in_(versions)
                for row in await connection.execute(select_chunks(listed, maker)):
                    found.setdefault(row.document_id, []).append(embedded_of(row))
            return [Change(row.sequence, row.id, tuple(found.get(row.id, ()))) for row in rows]

    # --- writing ---

    async def reserve(self, name: str) -> str:
        """The id of the document of that name; a new one, invisible until it has a version, where there is none."""
        async with self._database.write() as connection:
            await lock(connection)
            return await reserve_name(connection, name, self._clock())

    async def keep(self, embedded: Sequence[EmbeddedChunk], maker: str) -> None:
        """Keep chunks, and their vectors, that a version will list."""
        async with self._database.write() as connection:
            await keep_chunks(connection, embedded, maker)

    async def add(self, document_id: str, new: NewVersion, chunk_ids: Sequence[str], source: bytes) -> Document:
        """Store the next version with exactly these kept chunks, atomically, and publish it if so told.

        Raises `knowledge.lifecycle.NotAllowed`, and `LookupError` where the document was deleted meanwhile.
        """
        async with self._database.write() as connection:
            await lock(connection)
            await add_version(connection, document_id, new, chunk_ids, source, self._clock())
            row = (await connection.execute(select_documents().where(documents.c.id == document_id))).one()
            return document_of(row)

    async def renew(self, document_id: str, version: int, made_by: str, sha256: str, source: bytes) -> None:
        """Note that these bytes, read in this way, give the very passages that the version has."""
        values = {"made_by": made_by, "sha256": sha256, "size_bytes": len(source), "source": source}
        async with self._database.write() as connection:
            await connection.execute(
                update(document_versions)
                .where(document_versions.c.document_id == document_id, document_versions.c.version == version)
                .values(**values)
            )

    async def remove(self, document_id: str, actor: str = "") -> int | None:
        """Delete a document with all its versions; return the change's number, None where there is none."""
        async with self._database.write() as connection:
            await lock(connection)
            return await delete_document(connection, document_id, actor, self._clock())

    async def _state(self, connection: AsyncConnection) -> AnyRow | None:
        return (await connection.execute(_STATE)).first()


def _bounded(rows: Sequence[AnyRow]) -> list[AnyRow]:
    """As many of them, one at least, as may be held in memory at once."""
    taken: list[AnyRow] = []
    held = 0
    for row in rows:
        held += row.chunk_count or 0
        if taken and held > _CHUNKS_FOLLOWED_AT_ONCE:
            break
        taken.append(row)
    return taken
