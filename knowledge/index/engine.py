"""Qdrant's engine as a replica uses it: one shard's form, what is written to it, and its failures."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import qdrant_edge as qdrant

from knowledge.document import Chunk, EmbeddedChunk, Found
from knowledge.index import Legs, Only
from knowledge.index.points import (
    ACCESS,
    DOCUMENT,
    HIDDEN_ACCESS,
    KEYWORDS,
    WORDS,
    chunk_of,
    conditions,
    dense,
    merged,
    payload,
)
from knowledge.lexicon import Lexicon
from knowledge.near_words import nearest
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
    fields = [qdrant.FieldCondition(key=key, match=_match(values)) for key, values in conditions(only)]
    return qdrant.Filter(must=[*fields]) if fields else None


def _match(values: Sequence[str]) -> "qdrant.MatchValue | qdrant.MatchAny":
    # The engine checks one value in two thirds of the time that a list of one takes.
    return qdrant.MatchValue(value=values[0]) if len(values) == 1 else qdrant.MatchAny(any=[*values])


def _hides_something(shard: "qdrant.EdgeShard") -> bool:
    """Whether there is a chunk that not everybody may find."""
    # Not by what is not public, nor by a count: both look at one chunk after the other.
    hidden = qdrant.Filter(must=[qdrant.FieldCondition(key=ACCESS, match=_match(HIDDEN_ACCESS))])
    records, _ = shard.scroll(qdrant.ScrollRequest(limit=1, filter=hidden, with_payload=False, with_vector=False))
    return bool(records)


def search(shard: "qdrant.EdgeShard", queries: Sequence[Query]) -> list[list[Found]]:
    """What each query finds: the legs of all in one batch, and in a second one what the words of all of it weigh.

    Where all is public, nobody is asked for being so: it would take as long as the rest of the search.
    """
    if not _hides_something(shard):
        queries = [(legs, limit, replace(only, audience="operators")) for legs, limit, only in queries]
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
    found = [merged(*({} if leg is None else scores[leg] for leg in legs)) for legs in plan]
    return _weighed(shard, [legs.words for legs, _, _ in queries], found)


def _weighed(shard: "qdrant.EdgeShard", asked: Sequence[Sparse], found: Sequence[list[Found]]) -> list[list[Found]]:
    """The same with words weighed as `knowledge.near_words.weighed` does, but in the engine: no words are read."""
    requests = {
        at: _weighing(words, own, near)
        for at, (words, own) in enumerate(zip(asked, found, strict=True))
        if words.indices and (near := nearest(own))
    }
    answers = shard.query_batch(qdrant.QueryBatchRequest([*requests.values()])) if requests else []
    weighed = [*found]
    for at, answer in zip(requests, answers, strict=True):
        scores = {str(point.id): point.score for point in answer}
        weighed[at] = [one._replace(sparse=scores.get(one.id)) for one in found[at]]
    return weighed


def _weighing(words: Sparse, found: Sequence[Found], near: Sequence[int]) -> "qdrant.QueryRequest":
    """BM25 of all that was found, a word's rarity counted over what is near."""
    everywhere = qdrant.HasIdCondition({one.id for one in found})
    among = qdrant.HasIdCondition({found[at].id for at in near})
    return qdrant.QueryRequest(
        limit=len(found),
        query=qdrant.Query.Nearest(qdrant.SparseVector(words.indices, words.values), using=WORDS),
        filter=qdrant.Filter(must=[everywhere]),
        params=qdrant.SearchParams(idf=qdrant.IdfParams(qdrant.Filter(must=[among]))),
    )


def read(shard: "qdrant.EdgeShard", ids: Iterable[str]) -> dict[str, Chunk]:
    """The chunks that are there, by id."""
    return {str(record.id): chunk_of(record.id, record.payload or {}) for record in shard.retrieve([*ids], True, False)}


def _point(embedded: EmbeddedChunk, lexicon: Lexicon) -> "qdrant.Point":
    terms = words(embedded.chunk, lexicon)
    vectors: dict[str, list[float] | qdrant.SparseVector | list[list[float]]] = {
        WORDS: qdrant.SparseVector(terms.indices, terms.values)
    }
    if embedded.vectors is not None:
        vectors[dense(embedded.vectors.space)] = embedded.vectors.whole.tolist()
    return qdrant.Point(id=embedded.chunk.id, vector=vectors, payload=payload(embedded))
