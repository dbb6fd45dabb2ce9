"""Which embedding model's vectors are in force, and what another one still lacks."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.document import Chunk
from service.storage.database import Database
from service.storage.knowledge.publishing import lock
from service.storage.knowledge.rows import embedded_of, select_chunks
from service.storage.tables import chunk_vectors, documents, knowledge_state, version_chunks


class EmbeddingState:
    """`maker` names a model and its way of embedding, as `knowledge.vectors.maker_of` does."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def in_force(self) -> tuple[str | None, dict[str, Any]]:
        """The maker of the vectors that searches use, None before there was one, and the settings that opened it."""
        async with self._database.read() as connection:
            row = (
                await connection.execute(
                    select(knowledge_state.c.embedding_model, knowledge_state.c.embedding_settings)
                )
            ).first()
            return (row.embedding_model, row.embedding_settings or {}) if row else (None, {})

    async def missing(self, maker: str, limit: int) -> Sequence[Chunk]:
        """Chunks of any version that this maker has not embedded yet."""
        async with self._database.read() as connection:
            return [embedded.chunk for embedded in await _missing(connection, maker, limit)]

    async def count_missing(self, maker: str) -> int:
        """How many those are."""
        async with self._database.read() as connection:
            found = await connection.execute(
                select(func.count(func.distinct(version_chunks.c.chunk_id)))
                .join(documents, documents.c.id == version_chunks.c.document_id)
                .where(_not_embedded(maker), documents.c.deleted.is_(False))
            )
            return int(found.scalar_one())

    async def switch(self, maker: str, settings: dict[str, Any]) -> bool:
        """Put this maker's vectors in force for everybody, unless some are missing; whether that was done."""
        async with self._database.write() as connection:
            await lock(connection)
            if await _missing(connection, maker, 1):
                return False
            await connection.execute(update(knowledge_state).values(embedding_model=maker, embedding_settings=settings))
            return True

    async def forget_others(self, maker: str) -> int:
        """Delete the vectors of other makers; return how many there were."""
        async with self._database.write() as connection:
            await lock(connection)
            gone = await connection.execute(delete(chunk_vectors).where(chunk_vectors.c.maker != maker))
            return gone.rowcount


def _not_embedded(maker: str) -> ColumnElement[bool]:
    made = chunk_vectors.alias("made")
    of_this = select(made.c.chunk_id).where(made.c.chunk_id == version_chunks.c.chunk_id, made.c.maker == maker)
    return ~of_this.exists()


async def _missing(connection: AsyncConnection, maker: str, limit: int) -> list[Any]:
    rows = await connection.execute(select_chunks(_not_embedded(maker), maker).limit(limit))
    return list({row.id: embedded_of(row) for row in rows}.values())
