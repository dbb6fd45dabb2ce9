"""Qdrant's own engine inside this process, as a replica that follows the store."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self, TypeVar

import qdrant_edge as qdrant

from knowledge.document import Chunk, EmbeddedChunk, Hit
from knowledge.index import PUBLIC, Legs, Only
from knowledge.index.points import DENSE, DOCUMENT, KEYWORDS, WORDS, chunk_of, conditions, fingerprint, payload
from knowledge.index.replica import Replica
from knowledge.microbatch import MicroBatch
from knowledge.store import Change, Followed
from knowledge.vectors import words

log = logging.getLogger(__name__)
T = TypeVar("T")
_Query = tuple[Legs, int, Only]

_REMEMBERED_CHUNKS = 20_000
_OPTIMIZE_EVERY = 5_000


class _EngineError(Exception):
    """The engine, which raises plain exceptions, could not do something: kept apart from the store's failures."""


class EdgeIndex:
    """All engine calls run one after another in one thread; concurrent searches become one batch there."""

    def __init__(self, replica: Replica, maker: str, dimensions: int) -> None:
        self._replica = replica
        self._maker = maker
        self._dimensions = dimensions
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="index")
        self._shard: qdrant.EdgeShard | None = None
        self._applied = replica.sequence
        self._checked = False
        self._broken = False
        self._unoptimized = 0
        self._chunks: OrderedDict[str, Chunk] = OrderedDict()
        self._searches: MicroBatch[_Query, list[Hit]] = MicroBatch(self._search_batch, limit=64)
        self._follows: MicroBatch[Followed, int] = MicroBatch(self._follow_batch, limit=10_000)

    @classmethod
    async def open(cls, root: Path, maker: str, dimensions: int) -> Self:
        """Lease a replica slot under `root` and load what is in it."""
        replica = await asyncio.to_thread(Replica.lease, root, fingerprint(maker, dimensions))
        index = cls(replica, maker, dimensions)
        await index._in_thread(index._load)
        return index

    async def catch_up(self, store: Followed) -> int:
        """Apply every change that the store has by now; return the number of the latest."""
        return await self._follows.one(store)

    async def search(self, legs: Legs, limit: int, only: Only = PUBLIC) -> list[Hit]:
        """The best `limit` chunks of each leg with their scores."""
        return await self._searches.one((legs, limit, only))

    async def close(self) -> None:
        """Close the engine and give the slot back."""
        await self._in_thread(self._close)
        self._thread.shutdown(wait=False)
        self._replica.release()

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, _guarded, work)

    async def _follow_batch(self, stores: list[Followed]) -> list[int]:
        """One look at the store serves everybody who asked before it."""
        store = stores[0]
        latest = await store.sequence()
        if latest != self._applied or not self._checked or self._broken:
            await self._follow(store, latest)
        return [self._applied] * len(stores)

    async def _follow(self, store: Followed, latest: int) -> None:
        if latest < self._applied:
            await self._rebuild("it is ahead of the store")
        elif self._broken:
            await self._rebuild("it failed in a search")
        try:
            await self._apply_all(store)
            agrees = self._checked or await self._holds_what(store)
        except _EngineError as error:
            await self._rebuild(f"it could not be updated: {error.__cause__!r}")
            agrees = False
        if not agrees:
            if self._applied:
                await self._rebuild("it does not hold what the store holds")
            await self._apply_all(store)
        self._checked = True

    async def _holds_what(self, store: Followed) -> bool:
        """Asked once a process: a replica of another database, or one with a hole, must not answer."""
        counts = await store.chunk_counts()
        return await store.sequence() != self._applied or await self._in_thread(lambda: self._agrees(counts))

    async def _apply_all(self, store: Followed) -> None:
        before = self._applied
        while changes := await store.changes(self._applied, self._maker):
            await self._in_thread(lambda changes=changes: self._apply(changes))  # type: ignore[misc] # mypy cannot infer a default in a lambda
            self._applied = changes[-1].sequence
        # A change that a later one overtook is not listed: the store's number may be past the last one seen.
        if self._applied != before:
            await self._in_thread(self._persist)

    async def _rebuild(self, why: str) -> None:
        log.warning("index replica %s is rebuilt: %s", self._replica.folder.name, why)
        await self._in_thread(self._renew)

    # --- in the thread ---

    @property
    def _engine(self) -> "qdrant.EdgeShard":
        if self._shard is None:
            raise RuntimeError("the index is closed")
        return self._shard

    def _load(self) -> None:
        try:
            if self._replica.sequence:
                self._shard = _guarded(lambda: qdrant.EdgeShard.load(str(self._replica.shard)))
                return
        except _EngineError as error:
            log.warning("index replica %s is rebuilt: it cannot be loaded: %s", self._replica.folder.name, error)
        self._renew()

    def _renew(self) -> None:
        self._shard = None
        self._chunks.clear()
        self._replica.clear()
        self._replica.shard.mkdir(parents=True)
        self._shard = qdrant.EdgeShard.create(
            str(self._replica.shard),
            qdrant.EdgeConfig(
                vectors={DENSE: qdrant.EdgeVectorParams(size=self._dimensions, distance=qdrant.Distance.Cosine)},
                sparse_vectors={WORDS: qdrant.EdgeSparseVectorParams(modifier=qdrant.Modifier.Idf)},
                on_disk_payload=False,
            ),
        )
        for field in KEYWORDS:
            self._shard.update(qdrant.UpdateOperation.create_field_index(field, qdrant.PayloadSchemaType.Keyword))
        self._applied = 0
        self._broken = False

    def _apply(self, changes: Sequence[Change]) -> None:
        for change in changes:
            mine = qdrant.FieldCondition(key=DOCUMENT, match=qdrant.MatchValue(value=change.document_id))
            self._engine.update(qdrant.UpdateOperation.delete_points_by_filter(qdrant.Filter(must=[mine])))
            if change.chunks:
                points = [_point(embedded) for embedded in change.chunks]
                self._engine.update(qdrant.UpdateOperation.upsert_points(points))
                self._unoptimized += len(points)
        gone = {change.document_id for change in changes}
        for chunk_id in [key for key, chunk in self._chunks.items() if chunk.document_id in gone]:
            del self._chunks[chunk_id]

    def _persist(self) -> None:
        if self._unoptimized >= _OPTIMIZE_EVERY:
            self._engine.optimize()
            self._unoptimized = 0
        self._engine.flush()
        self._replica.record(self._applied)

    def _agrees(self, counts: Mapping[str, int]) -> bool:
        request = qdrant.FacetRequest(DOCUMENT, limit=len(counts) + 1, exact=True)
        return {str(hit.value): hit.count for hit in self._engine.facet(request)} == counts

    def _close(self) -> None:
        if self._shard is not None:
            self._shard.close()
            self._shard = None

    async def _search_batch(self, queries: list[_Query]) -> list[list[Hit]]:
        try:
            return await self._in_thread(lambda: self._search(queries))
        except _EngineError:
            self._broken = True
            raise

    def _search(self, queries: list[_Query]) -> list[list[Hit]]:
        requests: list[qdrant.QueryRequest] = []
        plan: list[tuple[int | None, int | None]] = []
        for legs, limit, only in queries:
            dense = sparse = None
            chosen = _filter(only)
            if legs.vector is not None:
                dense = len(requests)
                query = qdrant.Query.Nearest(legs.vector.tolist(), using=DENSE)
                requests.append(qdrant.QueryRequest(limit=limit, query=query, filter=chosen))
            if legs.words.indices:
                sparse = len(requests)
                vector = qdrant.SparseVector(legs.words.indices, legs.words.values)
                query = qdrant.Query.Nearest(vector, using=WORDS)
                requests.append(qdrant.QueryRequest(limit=limit, query=query, filter=chosen))
            plan.append((dense, sparse))
        answers = self._engine.query_batch(qdrant.QueryBatchRequest(requests)) if requests else []
        scores = [{str(point.id): point.score for point in answer} for answer in answers]
        self._fetch({chunk_id for found in scores for chunk_id in found})
        return [
            self._hits(scores[dense] if dense is not None else {}, scores[sparse] if sparse is not None else {})
            for dense, sparse in plan
        ]

    def _fetch(self, chunk_ids: set[str]) -> None:
        missing = [chunk_id for chunk_id in chunk_ids if chunk_id not in self._chunks]
        while len(self._chunks) + len(missing) > _REMEMBERED_CHUNKS and self._chunks:
            self._chunks.popitem(last=False)
        missing = [chunk_id for chunk_id in chunk_ids if chunk_id not in self._chunks]
        for record in self._engine.retrieve([*missing], True, False) if missing else ():
            self._chunks[str(record.id)] = chunk_of(record.id, record.payload or {})

    def _hits(self, dense: dict[str, float], sparse: dict[str, float]) -> list[Hit]:
        found = dict.fromkeys((*dense, *sparse))
        return [Hit(self._chunks[key], 0.0, dense.get(key), sparse.get(key)) for key in found]


def _guarded(work: Callable[[], T]) -> T:
    try:
        return work()
    except Exception as error:
        raise _EngineError(f"the search engine failed: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's panics are no Exception and have no importable class
            raise
        raise _EngineError(f"the search engine broke down: {error}") from error


def _filter(only: Only) -> "qdrant.Filter | None":
    chosen = conditions(only)
    fields = (qdrant.FieldCondition(key=key, match=qdrant.MatchAny(any=values)) for key, values in chosen)
    return qdrant.Filter(must=[*fields]) if chosen else None


def _point(embedded: EmbeddedChunk) -> "qdrant.Point":
    terms = words(embedded.chunk)
    vectors: dict[str, list[float] | qdrant.SparseVector | list[list[float]]] = {
        WORDS: qdrant.SparseVector(terms.indices, terms.values)
    }
    if embedded.vector is not None:
        vectors[DENSE] = embedded.vector.tolist()
    return qdrant.Point(id=embedded.chunk.id, vector=vectors, payload=payload(embedded))
