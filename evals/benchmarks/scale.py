"""How fast, how large and how slow does a knowledge base become, from a thousand chunks to a hundred thousand?

Made-up documents go through the product's own path: read, cut, written to the database, followed by the embedded index,
searched by the retriever. Every size runs in a process of its own, so that its memory is its own.
"""

import asyncio
import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.benchmarks.configuration import Configuration, configuration
from evals.benchmarks.sized import OpenStore, Row, measure
from knowledge.settings import KnowledgeSettings

_SIZES = (1_000, 10_000, 100_000)
_INGESTION_MAY_TAKE_MB = 100.0
_INDEX_MAY_GROW_KB = 12.0
_CHUNKS_ASKED = 5


@dataclass(frozen=True, slots=True)
class Bound:
    """What may not grow without limit: `value` against what is `allowed`.

    Ingestion holds a document at a time and caches of a fixed size, whatever is there already. The index holds vector,
    words and text of each chunk; what it adds for a chunk is taken between one size and the next.
    """

    what: str
    chunks: int
    value: float
    allowed: float
    unit: str
    kept: bool


Reported = Configuration | Row | Bound


async def run(
    data: Path | None,
    hear: Callable[[object], None] | None = None,
    *,
    open_store: OpenStore,
    chunks: int = 100_000,
    embed: int = 0,
) -> list[Reported]:
    """Measure sizes up to `chunks`; up to `embed` the texts are embedded, above that vectors are made up.

    `open_store` opens the database in a folder.
    """
    told = hear or (lambda _: None)
    rows: list[Row] = []
    for size in sorted({*(size for size in _SIZES if size < chunks), chunks}):
        told(f"{size:,} chunks, {'embedded' if size <= embed else 'with made-up vectors'}")
        rows.append(await _apart(size, size <= embed, open_store))
        told(rows[-1])
    return [configuration(KnowledgeSettings(), "see `vectors`", _CHUNKS_ASKED), *rows, *bounds(rows)]


async def _apart(size: int, embedded: bool, open_store: OpenStore) -> Row:
    spawn = multiprocessing.get_context("spawn")
    with TemporaryDirectory(prefix="turnwise-bench-") as scratch, ProcessPoolExecutor(1, mp_context=spawn) as pool:
        return await asyncio.get_running_loop().run_in_executor(
            pool, measure, Path(scratch), size, embedded, open_store
        )


def bounds(rows: Sequence[Row]) -> list[Bound]:
    """What each size shows."""
    ingestion = [
        _bound("memory that ingestion adds", row, row.ingest_growth_mb, _INGESTION_MAY_TAKE_MB, "MB") for row in rows
    ]
    # Only vectors of the same kind are compared: the embedding model's own memory is no chunk's.
    alike = [(row, larger) for row, larger in pairwise(rows) if row.vectors == larger.vectors]
    index = [
        _bound("memory of the index", larger, _kb(row, larger), _INDEX_MAY_GROW_KB, "kB a chunk")
        for row, larger in alike
    ]
    return [*ingestion, *index]


def _kb(row: Row, larger: Row) -> float:
    return (larger.index_growth_mb - row.index_growth_mb) * 1000 / (larger.chunks - row.chunks)


def _bound(what: str, row: Row, value: float, allowed: float, unit: str) -> Bound:
    return Bound(what, row.chunks, value, allowed, unit, value <= allowed)
