from knowledge.document import Chunk, Hit
from knowledge.fuse import fuse


def _hit(name: str, dense: float | None, sparse: float | None) -> Hit:
    return Hit(Chunk(name, name, name, "", 0, (), name, "en"), 0.0, dense, sparse)


def test_a_strong_lead_in_one_leg_outweighs_a_weak_one_in_the_other() -> None:
    assert [hit.chunk.id for hit in fuse([_hit("a", 0.5, 2.0), _hit("b", 0.3, 20.0)], 2)] == ["b", "a"]
    assert [hit.chunk.id for hit in fuse([_hit("a", 0.7, 2.0), _hit("b", 0.3, 12.0)], 2)] == ["a", "b"]


def test_a_chunk_that_the_dense_leg_did_not_list_is_taken_for_its_last() -> None:
    fused = {
        hit.chunk.id: hit.score for hit in fuse([_hit("a", 0.5, None), _hit("b", 0.4, None), _hit("c", None, 0.0)], 3)
    }
    assert fused["c"] == fused["b"] < fused["a"]


def test_words_order_alone_where_there_is_no_dense_leg_and_ties_by_name() -> None:
    hits = [_hit("b", None, 3.0), _hit("c", None, 5.0), _hit("a", None, 3.0)]
    assert [hit.chunk.id for hit in fuse(hits, 2)] == ["c", "a"]
