"""From a question to the passages that may answer it, with the probability that they do."""

import asyncio
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.confidence import confidence
from knowledge.coverage import covered, weighted
from knowledge.document import Chunk, Hit, Retrieval
from knowledge.embed import Embedder
from knowledge.fuse import fuse
from knowledge.index import PUBLIC, Index, Legs, Only
from knowledge.language import detect
from knowledge.rerank import reranked
from knowledge.reranker import Reranker
from knowledge.settings import KnowledgeSettings
from knowledge.store import Followed
from knowledge.vectors import about, is_known
from knowledge.words import query_vector

_MAX_QUERY_LENGTH = 2000
_FULL_COVER = 10.0


class Retriever:
    """Hybrid search over one store through one index."""

    def __init__(
        self,
        store: Followed,
        index: Index,
        embedder: Embedder,
        settings: KnowledgeSettings,
        reranker: Reranker | None = None,
    ) -> None:
        self._store = store
        self._index = index
        self._embedder = embedder
        self._settings = settings
        self._reranker = reranker

    def use(self, index: Index, embedder: Embedder) -> None:
        """Search this index with this embedder from now on; searches that have begun end where they began."""
        self._index, self._embedder = index, embedder

    async def search(self, query: str, k: int = 5, only: Only = PUBLIC) -> Retrieval:
        """The `k` best chunks of everything published by now, among those that `only` lets through."""
        query = query[:_MAX_QUERY_LENGTH]
        index = self._index
        version, vector = await asyncio.gather(index.catch_up(self._store), self._vector(query))
        found = await index.search(Legs(vector, query_vector(query)), max(k, self._settings.candidates), only)
        return _retrieval(query, await self._ordered(query, found, k), version)

    async def _ordered(self, query: str, found: Sequence[Hit], k: int) -> Sequence[Hit]:
        if self._reranker is None:
            return fuse(found, k)
        best = fuse(found, max(k, self._settings.reranker_candidates))
        return (await reranked(self._reranker, query, best, self._settings.reranker_timeout_s))[:k]

    async def expect(self, query: str) -> None:
        """Begin to embed a query that `search` will soon be asked for."""
        await self._vector(query[:_MAX_QUERY_LENGTH])

    async def _vector(self, query: str) -> NDArray[np.float32] | None:
        return (await self._embedder.embed_questions([query]))[0] if is_known(self._embedder, query) else None

    async def search_passages(self, query: str, texts: Sequence[str]) -> Retrieval:
        """Rank given texts instead: documents named "context", chunk ids "context:0", "context:1", ..."""
        query = query[:_MAX_QUERY_LENGTH]
        if not texts:
            return Retrieval((), 0.0, 0)
        chunks = [_given(number, text) for number, text in enumerate(texts)]
        # There is no corpus to weigh words by: covered words on BM25's scale stand in for it.
        wanted = weighted(query)
        shares = [_FULL_COVER * covered(wanted, weighted(text)) for text in texts]
        cosines: list[float | None] = [None] * len(texts)
        if is_known(self._embedder, query):
            vectors = await self._embedder.embed([query, *texts])
            cosines = [float(cosine) for cosine in np.dot(vectors[1:], vectors[0])]
        hits = [Hit(*scored) for scored in zip(chunks, [0.0] * len(chunks), cosines, shares, strict=True)]
        return _retrieval(query, fuse(hits, len(hits)), 0)


def _retrieval(query: str, hits: Sequence[Hit], version: int) -> Retrieval:
    best = hits[:3]
    texts, over = [hit.chunk.text for hit in best], [about(hit.chunk) for hit in best]
    return Retrieval(tuple(hits), confidence(query, texts, [hit.dense for hit in best], over), version)


def _given(number: int, text: str) -> Chunk:
    return Chunk(f"context:{number}", "context", "context", "", number, (), text, detect(text))
