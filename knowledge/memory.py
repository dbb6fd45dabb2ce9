"""The knowledge store in memory: for evaluations, tests and questions that keep nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.document import Document, EmbeddedChunk
from knowledge.store import Change


@dataclass(frozen=True, slots=True)
class _Entry:
    document: Document
    chunks: tuple[EmbeddedChunk, ...]


class MemoryStore:
    """A `KnowledgeStore` whose contents end with the process. Sources are not kept."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._latest: dict[str, int] = {}
        self._sequence = 0

    async def documents(self) -> list[Document]:
        """Every document, by name."""
        return sorted((entry.document for entry in self._entries.values()), key=lambda document: document.name)

    async def find(self, name: str) -> Document | None:
        """The document of that name."""
        return next((entry.document for entry in self._entries.values() if entry.document.name == name), None)

    async def chunks(self, document_id: str) -> list[EmbeddedChunk]:
        """The document's current chunks in reading order; none where there is no such document."""
        entry = self._entries.get(document_id)
        return list(entry.chunks) if entry else []

    async def put(self, document: Document, chunks: Sequence[EmbeddedChunk], source: bytes) -> int:
        """Store a new document or version with exactly these chunks; return the change's number."""
        self._entries[document.id] = _Entry(document, tuple(chunks))
        return self._changed(document.id)

    async def remove(self, document_id: str) -> int | None:
        """Delete a document with its chunks; return the change's number, or None where there is no such document."""
        if self._entries.pop(document_id, None) is None:
            return None
        return self._changed(document_id)

    async def sequence(self) -> int:
        """The number of the latest change; 0 for an empty store."""
        return self._sequence

    async def changes(self, after: int, limit: int = 64) -> list[Change]:
        """Changes after that number in order, each document only in its latest state, at most `limit` of them."""
        later = sorted((number, document_id) for document_id, number in self._latest.items() if number > after)
        return [
            Change(number, document_id, entry.chunks if (entry := self._entries.get(document_id)) else ())
            for number, document_id in later[:limit]
        ]

    def _changed(self, document_id: str) -> int:
        self._sequence += 1
        self._latest.pop(document_id, None)
        self._latest[document_id] = self._sequence
        return self._sequence
