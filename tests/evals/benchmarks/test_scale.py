from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from evals.benchmarks import scale
from evals.benchmarks.made_documents import SECTIONS, documents, questions
from evals.benchmarks.made_encoder import MadeEncoder
from evals.benchmarks.sized import Row
from knowledge.chunk import chunk
from knowledge.memory import MemoryStore
from knowledge.reader import reader_for
from knowledge.store import KnowledgeStore

_ROW = Row(
    chunks=1_000,
    documents=50,
    vectors="made up",
    ingested_per_s=500,
    ingest_growth_mb=30,
    database_mb=9,
    followed_s=1,
    index_growth_mb=60,
    exact_p50_ms=2,
    exact_p95_ms=3,
    graph_s=0,
    during_graph_p95_ms=0,
    during_graph_worst_ms=0,
    query_p50_ms=2,
    query_p95_ms=3,
    query_cpu_p50_ms=2,
    query_cpu_p95_ms=3,
    index_mb=7,
    opened_s=0.3,
    rss_mb=160,
    not_of_files_mb=120,
    peak_rss_mb=240,
)


@asynccontextmanager
async def in_memory(folder: Path) -> AsyncIterator[KnowledgeStore]:
    yield MemoryStore()


async def test_each_size_is_ingested_followed_and_asked_in_a_process_of_its_own() -> None:
    heard: list[object] = []
    reported = await scale.run(None, heard.append, open_store=in_memory, chunks=300)
    (row,) = (row for row in reported if isinstance(row, Row))
    assert (row.chunks, row.documents, row.vectors) == (300, 15, "made up")
    assert row.ingested_per_s > 0
    assert 0 < row.query_p50_ms <= row.query_p95_ms
    assert 0 < row.query_cpu_p50_ms <= row.query_cpu_p95_ms
    assert row.index_mb > 0
    assert row.database_mb == 0
    assert row.peak_rss_mb >= row.rss_mb > row.not_of_files_mb > 0
    assert all(bound.kept for bound in reported if isinstance(bound, scale.Bound))


def test_memory_that_grows_with_every_chunk_is_reported_as_not_bounded() -> None:
    larger = replace(_ROW, chunks=10_000, index_growth_mb=120)
    assert all(bound.kept for bound in scale.bounds([_ROW, larger]))
    leaking = replace(larger, ingest_growth_mb=400)
    assert [bound.what for bound in scale.bounds([_ROW, leaking]) if not bound.kept] == ["memory that ingestion adds"]
    hungry = replace(larger, index_growth_mb=600)
    (kept,) = (bound for bound in scale.bounds([_ROW, hungry]) if not bound.kept)
    assert (kept.what, kept.unit, kept.value) == ("memory of the index", "kB a chunk", 60)
    other = replace(hungry, vectors="embedded")
    assert all(bound.kept for bound in scale.bounds([_ROW, other]))


def test_made_documents_have_as_many_different_chunks_as_were_asked_for() -> None:
    made = list(documents(2 * SECTIONS + 3))
    read = reader_for("a.md").read
    passages = [passage for name, content in made for passage in chunk(read(content, name), 160)]
    assert len(made) == len({name for name, _ in made}) == 3
    assert len(passages) == len({passage.text for passage in passages}) == 2 * SECTIONS + 3
    assert len(set(questions(500))) > 490
    assert list(documents(5)) == list(documents(5))


def test_made_vectors_of_one_thing_lie_together() -> None:
    texts = ["What does the Halor lamp cost?", "The repair of the Halor lamp is free.", "The repair of the Norven lamp"]
    vectors = MadeEncoder().encode(texts)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert vectors[0] @ vectors[1] > 0.3 > abs(vectors[0] @ vectors[2])
    assert MadeEncoder().encode([]).shape == (0, 384)
