"""Qdrant's engine as a replica uses it: one shard's form, what is written to it, and its failures."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import qdrant_edge as qdrant

from knowledge.document import Chunk, EmbeddedChunk, Found
from knowledge.index import Legs, Only
from knowledge.index.points import DOCUMENT, KEYWORDS, WORDS, chunk_of, conditions, dense, merged, payload
from knowledge.lexicon import Lexicon
from knowledge.store import Change
from knowledge.vectors import words
from knowledge.words import Sparse

T = TypeVar("T")
Query = tuple[Legs, int, Only]
"""The legs of a search, how many chunks each gives, and what it may find."""

_DOCUMENTS_READ = 64
_CHUNKS_READ = 2_000


class EngineError(Exception):
    """The engine, which raises plain exceptions, could not do something: kept apart from the store's failures."""


def guarded(work: Callable[[], T]) -> T:
    """Call the engine. Raises EngineError, also for its panics."""
    try:
        return work()
    except Exception as error:
        raise EngineError(f"the search engine failed: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's panics are no Exception and have no importable class
            raise
        raise EngineError(f"the search engine broke down: {error}") from error


def create(path: Path, dimensions: Sequence[int]) -> "qdrant.EdgeShard":
    """An empty shard in a new folder."""
    path.mkdir(parents=True)
    shard = qdrant.EdgeShard.create(
        str(path),
        qdrant.EdgeConfig(
            vectors={
                dense(space): qdrant.EdgeVectorParams(size=size, distance=qdrant.Distance.Cosine)
                for space, size in enumerate(dimensions)
            },
            sparse_vectors={WORDS: qdrant.EdgeSparseVectorParams(modifier=qdrant.Modifier.Idf)},
            on_disk_payload=False,
        ),
    )
    for field in KEYWORDS:
        shard.update(qdrant.UpdateOperation.create_field_index(field, qdrant.PayloadSchemaType.Keyword))
    return shard


def write(shard: "qdrant.EdgeShard", changes: Sequence[Change], lexicon: Lexicon) -> int:
    """Make each document's points what its change says; return how many dense vectors came in."""
    vectors = 0
    for change in changes:
        mine = qdrant.FieldCondition(key=DOCUMENT, match=qdrant.MatchValue(value=change.document_id))
        shard.update(qdrant.UpdateOperation.delete_points_by_filter(qdrant.Filter(must=[mine])))
        if change.chunks:
            shard.update(
                qdrant.UpdateOperation.upsert_points([_point(embedded, lexicon) for embedded in change.chunks])
            )
            vectors += sum(embedded.vector is not None for embedded in change.chunks)
    return vectors


def next_limit(changes: Sequence[Change]) -> int:
    """How many documents to read next, so that not many more chunks than wanted are in memory at a time."""
    average = sum(len(change.chunks) for change in changes) / len(changes)
    return max(1, min(_DOCUMENTS_READ, int(_CHUNKS_READ / max(average, 1))))


def _filtered(only: Only) -> "qdrant.Filter | None":
    """What lets through only that."""
    chosen = conditions(only)
    fields = (qdrant.FieldCondition(key=key, match=qdrant.MatchAny(any=values)) for key, values in chosen)
    return qdrant.Filter(must=[*fields]) if chosen else None


def search(shard: "qdrant.EdgeShard", queries: Sequence[Query]) -> list[list[Found]]:
    """What each query finds, all in one batch."""
    requests: list[qdrant.QueryRequest] = []
    plan: list[tuple[int | None, int | None]] = []
    for legs, limit, only in queries:
        by_vector = by_words = None
        chosen = _filtered(only)
        if legs.vector is not None:
            by_vector = len(requests)
            query = qdrant.Query.Nearest(legs.vector.tolist(), using=dense(legs.space))
            requests.append(qdrant.QueryRequest(limit=limit, query=query, filter=chosen))
        if legs.words.indices:
            by_words = len(requests)
            vector = qdrant.SparseVector(legs.words.indices, legs.words.values)
            query = qdrant.Query.Nearest(vector, using=WORDS)
            requests.append(qdrant.QueryRequest(limit=limit, query=query, filter=chosen))
        plan.append((by_vector, by_words))
    answers = shard.query_batch(qdrant.QueryBatchRequest(requests)) if requests else []
    scores = [{str(point.id): point.score for point in answer} for answer in answers]
    return [merged(*({} if leg is None else scores[leg] for leg in legs)) for legs in plan]


def read(shard: "qdrant.EdgeShard", ids: Iterable[str]) -> dict[str, Chunk]:
    """The chunks that are there, by id."""
    return {str(record.id): chunk_of(record.id, record.payload or {}) for record in shard.retrieve([*ids], True, False)}


def read_words(shard: "qdrant.EdgeShard", ids: Iterable[str]) -> dict[str, Sparse]:
    """The words of the chunks that are there, by id."""
    records = shard.retrieve([*ids], False, [WORDS])
    return {str(record.id): _words_of(record.vector) for record in records}


def _words_of(vector: object) -> Sparse:
    held = vector.get(WORDS) if isinstance(vector, dict) else None
    return Sparse(held.indices, held.values) if isinstance(held, qdrant.SparseVector) else Sparse([], [])


def _point(embedded: EmbeddedChunk, lexicon: Lexicon) -> "qdrant.Point":
    terms = words(embedded.chunk, lexicon)
    vectors: dict[str, list[float] | qdrant.SparseVector | list[list[float]]] = {
        WORDS: qdrant.SparseVector(terms.indices, terms.values)
    }
    if embedded.vectors is not None:
        vectors[dense(embedded.vectors.space)] = embedded.vectors.whole.tolist()
    return qdrant.Point(id=embedded.chunk.id, vector=vectors, payload=payload(embedded))
