"""Qdrant's own engine inside this process, as a replica that follows the store."""

import asyncio
import logging
import shutil
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self, TypeVar

import qdrant_edge as qdrant

from knowledge.document import Chunk, Found
from knowledge.index import PUBLIC, Legs, Only
from knowledge.index.engine import EngineError, Query, create, guarded, next_limit, read, search, write
from knowledge.index.points import DOCUMENT, Form
from knowledge.index.replica import Replica
from knowledge.index.succession import Settle, Succession, bring, is_due
from knowledge.microbatch import MicroBatch
from knowledge.niceness import step_back
from knowledge.store import Change, Followed

log = logging.getLogger(__name__)
T = TypeVar("T")

_REMEMBERED_CHUNKS = 20_000


class EdgeIndex:
    """All engine calls run one after another in one thread; concurrent searches become one batch there."""

    def __init__(self, replica: Replica, form: Form, settle: Settle | None = None) -> None:
        self._replica = replica
        self._form = form
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="index", initializer=step_back)
        self._shard: qdrant.EdgeShard | None = None
        self._copied: qdrant.EdgeShard | None = None
        self._applied = replica.sequence
        self._checked = False
        self._broken = False
        self._ungraphed = replica.ungraphed
        self._changing = asyncio.Lock()
        self._succession = Succession(replica, settle)
        self._chunks: OrderedDict[str, Chunk] = OrderedDict()
        self._searches: MicroBatch[Query, list[Found]] = MicroBatch(self._search_batch, limit=64)
        self._reads: MicroBatch[str, Chunk | None] = MicroBatch(self._read_batch, limit=1_000)
        self._follows: MicroBatch[Followed, int] = MicroBatch(self._follow_batch, limit=10_000)

    @classmethod
    async def open(cls, root: Path, form: Form, settle: Settle | None = None) -> Self:
        """Lease a replica slot under `root` and load what is in it; `settle` is waited for before a graph is built."""
        replica = await asyncio.to_thread(Replica.lease, root, form.fingerprint)
        index = cls(replica, form, settle)
        await index._in_thread(index._load)
        return index

    async def catch_up(self, store: Followed) -> int:
        """Apply every change that the store has by now; return the number of the latest."""
        return await self._follows.one(store)

    async def search(self, legs: Legs, limit: int, only: Only = PUBLIC) -> list[Found]:
        """The best `limit` chunks of each leg with their scores, words weighed among what is near."""
        return await self._searches.one((legs, limit, only))

    async def chunks(self, ids: Sequence[str]) -> dict[str, Chunk]:
        """Chunks by id, as far as they are still there; those read lately come without asking the engine."""
        held = {one: chunk for one in ids if (chunk := self._chunks.get(one)) is not None}
        missing = [one for one in ids if one not in held]
        come = zip(missing, await self._reads.call(missing), strict=True)
        return held | {one: chunk for one, chunk in come if chunk is not None}

    async def settled(self) -> None:
        """Wait for the graph that is being built, if one is; searches need not wait for it."""
        await self._succession.end()

    async def close(self) -> None:
        """Close the engine and give the slot back."""
        await self._succession.cancel()
        await self._in_thread(self._close)
        self._thread.shutdown(wait=False)
        self._replica.release()

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, guarded, work)

    async def _follow_batch(self, stores: list[Followed]) -> list[int]:
        """One look at the store serves everybody who asked before it."""
        store = stores[0]
        latest = await store.sequence()
        if latest != self._applied or not self._checked or self._broken:
            async with self._changing:
                await self._follow(store, latest)
            if await self._in_thread(self._is_slow):
                self._succession.begin(self, store)
        return [self._applied] * len(stores)

    async def _follow(self, store: Followed, latest: int) -> None:
        if latest < self._applied:
            await self._rebuild("it is ahead of the store")
        elif self._broken:
            await self._rebuild("it failed in a search")
        try:
            await self._apply_all(store)
            agrees = self._checked or await self._holds_what(store)
        except EngineError as error:
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
        before, limit = self._applied, 1
        while changes := await store.changes(self._applied, self._form.maker, limit):
            await self._in_thread(lambda changes=changes: self._apply(changes))  # type: ignore[misc] # mypy cannot infer a default in a lambda
            self._applied = changes[-1].sequence
            limit = next_limit(changes)
        # A change that a later one overtook is not listed: the store's number may be past the last one seen.
        if self._applied != before:
            await self._in_thread(self._persist)

    # --- replacing the replica by an optimised one (succession.py) ---

    async def copy(self) -> int:
        """Copy the shard to the successor's folder while nothing is written; return the change that it stands at."""
        async with self._changing:
            await asyncio.to_thread(self._replica.copy)
            self._copied = self._shard
            return self._applied

    async def take_over(self, store: Followed, copied_at: int) -> bool:
        """Bring the successor up to date and search it from now on; False where the replica was rebuilt meanwhile."""
        shard = await self._in_thread(lambda: qdrant.EdgeShard.load(str(self._replica.successor)))
        taken = False
        try:
            at, new = await bring(self._in_thread, shard, store, self._form, copied_at)
            async with self._changing:
                at, newer = await bring(self._in_thread, shard, store, self._form, at)
                if taken := self._shard is self._copied:
                    await self._in_thread(lambda: self._switch(shard, max(at, self._applied), new + newer))
        finally:
            if not taken:
                await self._in_thread(shard.close)
        return taken

    def _switch(self, shard: "qdrant.EdgeShard", at: int, new: int) -> None:
        shard.flush()
        old = self._replica.succeed(at, new)
        self._close()
        self._shard, self._applied, self._ungraphed = shard, at, new
        self._chunks.clear()
        shutil.rmtree(old, ignore_errors=True)

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
                self._shard = guarded(lambda: qdrant.EdgeShard.load(str(self._replica.shard)))
                return
        except EngineError as error:
            log.warning("index replica %s is rebuilt: it cannot be loaded: %s", self._replica.folder.name, error)
        self._renew()

    def _renew(self) -> None:
        self._shard = None
        self._chunks.clear()
        self._replica.clear()
        self._shard = create(self._replica.shard, self._form.dimensions)
        self._applied = self._ungraphed = 0
        self._broken = False

    def _apply(self, changes: Sequence[Change]) -> None:
        self._ungraphed += write(self._engine, changes, self._form.lexicon)
        gone = {change.document_id for change in changes}
        for chunk_id in [key for key, chunk in self._chunks.items() if chunk.document_id in gone]:
            del self._chunks[chunk_id]

    def _persist(self) -> None:
        self._engine.flush()
        self._replica.record(self._applied, self._ungraphed)

    def _is_slow(self) -> bool:
        return is_due(self._ungraphed, self._engine.info().points_count)

    def _agrees(self, counts: Mapping[str, int]) -> bool:
        request = qdrant.FacetRequest(DOCUMENT, limit=len(counts) + 1, exact=True)
        return {str(hit.value): hit.count for hit in self._engine.facet(request)} == counts

    def _close(self) -> None:
        if self._shard is not None:
            self._shard.close()
            self._shard = None

    async def _search_batch(self, queries: list[Query]) -> list[list[Found]]:
        return await self._asked(lambda: search(self._engine, queries))

    async def _read_batch(self, ids: list[str]) -> list[Chunk | None]:
        return await self._asked(lambda: self._read(ids))

    async def _asked(self, work: Callable[[], T]) -> T:
        try:
            return await self._in_thread(work)
        except EngineError:
            self._broken = True
            raise

    def _read(self, ids: list[str]) -> list[Chunk | None]:
        chunks = read(self._engine, dict.fromkeys(ids))
        self._chunks |= chunks
        while len(self._chunks) > _REMEMBERED_CHUNKS:
            self._chunks.popitem(last=False)
        return [chunks.get(one) for one in ids]
