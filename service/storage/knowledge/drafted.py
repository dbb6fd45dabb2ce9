"""The knowledge base as it would be if a version of one document were published."""

from collections.abc import Sequence

from knowledge.document import Vectors
from knowledge.store import Change
from service.storage.database import Database
from service.storage.knowledge.knowledge import SqlStore
from service.storage.knowledge.snapshots import Snapshot


class Drafted:
    """A `knowledge.store.Followed` that stands still: the snapshot of `sequence` with that version in force.

    Its number is one more than the snapshot's: it is another state of the knowledge base.
    """

    def __init__(self, snapshot: Snapshot, store: SqlStore, sequence: int, document_id: str, version: int) -> None:
        self._snapshot, self._store = snapshot, store
        self._sequence = sequence
        self._document_id, self._version = document_id, version

    @classmethod
    async def open(cls, database: Database, store: SqlStore, document_id: str, version: int) -> "Drafted":
        """Over the knowledge base as it stands now."""
        sequence = await store.sequence()
        return cls(await Snapshot.open(database, sequence), store, sequence, document_id, version)

    async def chunk_counts(self) -> dict[str, int]:
        """As of the snapshot, but for the document."""
        counts = await self._snapshot.chunk_counts()
        counts[self._document_id] = len(await self._store.chunk_ids(self._document_id, self._version))
        return {document_id: count for document_id, count in counts.items() if count}

    async def sequence(self) -> int:
        """One past the snapshot's."""
        return self._sequence + 1

    async def vectors(self, chunk_ids: Sequence[str], maker: str) -> dict[str, Vectors]:
        """As of the store: vectors do not change."""
        return await self._snapshot.vectors(chunk_ids, maker)

    async def changes(self, after: int, maker: str, limit: int = 64) -> list[Change]:
        """The snapshot's, but for the document, and the document's version last."""
        # One more than asked for, as one may fall away: an empty list would say that there is nothing more.
        held = await self._snapshot.changes(after, maker, limit + 1)
        found = [one for one in held if one.document_id != self._document_id][:limit]
        if len(found) < limit and after <= self._sequence:
            chunks = await self._store.chunks(self._document_id, maker, self._version)
            found.append(Change(self._sequence + 1, self._document_id, tuple(chunks)))
        return found
