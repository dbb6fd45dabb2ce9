"""A knowledge store to write into by a line, with a clock of its own."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from knowledge.document import Chunk, Document, EmbeddedChunk, NewVersion, Vectors
from service.storage.database import Database
from service.storage.knowledge.knowledge import SqlStore
from service.storage.knowledge.lifecycle import Lifecycle
from service.storage.types import new_id

MAKER = "letters-4 v1"
WHOLE = Vectors(np.full(4, 0.5, dtype=np.float32), np.empty((0, 4), dtype=np.float32))
START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@dataclass
class Library:
    """Documents whose versions are lists of texts, a chunk each."""

    database: Database
    at: datetime = START
    store: SqlStore = field(init=False)
    lifecycle: Lifecycle = field(init=False)

    def __post_init__(self) -> None:
        self.store = SqlStore(self.database, lambda: self.at)
        self.lifecycle = Lifecycle(self.database, lambda: self.at)

    def later(self, **time: float) -> datetime:
        self.at += timedelta(**time)
        return self.at

    async def keep(self, name: str, *texts: str) -> tuple[str, list[str]]:
        """The document's id and those of its chunks, kept but not yet in any version."""
        document_id = await self.store.reserve(name)
        chunks = [
            EmbeddedChunk(
                Chunk(
                    id=f"{document_id[:20]}{abs(hash((name, text))) % 10**16:016d}",
                    document_id=document_id,
                    document=name,
                    title=name.title(),
                    ordinal=number,
                    headings=("Top", "Sub"),
                    text=text,
                    language="en",
                    question="Why?" if number == 0 else "",
                ),
                WHOLE if number == 0 else None,
            )
            for number, text in enumerate(texts)
        ]
        await self.store.keep(chunks, MAKER)
        return document_id, [one.chunk.id for one in chunks]

    async def write(self, name: str, *texts: str, **wishes: Any) -> Document:
        """The document's next version, published unless `status` says otherwise."""
        document_id, chunk_ids = await self.keep(name, *texts)
        new = NewVersion(
            title=name.title(),
            media_type="text/markdown",
            sha256=new_id(),
            made_by="md 1, chunks 1/160",
            created_by=wishes.pop("created_by", "ada@example.com"),
            **wishes,
        )
        return await self.store.add(document_id, new, chunk_ids, "\n".join(texts).encode())

    async def texts(self, document_id: str, version: int | None = None) -> list[str]:
        return [one.chunk.text for one in await self.store.chunks(document_id, MAKER, version)]

    async def retrievable(self) -> list[str]:
        """Every text that an index which follows the store would hold by now."""
        latest = await self.store.sequence()
        changes = await self.store.changes(0, MAKER, limit=1000)
        assert not changes or changes[-1].sequence <= latest
        return sorted(one.chunk.text for change in changes for one in change.chunks)
