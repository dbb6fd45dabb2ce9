"""Documents into the store: read, cut, embed what is new, put it there as one change."""

import asyncio
import hashlib
import mimetypes
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Literal

from knowledge.chunk import VERSION as CHUNKER
from knowledge.chunk import chunk
from knowledge.document import Access, Chunk, Document, EmbeddedChunk, NewVersion, Parsed, Version
from knowledge.embed import Embedder
from knowledge.front_matter import wishes_of
from knowledge.named_chunks import name_chunks, under_title
from knowledge.parsing import Parser
from knowledge.reader import reader_for
from knowledge.settings import KnowledgeSettings
from knowledge.store import KnowledgeStore
from knowledge.vectors import embed_chunks, maker_of

Outcome = Literal["created", "replaced", "unchanged"]
# So many chunks are embedded and kept together: what a broken-off ingestion loses at most.
_KEPT_TOGETHER = 128


class DocumentTooLarge(Exception):
    """The document is larger than the setting allows. The message says how large it may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """Who uploads, and what shall become of the upload; what is None is as the document itself says, else as it was."""

    actor: str = "turnwise"
    status: Literal["draft", "in_review", "published"] = "published"
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    access: Access | None = None
    products: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of an upload. `skipped` tells, a sentence each, what of it was not read."""

    document: Document
    outcome: Outcome
    chunks_embedded: int
    skipped: tuple[str, ...] = ()


class Ingester:
    """Writes documents to one store. Uploads to this process wait for each other."""

    def __init__(self, store: KnowledgeStore, embedder: Embedder, settings: KnowledgeSettings) -> None:
        self._store = store
        self._embedder = embedder
        self._settings = settings
        self._parser = Parser(settings.document_timeout_s)
        self._turn = asyncio.Lock()

    def use(self, embedder: Embedder) -> None:
        """Make vectors with this embedder from now on."""
        self._embedder = embedder

    async def ingest(
        self,
        name: str,
        data: bytes,
        publishing: Publishing | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Ingested:
        """Read and store a document under its name as its next version, which is published unless told otherwise.

        The same bytes again change nothing, unless they would be read or cut in another way by now. `on_progress` hears
        how many of how many new chunks are embedded. Raises `UnsupportedFormat`, `UnreadableDocument`,
        `DocumentTooLarge` or `knowledge.lifecycle.NotAllowed`.
        """
        publishing = publishing or Publishing()
        if len(data) > self._settings.document_max_bytes:
            limit_mb = self._settings.document_max_bytes / 1e6
            raise DocumentTooLarge(
                f"{name} has {len(data) / 1e6:.1f} MB; a document may have {limit_mb:g} MB. Split it."
            )
        digest, made_by = hashlib.sha256(data).hexdigest(), made_by_for(name, self._settings.chunk_tokens)
        if (known := await self._unchanged(name, digest, made_by, publishing)) is not None:
            return Ingested(known, "unchanged", 0)
        parsed = await self._parser.read(data, name)
        async with self._turn:
            # Another upload of the same bytes may have come first.
            if (known := await self._unchanged(name, digest, made_by, publishing)) is not None:
                return Ingested(known, "unchanged", 0)
            return await self._add(
                name, data, parsed, _new_version(name, digest, made_by, parsed, publishing), on_progress
            )

    async def remove(self, name_or_id: str) -> bool:
        """Delete a document by name or id; whether there was one."""
        async with self._turn:
            document = await self._store.find(name_or_id)
            return await self._store.remove(document.id if document else name_or_id) is not None

    async def close(self) -> None:
        """End the reading process."""
        await self._parser.close()

    async def _unchanged(self, name: str, digest: str, made_by: str, publishing: Publishing) -> Document | None:
        """The document, where its newest version is these bytes read and cut in this way, and stands as wished."""
        document = await self._store.find(name)
        if document is None or (newest := await self._store.newest(document.id)) is None:
            return None
        same = newest.sha256 == digest and newest.made_by == made_by
        return document if same and _stands(document, newest, publishing) else None

    async def _says_the_same(self, before: Document, new: NewVersion, chunk_ids: Sequence[str]) -> bool:
        """Whether the newest version has these very passages already, and stands as the new one would."""
        newest = await self._store.newest(before.id)
        if newest is None or not _stands(before, newest, new) or newest.title != new.title:
            return False
        return await self._store.chunk_ids(before.id, newest.version) == list(chunk_ids)

    async def _add(
        self,
        name: str,
        data: bytes,
        parsed: Parsed,
        new: NewVersion,
        on_progress: Callable[[int, int], None] | None,
    ) -> Ingested:
        before = await self._store.find(name)
        document_id = before.id if before else await self._store.reserve(name)
        passages = await asyncio.to_thread(chunk, parsed, self._settings.chunk_tokens)
        chunks = name_chunks(document_id, name, new.title, under_title(parsed.title, passages))
        chunk_ids = [one.id for one in chunks]
        if before and await self._says_the_same(before, new, chunk_ids):
            await self._store.renew(document_id, before.latest_version, new.made_by, new.sha256, data)
            return Ingested(await self._store.find(name) or before, "unchanged", 0, parsed.skipped)
        embedded = await self._embed(chunks, on_progress)
        document = await self._store.add(document_id, new, chunk_ids, data)
        return Ingested(document, "replaced" if before else "created", embedded, parsed.skipped)

    async def _embed(self, chunks: Sequence[Chunk], on_progress: Callable[[int, int], None] | None) -> int:
        """Embed and keep what is not kept yet, part by part; returns how many chunks that were."""
        maker = maker_of(self._embedder)
        known = await self._store.embedded([one.id for one in chunks], maker)
        new = [one for one in chunks if one.id not in known]
        for at in range(0, len(new), _KEPT_TOGETHER):
            part = new[at : at + _KEPT_TOGETHER]
            vectors = await embed_chunks(self._embedder, part)
            await self._store.keep([EmbeddedChunk(*pair) for pair in zip(part, vectors, strict=True)], maker)
            if on_progress:
                on_progress(at + len(part), len(new))
        return len(new)


def made_by_for(name: str, chunk_tokens: int) -> str:
    """What reads and cuts a file of this name now: another value than a version's, and it would be cut otherwise.

    Raises `UnsupportedFormat`.
    """
    reader = reader_for(name)
    return f"{reader.suffixes[0].lstrip('.')} {reader.version}, chunks {CHUNKER}/{chunk_tokens}"


def _stands(document: Document, newest: Version, wished: Publishing | NewVersion) -> bool:
    """Whether the newest version is what is wished for, as far as anything is."""
    statuses = ("published", "scheduled") if wished.status == "published" else (wished.status,)
    return (
        newest.status in statuses
        and wished.access in (None, document.access)
        and wished.products in (None, document.products)
        and wished.valid_from in (None, newest.valid_from)
        and wished.valid_until in (None, newest.valid_until)
    )


def _new_version(name: str, digest: str, made_by: str, parsed: Parsed, publishing: Publishing) -> NewVersion:
    wishes = wishes_of(parsed.metadata, name)
    return NewVersion(
        title=_title(parsed, name),
        media_type=_media_type(name),
        sha256=digest,
        made_by=made_by,
        created_by=publishing.actor,
        status=publishing.status,
        valid_from=publishing.valid_from or wishes.valid_from,
        valid_until=publishing.valid_until or wishes.valid_until,
        access=publishing.access or wishes.access,
        products=wishes.products if publishing.products is None else publishing.products,
    )


def _title(parsed: Parsed, name: str) -> str:
    return " ".join(parsed.title.split()) if parsed.title else re.sub(r"[-_]+", " ", PurePath(name).stem).strip()


def _media_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or reader_for(name).media_types[0]
