"""Turnwise's own path as benchmarks measure it: the one place that knows how documents get in and questions out."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal

from knowledge.document import Chunk, Found, Retrieval
from knowledge.embed import Embedder
from knowledge.fuse import Weights, fuse, named
from knowledge.index import Index, Legs, open_index
from knowledge.ingest import Ingester
from knowledge.memory import MemoryStore
from knowledge.retrieve import Retriever
from knowledge.settings import KnowledgeSettings
from knowledge.store import KnowledgeStore
from knowledge.vectors import indexed_text, maker_of
from knowledge.words import Sparse, query_vector

_TOGETHER = 32
_NO_WORDS = Sparse([], [])

Leg = Literal["dense", "words"]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a search for one question chooses from, with all that it goes by, and the weights that are in force."""

    found: Sequence[Found]
    chunks: Mapping[str, Chunk]
    weights: Weights

    def documents(self, weights: Weights, k: int) -> list[str]:
        """The documents of the `k` best chunks by other weights, best first, each once."""
        hits = named(fuse(self.found, k, weights), self.chunks, k)
        return list(dict.fromkeys(hit.chunk.document for hit in hits))


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Documents that were read, cut, embedded and indexed as the settings say."""

    retriever: Retriever
    _store: KnowledgeStore
    _index: Index
    _embedder: Embedder

    async def chunks(self) -> list[Chunk]:
        """Every chunk, by document and in reading order."""
        maker, documents = maker_of(self._embedder), await self._store.documents()
        return [embedded.chunk for document in documents for embedded in await self._store.chunks(document.id, maker)]

    async def search(self, questions: Sequence[str], k: int) -> list[Retrieval]:
        """The `k` best chunks for each question, several questions at a time."""
        found: list[Retrieval] = []
        for at in range(0, len(questions), _TOGETHER):
            part = questions[at : at + _TOGETHER]
            found += await asyncio.gather(*(self.retriever.search(question, k) for question in part))
        return found

    async def candidates(self, questions: Sequence[str], k: int) -> list[Candidates]:
        """What `search` chooses from for each question."""
        come: list[Candidates] = []
        for question in questions:
            found, weights = await self.retriever.candidates(question, k)
            come.append(Candidates(found, await self._index.chunks([one.id for one in found]), weights))
        return come

    async def search_leg(self, questions: Sequence[str], leg: Leg, k: int) -> list[list[str]]:
        """The documents of the `k` best chunks by one leg of the index alone, best first."""
        await self._index.catch_up(self._store)
        return [await self._documents(await self._one(question, leg, k)) for question in questions]

    async def _documents(self, found: Sequence[Found]) -> list[str]:
        chunks = await self._index.chunks([one.id for one in found])
        return [chunks[one.id].document for one in found]

    async def _one(self, question: str, leg: Leg, k: int) -> list[Found]:
        if leg == "words":
            found = await self._index.search(Legs(None, query_vector(question)), k)
            return sorted(found, key=lambda one: -(one.sparse or 0.0))
        if (space := self._embedder.space_of(question)) is None:
            return []
        vector = (await self._embedder.embed_questions([question], space))[0]
        found = await self._index.search(Legs(vector, _NO_WORDS, space), k)
        return sorted(found, key=lambda one: -(one.dense or 0.0))


@asynccontextmanager
async def knowledge_base(
    documents: Sequence[tuple[str, bytes]], embedder: Embedder, settings: KnowledgeSettings
) -> AsyncIterator[KnowledgeBase]:
    """Ingest (name, content) documents into a store in memory and an index under `settings.data`."""
    store = MemoryStore()
    index = await open_index(settings, embedder)
    try:
        ingester = Ingester(store, embedder, settings)
        try:
            for name, content in documents:
                await ingester.ingest(name, content)
        finally:
            await ingester.close()
        yield KnowledgeBase(Retriever(store, index, embedder, settings), store, index, embedder)
    finally:
        await index.close()


def text_of(chunk: Chunk) -> str:
    """What other systems get of a chunk: its headings, its question and its text, as Turnwise indexes them."""
    return indexed_text(chunk)


def documents_of(found: Retrieval) -> list[str]:
    """The names of the documents of the hits, best first, each once."""
    return list(dict.fromkeys(hit.chunk.document for hit in found.hits))
