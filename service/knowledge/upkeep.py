"""Keeps what is stored as it would be stored today: another embedding model, reader or chunker, and it is done anew.

In a serving process this goes on in the background; `turnwise knowledge refresh` does it while one waits.
"""

import asyncio
import logging
from collections.abc import Callable

from knowledge.document import Document, EmbeddedChunk
from knowledge.embed import Embedder
from knowledge.ingest import Publishing, made_by_for
from knowledge.reader import UnreadableDocument, UnsupportedFormat
from knowledge.vectors import embed_chunks, maker_of
from service.knowledge.knowledge import Knowledge, opened_by
from service.storage.knowledge.publishing import SYSTEM

log = logging.getLogger(__name__)

_EVERY_S = 5.0
_EMBEDDED_TOGETHER = 64

Progress = Callable[[int, int], None]


class Upkeep:
    """One knowledge base. Several processes may do this at once: what one has done, the others find done."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    async def run(self) -> None:
        """Do what is to be done, then look now and then whether other vectors, or other words, are in force."""
        while True:
            try:
                await self.round()
            except Exception:
                log.exception("the stored documents could not be brought up to date; it will be tried again")
            await asyncio.sleep(_EVERY_S)

    async def round(self, on_embedded: Progress | None = None) -> None:
        """All of it once; quick where nothing has changed."""
        await self._knowledge.reword()
        await self.embed_anew(on_embedded)
        await self.read_anew()

    async def embed_anew(self, on_embedded: Progress | None = None) -> bool:
        """Make the configured model's vectors of everything stored, then switch to it; whether that happened.

        Broken off, it goes on where it stopped. Searches use the former model's until all are there.
        """
        knowledge = self._knowledge
        coming = knowledge.upcoming or knowledge.embedder
        while True:
            await self._embed_missing(coming, on_embedded)
            if knowledge.upcoming is None:
                return False
            if await knowledge.embeddings.switch(maker_of(coming), opened_by(knowledge.settings)):
                return await knowledge.switch()

    async def _embed_missing(self, embedder: Embedder, on_embedded: Progress | None) -> None:
        state, maker = self._knowledge.embeddings, maker_of(embedder)
        total = await state.count_missing(maker) if on_embedded else 0
        done = 0
        while chunks := await state.missing(maker, _EMBEDDED_TOGETHER):
            vectors = await embed_chunks(embedder, chunks)
            embedded = [EmbeddedChunk(*pair) for pair in zip(chunks, vectors, strict=True)]
            await self._knowledge.store.keep(embedded, maker)
            done += len(chunks)
            if on_embedded:
                on_embedded(done, max(total, done))

    async def read_anew(self) -> int:
        """Read published documents again that today's reader or chunker would cut otherwise; return how many."""
        done = 0
        for document in await self._knowledge.store.documents():
            if document.status == "published" and await self._is_outdated(document):
                done += await self._read(document)
        return done

    async def _is_outdated(self, document: Document) -> bool:
        newest = await self._knowledge.store.newest(document.id)
        # A newer version that waits for its publication would be overtaken by an older one read anew.
        if newest is None or newest.version != document.version:
            return False
        try:
            return newest.made_by != made_by_for(document.name, self._knowledge.settings.chunk_tokens)
        except UnsupportedFormat:
            return False

    async def _read(self, document: Document) -> int:
        source = await self._knowledge.store.source(document.id, document.version)
        if source is None:
            return 0
        try:
            await self._knowledge.ingester.ingest(document.name, source, Publishing(actor=SYSTEM))
        except UnreadableDocument as error:
            log.warning("a stored document stays as it is: %s", error)
            made_by = made_by_for(document.name, self._knowledge.settings.chunk_tokens)
            await self._knowledge.store.renew(document.id, document.version, made_by, document.sha256, source)
            return 0
        return 1
