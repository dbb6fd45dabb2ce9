"""Where documents, chunks and vectors are kept: a protocol, so that knowledge runs on a database or in memory.

The store is the truth and the index a cache of it. Every change takes the next number of one sequence, in commit
order; an index that has applied change n asks for what came after n.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.document import Document, EmbeddedChunk


@dataclass(frozen=True, slots=True)
class Change:
    """One document's chunks as they stand after a change; empty when the document was deleted."""

    sequence: int
    document_id: str
    chunks: tuple[EmbeddedChunk, ...]


class KnowledgeStore(Protocol):
    """The store that ingestion writes and indexes follow."""

    async def documents(self) -> list[Document]:
        """Every document, by name."""

    async def find(self, name: str) -> Document | None:
        """The document of that name."""

    async def chunks(self, document_id: str) -> list[EmbeddedChunk]:
        """The document's current chunks in reading order."""

    async def put(self, document: Document, chunks: Sequence[EmbeddedChunk], source: bytes) -> int:
        """Store a new document or version with exactly these chunks, atomically; return the change's number."""

    async def remove(self, document_id: str) -> int | None:
        """Delete a document with its chunks; return the change's number, or None where there is no such document."""

    async def sequence(self) -> int:
        """The number of the latest change; 0 for an empty store."""

    async def changes(self, after: int, limit: int = 64) -> list[Change]:
        """Changes after that number in order, each document only in its latest state, at most `limit` of them."""
