"""One size of a knowledge base, measured from its first document to its last question."""

import asyncio
import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

import numpy as np

from evals.benchmarks.made_documents import documents, questions
from evals.benchmarks.made_encoder import MadeEncoder
from evals.benchmarks.memory import anonymous_mb, peak_rss_mb, rss_mb, size_mb
from knowledge.embed import Embedder
from knowledge.index import Index, open_index
from knowledge.index.edge import EdgeIndex
from knowledge.ingest import Ingester
from knowledge.retrieve import Retriever
from knowledge.settings import KnowledgeSettings
from knowledge.store import KnowledgeStore

OpenStore = Callable[[Path], AbstractAsyncContextManager[KnowledgeStore]]
_ASKED, _WARM_UP, _K = 500, 50, 5


@dataclass(frozen=True, slots=True)
class Row:
    """One size. Times of queries are without embedding, one at a time, catching up with the store included.

    `ingest_growth_mb` is what ingestion adds to memory without an index, `index_growth_mb` what following the store
    adds, mapped files included; `followed_s` is a new replica from nothing, `exact_...` before its graph is built,
    `graph_s` the building beside it, during which `during_graph_p95_ms` holds; `opened_s` is a replica that is there,
    up to its first hits. `query_cpu_...` is the processor time of all threads of this process: unlike the others it
    says little of what else the machine does.
    """

    chunks: int
    documents: int
    vectors: str
    ingested_per_s: float
    ingest_growth_mb: float
    database_mb: float
    followed_s: float
    index_growth_mb: float
    exact_p50_ms: float
    exact_p95_ms: float
    graph_s: float
    during_graph_p95_ms: float
    during_graph_worst_ms: float
    query_p50_ms: float
    query_p95_ms: float
    query_cpu_p50_ms: float
    query_cpu_p95_ms: float
    index_mb: float
    opened_s: float
    rss_mb: float
    not_of_files_mb: float
    peak_rss_mb: float


def measure(folder: Path, size: int, embedded: bool, open_store: OpenStore) -> Row:
    """Measure in this process, which does nothing else."""
    return asyncio.run(_measure(folder, size, embedded, open_store))


async def _measure(folder: Path, size: int, embedded: bool, open_store: OpenStore) -> Row:
    settings = KnowledgeSettings().model_copy(update={"data": folder, "qdrant_url": ""})
    embedder = await Embedder.open(KnowledgeSettings()) if embedded else Embedder(MadeEncoder())
    async with open_store(folder) as store:
        try:
            await embedder.embed(["warm"])
            empty_mb = rss_mb()
            ingested_s, count = await _ingest(store, embedder, settings, size)
            ingested_mb = rss_mb()
            index, asking, followed_s = await _followed(store, embedder, settings)
            followed_mb = rss_mb()
            exact = await asking.all_of(questions(_ASKED))
            started = perf_counter()
            during = await asking.while_graph_is_built(index)
            graph_s = perf_counter() - started if during else 0.0
            after = await asking.all_of(questions(_ASKED)) if during else exact
            await index.close()
            # Opened again by a process that was stopped; the files may be in the system's cache.
            started = perf_counter()
            index = await open_index(settings, embedder)
            asking = _Asking(Retriever(store, index, embedder, settings))
            await asking.all_of(questions(1), warm_up=0)
            opened_s = perf_counter() - started
            await index.close()
            return Row(
                chunks=size,
                documents=count,
                vectors="embedded" if embedded else "made up",
                ingested_per_s=size / ingested_s,
                ingest_growth_mb=ingested_mb - empty_mb,
                database_mb=size_mb(folder / "turnwise.db") + size_mb(folder / "turnwise.db-wal"),
                followed_s=followed_s,
                index_growth_mb=followed_mb - ingested_mb,
                exact_p50_ms=_wall(exact, 50),
                exact_p95_ms=_wall(exact, 95),
                graph_s=graph_s,
                during_graph_p95_ms=_wall(during, 95),
                during_graph_worst_ms=_wall(during, 100),
                query_p50_ms=_wall(after, 50),
                query_p95_ms=_wall(after, 95),
                query_cpu_p50_ms=_cpu(after, 50),
                query_cpu_p95_ms=_cpu(after, 95),
                index_mb=size_mb(settings.data / "index"),
                opened_s=opened_s,
                rss_mb=rss_mb(),
                not_of_files_mb=anonymous_mb(),
                peak_rss_mb=peak_rss_mb(),
            )
        finally:
            await embedder.close()
            await asyncio.to_thread(shutil.rmtree, folder / "index", True)


async def _ingest(
    store: KnowledgeStore, embedder: Embedder, settings: KnowledgeSettings, size: int
) -> tuple[float, int]:
    """Seconds, and the number of documents."""
    ingester = Ingester(store, embedder, settings)
    started, number = perf_counter(), 0
    try:
        for name, content in documents(size):
            await ingester.ingest(name, content)
            number += 1
    finally:
        await ingester.close()
    return perf_counter() - started, number


async def _followed(
    store: KnowledgeStore, embedder: Embedder, settings: KnowledgeSettings
) -> tuple[Index, "_Asking", float]:
    started = perf_counter()
    index = await open_index(settings, embedder)
    await index.catch_up(store)
    return index, _Asking(Retriever(store, index, embedder, settings)), perf_counter() - started


class _Took(NamedTuple):
    """What one question took."""

    wall_ms: float
    cpu_ms: float


class _Asking:
    """Asks one question after the other."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever

    async def all_of(self, asked: Sequence[str], warm_up: int = _WARM_UP) -> list[_Took]:
        """What each took."""
        for question in asked[:warm_up]:
            await self._one(question)
        return [await self._one(question) for question in asked]

    async def while_graph_is_built(self, index: Index) -> list[_Took]:
        """The same for as long as that takes, a question every 20 ms; none where nothing is being built."""
        if not isinstance(index, EdgeIndex):
            return []
        building = asyncio.create_task(index.settled())
        asked, times = questions(_ASKED), list[_Took]()
        await asyncio.sleep(0)
        while not building.done():
            times.append(await self._one(asked[len(times) % len(asked)]))
            await asyncio.sleep(0.02)
        await building
        return times

    async def _one(self, question: str) -> _Took:
        await self._retriever.expect(question)
        started, worked = perf_counter(), process_time()
        await self._retriever.search(question, _K)
        return _Took((perf_counter() - started) * 1000, (process_time() - worked) * 1000)


def _wall(times: Sequence[_Took], percent: float) -> float:
    return _percentile([one.wall_ms for one in times], percent)


def _cpu(times: Sequence[_Took], percent: float) -> float:
    return _percentile([one.cpu_ms for one in times], percent)


def _percentile(times: Sequence[float], percent: float) -> float:
    return float(np.percentile(times, percent)) if times else 0.0
