"""The knowledge store in memory: for evaluations, tests and questions that keep nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID, uuid5

from knowledge.document import Document, EmbeddedChunk, NewVersion, Vectors, Version
from knowledge.store import Change

_OF_NAMES = UUID("8e0a2a3c-5a0f-5c7e-9d55-8f4f1b0d6a11")


@dataclass(slots=True)
class _Entry:
    name: str
    document: Document | None = None
    versions: list[Version] = field(default_factory=list)
    lists: list[tuple[str, ...]] = field(default_factory=list)


class MemoryStore:
    """A `KnowledgeStore` whose contents end with the process. Sources are not kept, and time changes nothing.

    Ids follow from names, so that the same documents have the same chunks in every process.
    """

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._chunks: dict[tuple[str, str], EmbeddedChunk] = {}
        self._latest: dict[str, int] = {}
        self._sequence = 0

    async def documents(self) -> list[Document]:
        """Every document, by name."""
        return sorted(
            (entry.document for entry in self._entries.values() if entry.document), key=lambda document: document.name
        )

    async def find(self, name: str) -> Document | None:
        """The document of that name."""
        return next((document for document in await self.documents() if document.name == name), None)

    async def newest(self, document_id: str) -> Version | None:
        """The document's newest version."""
        entry = self._entries.get(document_id)
        return entry.versions[-1] if entry and entry.versions else None

    async def reserve(self, name: str) -> str:
        """The id of the document of that name, a new one where there is none."""
        known = next((number for number, entry in self._entries.items() if entry.name == name), None)
        if known is None:
            known = str(uuid5(_OF_NAMES, name))
            self._entries[known] = _Entry(name)
        return known

    async def embedded(self, chunk_ids: Sequence[str], maker: str) -> set[str]:
        """Which of these chunks are kept with their vectors."""
        return {chunk_id for chunk_id in chunk_ids if (chunk_id, maker) in self._chunks}

    async def keep(self, chunks: Sequence[EmbeddedChunk], maker: str) -> None:
        """Keep chunks and their vectors."""
        for embedded in chunks:
            self._chunks[embedded.chunk.id, maker] = embedded

    async def add(self, document_id: str, new: NewVersion, chunk_ids: Sequence[str], source: bytes) -> Document:
        """Store the next version with exactly these kept chunks, and publish it if so told."""
        entry = self._entries[document_id]
        before = entry.document
        number = len(entry.versions) + 1
        version = Version(
            document_id=document_id,
            version=number,
            status=new.status,
            title=new.title,
            media_type=new.media_type,
            sha256=new.sha256,
            size_bytes=len(source),
            chunk_count=len(chunk_ids),
            made_by=new.made_by,
            created_at=datetime.now(UTC),
            created_by=new.created_by,
            valid_from=new.valid_from,
            valid_until=new.valid_until,
        )
        entry.versions.append(version)
        entry.lists.append(tuple(chunk_ids))
        document = _shown(entry, version)
        entry.document = replace(
            document,
            access=new.access or (before.access if before else "public"),
            products=before.products if before and new.products is None else new.products or (),
        )
        if new.status == "published":
            self._changed(document_id)
        return entry.document

    async def chunk_ids(self, document_id: str, version: int) -> list[str]:
        """The ids of a version's chunks in reading order."""
        return list(self._entries[document_id].lists[version - 1])

    async def renew(self, document_id: str, version: int, made_by: str, sha256: str, source: bytes) -> None:
        """Note that these bytes, read in this way, give the very passages that the version has."""
        entry = self._entries[document_id]
        renewed = replace(entry.versions[version - 1], made_by=made_by, sha256=sha256, size_bytes=len(source))
        entry.versions[version - 1] = renewed
        if entry.document and entry.document.version == version:
            entry.document = replace(entry.document, sha256=sha256, size_bytes=len(source))

    async def remove(self, document_id: str) -> int | None:
        """Delete a document with all its versions; return the change's number, None where there is none."""
        entry = self._entries.pop(document_id, None)
        if entry is None or entry.document is None:
            return None
        gone = {chunk_id for listed in entry.lists for chunk_id in listed}
        self._chunks = {key: chunk for key, chunk in self._chunks.items() if key[0] not in gone}
        return self._changed(document_id)

    async def chunks(self, document_id: str, maker: str, version: int | None = None) -> list[EmbeddedChunk]:
        """A version's chunks in reading order, those of the published one by default."""
        entry = self._entries.get(document_id)
        if entry is None or entry.document is None:
            return []
        shown = entry.document
        number = version or (shown.version if shown.status == "published" else 0)
        if not 0 < number <= len(entry.lists):
            return []
        listed = (self._chunks[chunk_id, maker] for chunk_id in entry.lists[number - 1])
        return [
            replace(one, chunk=replace(one.chunk, ordinal=place, access=shown.access, products=shown.products))
            for place, one in enumerate(listed)
        ]

    async def chunk_counts(self) -> dict[str, int]:
        """How many retrievable chunks each document has, by its id."""
        return {document.id: document.chunk_count for document in await self.documents() if document.chunk_count}

    async def sequence(self) -> int:
        """The number of the latest change; 0 for an empty store."""
        return self._sequence

    async def vectors(self, chunk_ids: Sequence[str], maker: str) -> dict[str, Vectors]:
        """The vectors of chunks with those of their parts."""
        found = {one: self._chunks[one, maker].vectors for one in chunk_ids if (one, maker) in self._chunks}
        return {chunk_id: vectors for chunk_id, vectors in found.items() if vectors is not None}

    async def changes(self, after: int, maker: str, limit: int = 64) -> list[Change]:
        """Changes after that number in order, each document only in its latest state, at most `limit` of them."""
        later = sorted((number, document_id) for document_id, number in self._latest.items() if number > after)
        return [
            Change(number, document_id, tuple(await self.chunks(document_id, maker)))
            for number, document_id in later[:limit]
        ]

    def _changed(self, document_id: str) -> int:
        self._sequence += 1
        self._latest.pop(document_id, None)
        self._latest[document_id] = self._sequence
        return self._sequence


def _shown(entry: _Entry, latest: Version) -> Document:
    """The document as of its published version, else its newest; a version published now replaces the one before."""
    published = latest if latest.status == "published" else _published(entry)
    version = published or latest
    return Document(
        id=latest.document_id,
        name=entry.name,
        title=version.title,
        media_type=version.media_type,
        sha256=version.sha256,
        size_bytes=version.size_bytes,
        version=version.version,
        chunk_count=version.chunk_count if published else 0,
        updated_at=latest.created_at,
        status=version.status,
        latest_version=latest.version,
        latest_status=latest.status,
    )


def _published(entry: _Entry) -> Version | None:
    before = entry.document
    return entry.versions[before.version - 1] if before and before.status == "published" else None
