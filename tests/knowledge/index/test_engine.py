"""What the engine weighs itself is what the plain computation gives, and nothing is hidden or shown by a shortcut."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import qdrant_edge as qdrant

from evals.benchmarks.made_documents import documents
from evals.benchmarks.made_encoder import MadeEncoder
from knowledge.document import Access, Chunk, EmbeddedChunk, Vectors
from knowledge.index import PUBLIC, Legs, Only
from knowledge.index.engine import create, search, write
from knowledge.lexicon import built_in
from knowledge.near_words import NEAR, held_by, weighed
from knowledge.store import Change
from knowledge.vectors import words
from knowledge.words import Sparse, query_vector

_QUESTION = "How long does the warranty of the lamp take, and who helps with packing it?"
_NO_WORDS = Sparse([], [])
_ENCODER = MadeEncoder()


def _chunk(number: int, text: str, access: Access = "public") -> Chunk:
    return Chunk(f"00000000-0000-4000-8000-{number:012}", "book", "", "", 0, (), text, "en", access=access)


def _sections() -> list[str]:
    handbook = "\n\n".join(content.decode() for _, content in documents(60))
    return [*handbook.removeprefix("## ").split("\n\n## "), "☂ ☀ ☁", "灯罩可以用手洗，保修两年。"]


_CHUNKS = {chunk.id: chunk for chunk in (_chunk(number, text) for number, text in enumerate(_sections()))}


def _write(shard: qdrant.EdgeShard, chunks: Sequence[Chunk]) -> None:
    wholes, no_parts = _ENCODER.encode([chunk.text for chunk in chunks]), _ENCODER.encode([])
    points = (EmbeddedChunk(chunk, Vectors(whole, no_parts)) for chunk, whole in zip(chunks, wholes, strict=True))
    write(shard, [Change(1, "book", tuple(points))], built_in())


@pytest.fixture(scope="module")
def shard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[qdrant.EdgeShard]:
    made = create(tmp_path_factory.mktemp("engine") / "shard", (_ENCODER.dimensions,))
    _write(made, [*_CHUNKS.values()])
    yield made
    made.close()


def _legs(question: str) -> Legs:
    return Legs(_ENCODER.encode_questions([question])[0], query_vector(question))


@pytest.mark.parametrize("question", [_QUESTION, "灯罩怎么洗？", "Who was Borvenor?"])
@pytest.mark.parametrize("limit", [5, NEAR, 62])
def test_words_weigh_in_the_engine_what_the_plain_computation_gives(
    shard: qdrant.EdgeShard, question: str, limit: int
) -> None:
    legs = _legs(question)
    (found,) = search(shard, [(legs, limit, PUBLIC)])
    plain = weighed(found, [held_by(words(_CHUNKS[one.id], built_in())) for one in found], legs.words)
    assert len(found) >= limit
    assert [one.sparse is None for one in found] == [one.sparse is None for one in plain]
    assert [one.sparse or 0.0 for one in found] == pytest.approx([one.sparse or 0.0 for one in plain], rel=1e-4)


def test_words_alone_or_a_vector_alone_are_weighed_by_nothing(shard: qdrant.EdgeShard) -> None:
    both = _legs(_QUESTION)
    queries = [(legs, 5, PUBLIC) for legs in (Legs(both.vector, _NO_WORDS), Legs(None, both.words), both)]
    by_vector, by_words, of_both = search(shard, queries)
    assert all(one.sparse is None and one.dense is not None for one in by_vector)
    assert all(one.sparse and one.dense is None for one in by_words)
    scores = {one.id: one.sparse for one in of_both}
    assert all(scores[one.id] != one.sparse for one in by_words)


def test_questions_that_are_asked_at_once_get_their_own_weights(shard: qdrant.EdgeShard) -> None:
    asked = [Legs(None, _NO_WORDS), *map(_legs, (_QUESTION, "灯罩怎么洗？", "Packing"))]
    alone = [search(shard, [(legs, 5, PUBLIC)])[0] for legs in asked]
    assert search(shard, [(legs, 5, PUBLIC) for legs in asked]) == alone
    assert alone[0] == []
    assert alone[1] != alone[3]


def test_one_hidden_chunk_is_kept_from_customers_as_soon_as_there_is_one(tmp_path: Path) -> None:
    shard, legs = create(tmp_path / "shard", (_ENCODER.dimensions,)), _legs(_QUESTION)
    told, other = "The warranty of the lamp takes long.", _chunk(2, "Packing it is free.")

    def found(only: Only = PUBLIC) -> int:
        return len(search(shard, [(legs, 5, only)])[0])

    _write(shard, [_chunk(1, told), other])
    assert found() == 2
    _write(shard, [_chunk(1, told, "operators"), other])
    assert found() == 1
    assert found(Only("operators")) == 2
    _write(shard, [_chunk(1, told), other])
    assert found() == 2
    shard.close()
