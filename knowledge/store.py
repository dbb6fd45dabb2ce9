"""Where documents, chunks and vectors are kept: a protocol, so that knowledge runs on a database or in memory.

The store is the truth and the index a cache of it. Every change to what can be retrieved takes the next number of one
sequence, in commit order; an index that has applied change n asks for what came after n.

A chunk never changes: its id names its content. A version is a list of chunks, so that versions share what they have in
common, and a roll-back costs nothing. Vectors are kept by their `maker` (model and way of embedding), so that one
model's can be made while another's are in use.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.document import Document, EmbeddedChunk, NewVersion, Vectors, Version


@dataclass(frozen=True, slots=True)
class Change:
    """One document's retrievable chunks as they stand after a change; empty when nothing of it is published."""

    sequence: int
    document_id: str
    chunks: tuple[EmbeddedChunk, ...]


class Followed(Protocol):
    """What an index needs of a store."""

    async def chunk_counts(self) -> dict[str, int]:
        """How many retrievable chunks each document has, by its id; those without any are left out."""

    async def sequence(self) -> int:
        """The number of the latest change; 0 for an empty store. What is due by now (see lifecycle) has happened."""

    async def vectors(self, chunk_ids: Sequence[str], maker: str) -> dict[str, Vectors]:
        """The vectors of chunks with those of their parts, as far as that maker made them."""

    async def changes(self, after: int, maker: str, limit: int = 64) -> list[Change]:
        """Changes after that number in order, each document only in its latest state, at most `limit` of them.

        Chunks come without the vectors of their parts.
        """


class KnowledgeStore(Followed, Protocol):
    """The store that ingestion writes and indexes follow."""

    async def documents(self) -> list[Document]:
        """Every document, by name."""

    async def find(self, name: str) -> Document | None:
        """The document of that name."""

    async def newest(self, document_id: str) -> Version | None:
        """The document's newest version."""

    async def reserve(self, name: str) -> str:
        """The id of the document of that name; a new one, invisible until it has a version, where there is none."""

    async def embedded(self, chunk_ids: Sequence[str], maker: str) -> set[str]:
        """Which of these chunks are kept with their vectors."""

    async def keep(self, chunks: Sequence[EmbeddedChunk], maker: str) -> None:
        """Keep chunks and vectors that a version will list: a broken-off ingestion need not make them again."""

    async def add(self, document_id: str, new: NewVersion, chunk_ids: Sequence[str], source: bytes) -> Document:
        """Store the next version with exactly these kept chunks, atomically, and publish it if so told.

        Raises `knowledge.lifecycle.NotAllowed`, and `LookupError` where the document was deleted meanwhile.
        """

    async def chunk_ids(self, document_id: str, version: int) -> list[str]:
        """The ids of a version's chunks in reading order."""

    async def renew(self, document_id: str, version: int, made_by: str, sha256: str, source: bytes) -> None:
        """Note that these bytes, read in this way, give the very passages that the version has."""

    async def remove(self, document_id: str) -> int | None:
        """Delete a document with all its versions; return the change's number, None where there is none."""

    async def chunks(self, document_id: str, maker: str, version: int | None = None) -> list[EmbeddedChunk]:
        """A version's chunks in reading order, those of the published one by default."""
