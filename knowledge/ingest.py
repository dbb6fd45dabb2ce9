"""Documents into the store: read, cut, embed what is new, put it there as one change."""

import asyncio
import hashlib
import mimetypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Literal
from uuid import UUID, uuid5

from uuid_utils.compat import uuid7

from knowledge.chunk import Passage, chunk
from knowledge.document import Chunk, Document, EmbeddedChunk, Parsed
from knowledge.embed import Embedder
from knowledge.language import detect
from knowledge.parsing import Parser
from knowledge.reader import reader_for
from knowledge.settings import KnowledgeSettings
from knowledge.store import KnowledgeStore
from knowledge.vectors import embed_chunks

Outcome = Literal["created", "replaced", "unchanged"]


class DocumentTooLarge(Exception):
    """The document is larger than the setting allows. The message says how large it may be."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of an upload."""

    document: Document
    outcome: Outcome
    chunks_embedded: int


class Ingester:
    """Writes documents to one store. Uploads of the same name wait for each other."""

    def __init__(self, store: KnowledgeStore, embedder: Embedder, settings: KnowledgeSettings) -> None:
        self._store = store
        self._embedder = embedder
        self._settings = settings
        self._parser = Parser(settings.document_timeout_s)
        self._turn = asyncio.Lock()

    async def ingest(self, name: str, data: bytes) -> Ingested:
        """Read and store a document under its name, replacing what stood there.

        Raises `UnsupportedFormat`, `UnreadableDocument` or `DocumentTooLarge`.
        """
        if len(data) > self._settings.document_max_bytes:
            limit_mb = self._settings.document_max_bytes / 1e6
            raise DocumentTooLarge(
                f"{name} has {len(data) / 1e6:.1f} MB; a document may have {limit_mb:g} MB. Split it."
            )
        digest = hashlib.sha256(data).hexdigest()
        before = await self._store.find(name)
        if before is not None and before.sha256 == digest:
            return Ingested(before, "unchanged", 0)
        parsed = await self._parser.read(data, name)
        async with self._turn:
            return await self._put(name, data, digest, parsed)

    async def remove(self, name_or_id: str) -> bool:
        """Delete a document by name or id; whether there was one."""
        async with self._turn:
            document = await self._store.find(name_or_id)
            return await self._store.remove(document.id if document else name_or_id) is not None

    async def close(self) -> None:
        """End the reading process."""
        await self._parser.close()

    async def _put(self, name: str, data: bytes, digest: str, parsed: Parsed) -> Ingested:
        before = await self._store.find(name)
        document = Document(
            id=before.id if before else str(uuid7()),
            name=name,
            title=_title(parsed, name),
            media_type=_media_type(name),
            sha256=digest,
            size_bytes=len(data),
            version=before.version + 1 if before else 1,
            chunk_count=0,
            updated_at=datetime.now(UTC),
        )
        passages = await asyncio.to_thread(chunk, parsed, self._settings.chunk_tokens)
        chunks = name_chunks(document, _under_title(parsed.title, passages))
        kept = {old.chunk.id: old.vector for old in await self._store.chunks(document.id)} if before else {}
        new = [item for item in chunks if item.id not in kept]
        vectors = dict(zip((item.id for item in new), await embed_chunks(self._embedder, new), strict=True))
        embedded = [EmbeddedChunk(item, (kept | vectors)[item.id]) for item in chunks]
        document = replace(document, chunk_count=len(chunks))
        await self._store.put(document, embedded, data)
        return Ingested(document, "replaced" if before else "created", len(new))


def name_chunks(document: Document, passages: Sequence[Passage]) -> list[Chunk]:
    """Give passages their ids: the same passage of the same document has the same id in every version."""
    seen: Counter[str] = Counter()
    chunks: list[Chunk] = []
    for ordinal, passage in enumerate(passages):
        content = "\x1f".join((document.title, *passage.headings, passage.question, passage.text))
        seen[content] += 1
        chunks.append(
            Chunk(
                id=str(uuid5(UUID(document.id), f"{content}\x1f{seen[content]}")),
                document_id=document.id,
                document=document.name,
                title=document.title,
                ordinal=ordinal,
                headings=passage.headings,
                text=passage.text,
                language=detect(f"{passage.question} {passage.text}"),
                question=passage.question,
            )
        )
    return chunks


def _under_title(title: str | None, passages: Sequence[Passage]) -> list[Passage]:
    """A title that the document gives itself heads every passage; a file's name does not."""
    if not title:
        return list(passages)
    return [
        passage if title in passage.headings else replace(passage, headings=(title, *passage.headings))
        for passage in passages
    ]


def files_under(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """(document name, file) for files and folders: a folder's files are named from that folder, a file by its name.

    Hidden files are passed over. Files that no reader reads are given too: ingesting them says so.
    Raises `FileNotFoundError` for a path that is not there.
    """
    for path in paths:
        if path.is_file():
            yield path.name, path
            continue
        if not path.is_dir():
            raise FileNotFoundError(f"{path} is neither a file nor a folder")
        folder = path.resolve()
        for file in sorted(folder.rglob("*")):
            inside = file.relative_to(folder)
            if file.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield str(PurePath(folder.name) / inside), file


def _title(parsed: Parsed, name: str) -> str:
    return " ".join(parsed.title.split()) if parsed.title else re.sub(r"[-_]+", " ", PurePath(name).stem).strip()


def _media_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or reader_for(name).media_types[0]
