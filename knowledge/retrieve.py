"""From a question to the passages that may answer it, with the probability that they do."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.confidence import confidence
from knowledge.coverage import covered, weighted
from knowledge.document import Chunk, Found, Hit, Retrieval, Vectors
from knowledge.embed import Embedder
from knowledge.fuse import Weights, fuse, named
from knowledge.index import PUBLIC, Index, Legs, Only
from knowledge.language import detect
from knowledge.lexicon import Lexicon, built_in
from knowledge.meaning import Meaning
from knowledge.question_kind import asks_for_a_fact
from knowledge.remembered import Remembered
from knowledge.rerank import reranked
from knowledge.reranker import Reranker
from knowledge.second_look import compared, vectors_of
from knowledge.settings import KnowledgeSettings
from knowledge.store import Followed
from knowledge.vectors import embed_chunks, maker_of
from knowledge.words import Sparse, query_vector

_MAX_QUERY_LENGTH = 2000
_TERMS, _FULL_COVER = 10, 6.0
"""What covered words stand for where no corpus weighs them: so many terms, and so many points of BM25 in all."""
_TRIES = 3


@dataclass(frozen=True, slots=True)
class _Question:
    """A query as the index and the fusion take it."""

    legs: Legs
    only: Only
    weights: Weights


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a search looks; they belong together."""

    index: Index
    vectors: Remembered[Vectors]


class Retriever:
    """Hybrid search over one store through one index."""

    def __init__(
        self,
        store: Followed,
        index: Index,
        embedder: Embedder,
        settings: KnowledgeSettings,
        lexicon: Lexicon | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self._store = store
        self._places = _places(store, index, embedder)
        self._embedder = embedder
        self._settings = settings
        self._lexicon = lexicon or built_in()
        self._reranker = reranker

    def use(self, index: Index, embedder: Embedder) -> None:
        """Search this index with this embedder from now on; searches that have begun end where they began."""
        self._places, self._embedder = _places(self._store, index, embedder), embedder

    def reword(self, lexicon: Lexicon) -> None:
        """Read questions with this lexicon from now on. The index should hold its names."""
        self._lexicon = lexicon

    async def search(self, query: str, k: int = 5, only: Only = PUBLIC) -> Retrieval:
        """The `k` best chunks of everything published by now, among those that `only` lets through."""
        query = query[:_MAX_QUERY_LENGTH]
        places, embedder = self._places, self._embedder
        version, asked = await self._question(query, only, places, embedder)
        best = k if self._reranker is None else max(k, self._settings.reranker_candidates)
        hits = await self._best(places, asked, best)
        if self._reranker is not None:
            hits = (await reranked(self._reranker, query, hits, self._settings.reranker_timeout_s))[:k]
        return _retrieval(query, hits, version)

    async def candidates(self, query: str, k: int = 5, only: Only = PUBLIC) -> tuple[Sequence[Found], Weights]:
        """What `search` chooses from, not yet scored, and the weights by which it would be: for measuring others."""
        places = self._places
        _, asked = await self._question(query[:_MAX_QUERY_LENGTH], only, places, self._embedder)
        return await self._candidates(places, asked, k), asked.weights

    async def _question(self, query: str, only: Only, places: _Places, embedder: Embedder) -> tuple[int, _Question]:
        """The version of the knowledge that is searched, and the query as it is searched for."""
        version, asked = await asyncio.gather(places.index.catch_up(self._store), self._asked(query, embedder))
        words = query_vector(query, self._lexicon) if self._settings.retrieval_words else Sparse([], [])
        vector, space = asked or (None, 0)
        weights = (
            Weights()
            if vector is None
            else embedder.weights(space).asked(len(words.indices), fact=asks_for_a_fact(query))
        )
        return version, _Question(Legs(vector, words, space), only, weights)

    async def _best(self, places: _Places, asked: _Question, k: int) -> list[Hit]:
        """The best `k` hits, whose chunks alone are read.

        A document may be replaced between search and reading: searching again then finds what took its place.
        """
        for _ in range(_TRIES):
            scored = fuse(await self._candidates(places, asked, k), k, asked.weights)
            chunks = await places.index.chunks([one.id for one in scored])
            if len(chunks) == len(scored):
                break
        return named((one for one in scored if one.id in chunks), chunks, k)

    async def _candidates(self, places: _Places, asked: _Question, k: int) -> Sequence[Found]:
        """What both legs find, with exact cosines."""
        legs = asked.legs
        found: Sequence[Found] = await places.index.search(legs, max(k, self._settings.candidates), asked.only)
        if legs.vector is None or not self._settings.retrieval_parts:
            return found
        vectors = await places.vectors.of([one.id for one in found])
        crowds = self._settings.retrieval_crowd and asked.weights.crowd > 0
        return compared(found, [vectors.get(one.id) for one in found], legs.vector, legs.space, crowds=crowds)

    async def expect(self, query: str) -> None:
        """Begin to embed a query that `search` will soon be asked for."""
        await self._asked(query[:_MAX_QUERY_LENGTH], self._embedder)

    async def meaning(self, text: str) -> Meaning | None:
        """The vector that a search for this text is made with; None where no model knows its words or none is used."""
        return await self._embedder.meaning(text[:_MAX_QUERY_LENGTH]) if self._settings.retrieval_dense else None

    async def _asked(self, query: str, embedder: Embedder) -> tuple[NDArray[np.float32], int] | None:
        """The query's vector and space; None where no model knows its words."""
        space = embedder.space_of(query) if self._settings.retrieval_dense else None
        return None if space is None else ((await embedder.embed_questions([query], space))[0], space)

    async def search_passages(self, query: str, texts: Sequence[str]) -> Retrieval:
        """Rank given texts instead: documents named "context", chunk ids "context:0", "context:1", ..."""
        query = query[:_MAX_QUERY_LENGTH]
        if not texts:
            return Retrieval((), 0.0, 0)
        chunks = [_given(number, text) for number, text in enumerate(texts)]
        # There is no corpus to weigh words by: covered words on BM25's scale stand in for it.
        wanted = weighted(query)
        found = [
            Found(chunk.id, sparse=_FULL_COVER * covered(wanted, weighted(text)))
            for chunk, text in zip(chunks, texts, strict=True)
        ]
        weights = Weights()
        if (asked := await self._asked(query, self._embedder)) is not None:
            found = compared(found, await embed_chunks(self._embedder, chunks), *asked)
            weights = self._embedder.weights(asked[1]).asked(_TERMS, fact=asks_for_a_fact(query))
        by_id = {chunk.id: chunk for chunk in chunks}
        return _retrieval(query, named(fuse(found, len(found), weights), by_id, len(found)), 0)


def _places(store: Followed, index: Index, embedder: Embedder) -> _Places:
    return _Places(index, vectors_of(store, maker_of(embedder)))


def _retrieval(query: str, hits: Sequence[Hit], version: int) -> Retrieval:
    return Retrieval(tuple(hits), confidence(query, hits), version)


def _given(number: int, text: str) -> Chunk:
    return Chunk(f"context:{number}", "context", "context", "", number, (), text, detect(text))
