"""A Qdrant server, shared by all processes; the applied change number lives in the collection itself."""

import asyncio
from collections.abc import Sequence
from typing import Self

from qdrant_client import AsyncQdrantClient, models

from knowledge.document import Chunk, EmbeddedChunk, Found
from knowledge.index import PUBLIC, Legs, Only
from knowledge.index.points import DOCUMENT, KEYWORDS, WORDS, Form, chunk_of, conditions, dense, merged, payload
from knowledge.lexicon import Lexicon
from knowledge.microbatch import MicroBatch
from knowledge.near_words import NOTHING, Held, held_by, weighed
from knowledge.remembered import Remembered
from knowledge.settings import KnowledgeSettings
from knowledge.store import Followed
from knowledge.vectors import words
from knowledge.words import Sparse

_MARK_ID = "00000000-0000-4000-8000-000000000001"
_MARK = "applied_sequence"
_UPSERT = 256
# Some 1.5 KB each.
_REMEMBERED = 20_000


class ServerIndex:
    """One collection for each so that processes of two versions can run side by side."""

    def __init__(self, client: AsyncQdrantClient, collection: str, form: Form) -> None:
        self._client = client
        self._collection = collection
        self._form = form
        self._searches: MicroBatch[tuple[Legs, int, Only], list[Found]] = MicroBatch(self._search_batch, limit=64)
        self._words = Remembered(self._read_words, _REMEMBERED)
        self._follows: MicroBatch[Followed, int] = MicroBatch(self._follow_batch, limit=10_000)

    @classmethod
    async def open(cls, settings: KnowledgeSettings, form: Form, client: AsyncQdrantClient | None = None) -> Self:
        """Connect and make the collection unless it is there."""
        key = settings.qdrant_api_key.get_secret_value() or None
        client = client or AsyncQdrantClient(url=settings.qdrant_url, api_key=key, timeout=10)
        index = cls(client, f"{settings.qdrant_collection}-{form.fingerprint}", form)
        await index._create()
        return index

    async def catch_up(self, store: Followed) -> int:
        """Apply every change that the store has and the collection has not; return the number of the latest."""
        return await self._follows.one(store)

    async def search(self, legs: Legs, limit: int, only: Only = PUBLIC) -> list[Found]:
        """The best `limit` chunks of each leg with their scores, words weighed among what is near."""
        found = await self._searches.one((legs, limit, only))
        if legs.vector is None or not legs.words.indices:
            return found
        # Servers before 1.19 do not know over which chunks to count a word's rarity: it is done here.
        held = await self._words.of([one.id for one in found])
        return weighed(found, [held.get(one.id, NOTHING) for one in found], legs.words)

    async def chunks(self, ids: Sequence[str]) -> dict[str, Chunk]:
        """Chunks by id, as far as they are still there."""
        records = await self._client.retrieve(self._collection, ids, with_payload=True) if ids else []
        return {str(record.id): chunk_of(record.id, record.payload or {}) for record in records}

    async def close(self) -> None:
        """Close the connection."""
        await self._client.close()

    async def _read_words(self, ids: Sequence[str]) -> dict[str, Held]:
        """The words of chunks by id, as far as they are still there."""
        records = await self._client.retrieve(self._collection, ids, with_payload=False, with_vectors=[WORDS])
        return {str(record.id): held_by(_words_of(record.vector)) for record in records}

    async def _create(self) -> None:
        if await self._client.collection_exists(self._collection):
            return
        try:
            await self._client.create_collection(
                self._collection,
                vectors_config={
                    dense(space): models.VectorParams(size=size, distance=models.Distance.COSINE)
                    for space, size in enumerate(self._form.dimensions)
                },
                sparse_vectors_config={WORDS: models.SparseVectorParams(modifier=models.Modifier.IDF)},
            )
            for field in KEYWORDS:
                await self._client.create_payload_index(self._collection, field, models.PayloadSchemaType.KEYWORD)
        except Exception:
            # Another process may have made it at the same moment.
            if not await self._client.collection_exists(self._collection):
                raise

    async def _follow_batch(self, stores: list[Followed]) -> list[int]:
        store = stores[0]
        latest, applied = await asyncio.gather(store.sequence(), self._applied())
        if latest < applied:
            await self._client.delete_collection(self._collection)
            await self._create()
            applied = 0
        while applied < latest and (changes := await store.changes(applied, self._form.maker)):
            for change in changes:
                await self._replace(change.document_id, change.chunks)
            applied = changes[-1].sequence
            await self._mark(applied)
        return [applied] * len(stores)

    async def _applied(self) -> int:
        records = await self._client.retrieve(self._collection, [_MARK_ID], with_payload=True)
        return int((records[0].payload or {})[_MARK]) if records else 0

    async def _mark(self, sequence: int) -> None:
        point = models.PointStruct(id=_MARK_ID, vector={}, payload={_MARK: sequence})
        await self._client.upsert(self._collection, [point], wait=True)

    async def _replace(self, document_id: str, chunks: Sequence[EmbeddedChunk]) -> None:
        """New chunks first, then what is no longer there: a reader never finds the document missing."""
        for at in range(0, len(chunks), _UPSERT):
            points = [_point(embedded, self._form.lexicon) for embedded in chunks[at : at + _UPSERT]]
            await self._client.upsert(self._collection, points, wait=True)
        kept: list[models.ExtendedPointId] = [embedded.chunk.id for embedded in chunks]
        stale = models.Filter(
            must=[models.FieldCondition(key=DOCUMENT, match=models.MatchValue(value=document_id))],
            must_not=[models.HasIdCondition(has_id=kept)] if kept else None,
        )
        await self._client.delete(self._collection, models.FilterSelector(filter=stale), wait=True)

    async def _search_batch(self, queries: list[tuple[Legs, int, Only]]) -> list[list[Found]]:
        requests: list[models.QueryRequest] = []
        owners: list[tuple[int, bool]] = []
        for number, (legs, limit, only) in enumerate(queries):
            chosen = _filter(only)
            if legs.vector is not None:
                owners.append((number, True))
                query = legs.vector.tolist()
                requests.append(_request(query, dense(legs.space), limit, chosen))
            if legs.words.indices:
                owners.append((number, False))
                words = models.SparseVector(indices=legs.words.indices, values=legs.words.values)
                requests.append(_request(words, WORDS, limit, chosen))
        answers = await self._client.query_batch_points(self._collection, requests) if requests else []
        scores: list[dict[bool, dict[str, float]]] = [{True: {}, False: {}} for _ in queries]
        for (number, is_dense), answer in zip(owners, answers, strict=True):
            for point in answer.points:
                scores[number][is_dense][str(point.id)] = point.score
        return [merged(found[True], found[False]) for found in scores]


def _request(
    query: list[float] | models.SparseVector, using: str, limit: int, chosen: models.Filter | None
) -> models.QueryRequest:
    return models.QueryRequest(query=query, using=using, limit=limit, filter=chosen, with_payload=False)


def _filter(only: Only) -> models.Filter | None:
    must: list[models.Condition] = [
        models.FieldCondition(key=key, match=models.MatchAny(any=values)) for key, values in conditions(only)
    ]
    return models.Filter(must=must) if must else None


def _words_of(vector: object) -> Sparse:
    held = vector.get(WORDS) if isinstance(vector, dict) else None
    return Sparse(held.indices, held.values) if isinstance(held, models.SparseVector) else Sparse([], [])


def _point(embedded: EmbeddedChunk, lexicon: Lexicon) -> models.PointStruct:
    terms = words(embedded.chunk, lexicon)
    vectors: dict[str, list[float] | models.SparseVector] = {
        WORDS: models.SparseVector(indices=terms.indices, values=terms.values)
    }
    if embedded.vectors is not None:
        vectors[dense(embedded.vectors.space)] = embedded.vectors.whole.tolist()
    return models.PointStruct(id=embedded.chunk.id, vector=vectors, payload=payload(embedded))
