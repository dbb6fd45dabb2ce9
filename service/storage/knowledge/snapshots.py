"""The knowledge base as it stood after an earlier change: what a turn's `knowledge_version` refers to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import and_, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.document import EmbeddedChunk, Vectors
from knowledge.store import Change
from service.storage.database import Database
from service.storage.knowledge.rows import embedded_of, in_parts, load_vectors, select_chunks
from service.storage.tables import document_versions, knowledge_state, publications, version_chunks
from service.storage.types import AnyRow


class NoSuchSnapshot(LookupError):
    """The knowledge base never had that number. The message tells which it had."""


class Snapshot:
    """A `knowledge.store.Followed` that stands still. What was deleted since, versions and all, is missing from it."""

    def __init__(self, database: Database, sequence: int) -> None:
        self._database = database
        self._sequence = sequence

    @classmethod
    async def open(cls, database: Database, sequence: int) -> "Snapshot":
        """The knowledge base after change number `sequence`. Raises `NoSuchSnapshot`."""
        async with database.read() as connection:
            latest = (await connection.execute(select(func.max(knowledge_state.c.sequence)))).scalar() or 0
        if not 0 <= sequence <= latest:
            raise NoSuchSnapshot(f"there is no knowledge version {sequence}; the versions are 0 to {latest}")
        return cls(database, sequence)

    async def chunk_counts(self) -> dict[str, int]:
        """How many chunks each document had in retrieval, by its id; those without any are left out."""
        async with self._database.read() as connection:
            counts: dict[str, int] = {}
            for part in in_parts(await self._held(connection)):
                found = await connection.execute(
                    select(document_versions.c.document_id, document_versions.c.chunk_count).where(
                        tuple_(document_versions.c.document_id, document_versions.c.version).in_(_keys(part))
                    )
                )
                counts |= {row.document_id: row.chunk_count for row in found if row.chunk_count}
            return counts

    async def sequence(self) -> int:
        """The number that it was opened with."""
        return self._sequence

    async def vectors(self, chunk_ids: Sequence[str], maker: str) -> dict[str, Vectors]:
        """The vectors of chunks with those of their parts, as far as that maker made them."""
        async with self._database.peek() as connection:
            return await load_vectors(connection, chunk_ids, maker)

    async def changes(self, after: int, maker: str, limit: int = 64) -> list[Change]:
        """What was retrievable, a document a change, in the order of their last changes by then."""
        async with self._database.read() as connection:
            rows = [row for row in await self._held(connection) if row.from_sequence > after][:limit]
            found: list[Change] = []
            for row in rows:
                listed = and_(version_chunks.c.document_id == row.document_id, version_chunks.c.version == row.version)
                chunks = (embedded_of(chunk) for chunk in await connection.execute(select_chunks(listed, maker)))
                found.append(Change(row.from_sequence, row.document_id, tuple(_as_then(chunks, row))))
            return found

    async def _held(self, connection: AsyncConnection) -> list[AnyRow]:
        until = publications.c.until_sequence
        in_force = and_(publications.c.from_sequence <= self._sequence, or_(until.is_(None), until > self._sequence))
        found = await connection.execute(select(publications).where(in_force).order_by(publications.c.from_sequence))
        return list(found.all())


def _keys(rows: Sequence[AnyRow]) -> list[tuple[str, int]]:
    return [(row.document_id, row.version) for row in rows]


def _as_then(chunks: Iterable[EmbeddedChunk], row: AnyRow) -> Iterator[EmbeddedChunk]:
    products = tuple(row.products)
    return (replace(one, chunk=replace(one.chunk, access=row.access, products=products)) for one in chunks)
