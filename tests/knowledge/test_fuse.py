import pytest

from knowledge.document import Chunk, Found
from knowledge.fuse import Weights, fuse, named

WEIGHTS = Weights(words=0.02, parts=0.5)


def _hit(name: str, dense: float | None, sparse: float | None, parts: float | None = None) -> Found:
    return Found(name, dense, sparse, parts)


def _order(*hits: Found, k: int = 2) -> list[str]:
    return [hit.id for hit in fuse(hits, k, WEIGHTS)]


def test_a_strong_lead_in_one_leg_outweighs_a_weak_one_in_the_other() -> None:
    assert _order(_hit("a", 0.5, 2.0), _hit("b", 0.3, 20.0)) == ["b", "a"]
    assert _order(_hit("a", 0.7, 2.0), _hit("b", 0.3, 12.0)) == ["a", "b"]


def test_a_passage_whose_best_sentence_fits_outranks_one_that_fits_as_a_whole_only() -> None:
    assert _order(_hit("a", 0.6, None, 0.6), _hit("b", 0.5, None, 0.9)) == ["b", "a"]


def test_a_chunk_without_a_cosine_is_taken_for_the_farthest_that_has_one() -> None:
    hits = [_hit("a", 0.5, None), _hit("b", 0.4, None), _hit("c", None, 0.0)]
    fused = {hit.id: hit.score for hit in fuse(hits, 3, WEIGHTS)}
    assert fused["c"] == fused["b"] < fused["a"]


def test_words_order_alone_where_there_is_no_dense_leg() -> None:
    assert _order(_hit("b", None, 3.0), _hit("c", None, 5.0), _hit("a", None, 2.0)) == ["c", "b"]


def test_what_ties_with_the_last_comes_too_and_is_chosen_among_by_document_and_place() -> None:
    scored = fuse([_hit("x", None, 3.0), _hit("y", None, 5.0), _hit("z", None, 3.0), _hit("w", None, 1.0)], 2, WEIGHTS)
    assert [hit.id for hit in scored] == ["y", "x", "z"]
    chunks = {
        one: Chunk(one, name, name, "", place, (), one, "en")
        for one, name, place in (("x", "b.md", 0), ("y", "b.md", 1), ("z", "a.md", 7))
    }
    assert [hit.chunk.document for hit in named(scored, chunks, 2)] == ["b.md", "a.md"]
    assert fuse([], 2, WEIGHTS) == []


def test_an_average_over_the_terms_does_not_grow_with_the_length_of_the_question() -> None:
    weights = Weights(words=0.03, parts=0.5, counted="mean")
    hit = _hit("a", 0.8, 10.0)
    assert fuse([hit], 1, weights.asked(5))[0].score == pytest.approx(0.86)
    assert fuse([hit], 1, weights.asked(10))[0].score == pytest.approx(0.83)
    assert weights.asked(0).words == 0.03
    assert WEIGHTS.asked(5) == WEIGHTS, "a model of which the sum counts is asked alike whatever the length"


def test_by_the_best_match_a_lead_in_words_counts_alike_however_many_points_it_is() -> None:
    weights = Weights(words=0.03, counted="best")
    for points in (2.0, 40.0):
        first, second = fuse([_hit("a", 0.8, points), _hit("b", 0.82, points / 2)], 2, weights)
        assert (first.id, second.id) == ("b", "a")
        assert (first.score, second.score) == pytest.approx((0.835, 0.83))
    assert fuse([_hit("a", 0.8, None)], 1, weights)[0].score == pytest.approx(0.8)
    assert weights.asked(9) == weights


def test_prose_goes_by_weights_of_its_own_as_far_as_what_was_found_is_prose() -> None:
    weights = Weights(words=0.1, parts=0.5, counted="mean", prose=Weights(words=0.0, parts=0.0, counted="best")).asked(
        2
    )
    worded, near = Found("worded", 0.80, 4.0, 0.80), Found("near", 0.85, 0.0, 0.85)
    lines = fuse([worded, near], 2, weights)
    assert {hit.id: hit.score for hit in lines} == pytest.approx({"worded": 1.0, "near": 0.85})
    prose = fuse([worded._replace(prose=True, parts=0.9), near._replace(prose=True)], 2, weights)
    assert {hit.id: hit.score for hit in prose} == pytest.approx({"worded": 0.8, "near": 0.85})
    mixed = fuse([worded, near._replace(prose=True), Found("by words alone", None, 1.0)], 3, weights)
    assert mixed[0].score == pytest.approx((1.0 + 0.8) / 2), "half of what has a cosine is prose"


def test_a_question_after_a_fact_has_weights_of_its_own_where_the_model_gives_some() -> None:
    fact = Weights(words=0.3, counted="mean")
    weights = Weights(parts=0.5, prose=Weights(parts=0.2, fact=fact))
    assert weights.asked(3).prose == Weights(parts=0.2, fact=fact)
    assert weights.asked(3, fact=True) == Weights(parts=0.5, prose=fact.asked(3))
    assert WEIGHTS.asked(3, fact=True) == WEIGHTS


def test_of_two_equally_near_the_one_outside_the_crowd_comes_first_where_the_model_asks_for_it() -> None:
    hits = [Found("many like it", 0.9, None, 0.9, crowd=0.02), Found("alone", 0.895, None, 0.895, crowd=-0.02)]
    assert [hit.id for hit in fuse(hits, 2, WEIGHTS)] == ["many like it", "alone"]
    scored = fuse(hits, 2, Weights(parts=0.5, crowd=0.4))
    assert [hit.id for hit in scored] == ["alone", "many like it"]
    assert scored[0].score == pytest.approx(0.895 + 0.4 * 0.02)
    assert Weights(counted="mean", crowd=0.4).asked(5).crowd == 0.4
