"""The knowledge base of an installation, opened: store, lifecycle, ingestion and search over one embedding model."""

import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.embed import Embedder
from knowledge.encoder import EncoderError
from knowledge.index import Index, open_index
from knowledge.index.overlaid import OverlaidIndex
from knowledge.ingest import Ingester
from knowledge.lexicon import Lexicon
from knowledge.meaning import Meaning
from knowledge.reranker import Reranker
from knowledge.retrieve import Retriever
from knowledge.settings import KnowledgeSettings
from knowledge.vectors import maker_of
from service.storage.database import Database
from service.storage.knowledge.drafted import Drafted
from service.storage.knowledge.embedding_state import EmbeddingState
from service.storage.knowledge.knowledge import SqlStore
from service.storage.knowledge.lifecycle import Lifecycle
from service.storage.knowledge.snapshots import Snapshot
from service.storage.knowledge.words import saved_words

log = logging.getLogger(__name__)


class Knowledge:
    """Searches go to the vectors in force. `upcoming` is the configured embedder while its vectors are still made."""

    def __init__(
        self,
        settings: KnowledgeSettings,
        database: Database,
        embedder: Embedder,
        lexicon: Lexicon,
        index: Index,
        reranker: Reranker | None = None,
    ) -> None:
        self.settings = settings
        self.lexicon = lexicon
        self.store = SqlStore(database)
        self.lifecycle = Lifecycle(database, needs_replay=settings.publish_after_replay)
        self.embeddings = EmbeddingState(database)
        self.embedder = embedder
        self.upcoming: Embedder | None = None
        self.ingester = Ingester(self.store, embedder, settings)
        self.retriever = Retriever(self.store, index, embedder, settings, lexicon, reranker)
        self._reranker = reranker
        self._database = database
        self._index = index
        self._replaced: list[Index | Embedder] = []
        self._words_number = 0
        self._rewording = asyncio.Lock()

    @classmethod
    @asynccontextmanager
    async def open(
        cls, settings: KnowledgeSettings, database: Database, reranker: Reranker | None = None
    ) -> AsyncIterator["Knowledge"]:
        """Open with the model in force; with the configured one at once where nothing is embedded yet.

        Raises `EncoderError` where a model cannot be loaded, and `UnreadableLexicon`.
        """
        number, words = await saved_words(database)
        lexicon = await asyncio.to_thread(Lexicon.open, settings, words)
        configured = await Embedder.open(settings)
        embedder, upcoming = await _in_force(settings, database, configured)
        index = await open_index(settings, embedder, lexicon)
        knowledge = cls(settings, database, embedder, lexicon, index, reranker)
        knowledge.upcoming, knowledge._words_number = upcoming, number
        try:
            yield knowledge
        finally:
            await knowledge.close()

    async def embed_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors by the model in force at this moment."""
        return await self.embedder.embed_questions(texts)

    async def meaning(self, text: str) -> Meaning | None:
        """A text's vector by the model in force that knows its language."""
        return await self.embedder.meaning(text)

    async def catch_up(self) -> int:
        """Bring the index to the store's latest change; return its number."""
        return await self._index.catch_up(self.store)

    async def switch(self) -> bool:
        """Search with the upcoming model from now on, once its vectors are in force; whether that is so.

        The new index follows the store before the first search reaches it; what runs with the former one ends there.
        """
        if self.upcoming is None or (await self.embeddings.in_force())[0] != maker_of(self.upcoming):
            return False
        embedder = self.upcoming
        index = await open_index(self.settings, embedder, self.lexicon)
        await index.catch_up(self.store)
        self._replaced += [self._index, self.embedder]
        self.retriever.use(index, embedder)
        self.ingester.use(embedder)
        self._index, self.embedder, self.upcoming = index, embedder, None
        log.info("searching with %s from now on", embedder.model_id)
        return True

    @property
    def words_number(self) -> int:
        """Under which number the words were saved that searches use; 0 where none were."""
        return self._words_number

    async def reword(self, *, indexing: bool = True) -> None:
        """Search with the words that are saved now. New names need another index, which takes a while in a large base.

        Without `indexing` that is left for the next time, and only the synonyms are taken.
        """
        async with self._rewording:
            number, words = await saved_words(self._database)
            if number == self._words_number:
                return
            lexicon = await asyncio.to_thread(Lexicon.open, self.settings, words)
            if lexicon.document_digest != self.lexicon.document_digest:
                if not indexing:
                    self.retriever.reword(Lexicon(self.lexicon.names, lexicon.rewording))
                    return
                await self._index_anew(lexicon)
            self.lexicon = lexicon
            self.retriever.reword(lexicon)
            self._words_number = number

    async def _index_anew(self, lexicon: Lexicon) -> None:
        """Put an index with the lexicon's names in place of the present one, which closes when it is next done."""
        index = await open_index(self.settings, self.embedder, lexicon)
        try:
            await index.catch_up(self.store)
        except BaseException:
            await index.close()
            raise
        for former in self._replaced:
            await former.close()
        self._replaced = [self._index]
        self._index = index
        self.retriever.use(index, self.embedder)

    @asynccontextmanager
    async def at(self, sequence: int) -> AsyncIterator[Retriever]:
        """Search the knowledge base as it stood after that change. Raises `NoSuchSnapshot`."""
        async with self._standing(await Snapshot.open(self._database, sequence)) as retriever:
            yield retriever

    async def overlaid(self, document_id: str, version: int) -> Retriever:
        """The same for a single question: what is published is searched by the index in force and moves along.

        Only the version's own passages are compared anew, so that trying a draft costs hardly more than a search.
        """
        maker, store = maker_of(self.embedder), self.store
        drafted = await Drafted.open(self._database, store, document_id, version)
        hidden = [one.chunk.id for one in await store.chunks(document_id, maker)]
        own = await store.chunks(document_id, maker, version)
        index = OverlaidIndex(self._index, store, hidden, own, self.lexicon)
        return Retriever(drafted, index, self.embedder, self.settings, self.lexicon, self._reranker)

    @asynccontextmanager
    async def with_draft(self, document_id: str, version: int) -> AsyncIterator[Retriever]:
        """Search the knowledge base as it would be if that version were published now."""
        drafted = await Drafted.open(self._database, self.store, document_id, version)
        async with self._standing(drafted) as retriever:
            yield retriever

    @asynccontextmanager
    async def _standing(self, followed: Snapshot | Drafted) -> AsyncIterator[Retriever]:
        """Search in a state of the knowledge base that does not change, by an index of its own."""
        with tempfile.TemporaryDirectory(prefix="turnwise-snapshot-") as folder:
            scratch = self.settings.model_copy(update={"data": Path(folder), "qdrant_url": ""})
            index = await open_index(scratch, self.embedder, self.lexicon)
            try:
                yield Retriever(followed, index, self.embedder, self.settings, self.lexicon, self._reranker)
            finally:
                await index.close()

    async def close(self) -> None:
        """Let go of everything."""
        await self.ingester.close()
        for one in (*self._replaced, self._index, self.embedder):
            await one.close()
        if self.upcoming is not None:
            await self.upcoming.close()


def opened_by(settings: KnowledgeSettings) -> dict[str, Any]:
    """What of the settings chooses the embedding model, to be able to open it again after they have changed."""
    return {"embeddings": settings.embeddings, "embeddings_base_url": settings.embeddings_base_url}


async def _in_force(
    settings: KnowledgeSettings, database: Database, configured: Embedder
) -> tuple[Embedder, Embedder | None]:
    """The embedder to search with, and the configured one where that has yet to embed what is stored."""
    state = EmbeddingState(database)
    maker, chosen_by = await state.in_force()
    wanted = maker_of(configured)
    if maker == wanted or await state.switch(wanted, opened_by(settings)):
        return configured, None
    try:
        former = await Embedder.open(settings.model_copy(update=chosen_by))
    except EncoderError as error:
        log.warning("the former embedding model cannot be opened, words alone find what is not embedded: %s", error)
        return configured, None
    if maker_of(former) != maker:
        await former.close()
        return configured, None
    log.warning("the embedding model has changed: stored documents are embedded anew while the former one serves")
    return former, configured
