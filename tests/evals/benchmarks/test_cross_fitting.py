"""The halves of a set take turns in choosing."""

from pathlib import Path

import pytest

from evals.benchmarks import retrieval
from evals.benchmarks.cross_fitting import best, by_weights, cross_fitted
from evals.benchmarks.knowledge_base import Candidates, documents_of, knowledge_base
from evals.benchmarks.question_sets import Question, load
from evals.benchmarks.ranks import Ranks
from knowledge.document import Chunk, Found
from knowledge.embed import Embedder
from knowledge.embed import load as load_encoders
from knowledge.fuse import Weights
from knowledge.settings import KnowledgeSettings
from tests.evals.benchmarks.sets import write_bank, write_squad

_EVEN = [True, True, False, False]


def test_every_question_is_ranked_by_what_did_best_on_the_half_that_it_is_not_of() -> None:
    tried = {"a": Ranks((1, 1, 4, 4)), "b": Ranks((3, 3, 2, 2))}
    crossed = cross_fitted(tried, _EVEN)
    assert (crossed.even, crossed.odd) == ("b", "a")
    assert crossed.ranks.places == (3, 3, 4, 4), "neither half profits from what it chose itself"


def test_of_equals_the_first_is_chosen() -> None:
    tried = {"shipped": Ranks((1, 2, None, 1)), "other": Ranks((2, 1, 1, None))}
    assert best(tried, [True, True, False, False]) == "shipped"
    assert cross_fitted(tried, _EVEN).ranks.places == (1, 2, None, 1)


def test_the_grid_ranks_candidates_anew_and_begins_with_what_is_shipped() -> None:
    chunks = {name: Chunk(name, name, f"{name}.md", "", 0, (), name, "zh") for name in ("near", "worded", "crowded")}
    found = [
        Found("near", 0.90, 0.0, 0.90, crowd=0.0),
        Found("worded", 0.86, 3.0, 0.86, crowd=0.0),
        Found("crowded", 0.92, 0.0, 0.92, crowd=0.1),
    ]
    shipped = Weights(words=0.01, parts=0.5, crowd=0.4)
    asked = [Question("1", "?", frozenset({"near.md"}))]
    tried = by_weights(asked, [Candidates(found, chunks, shipped)], 30)
    names = list(tried)
    assert names[0] == "words x 1, parts x 1, crowd x 1"
    assert len(names) == len(set(names)) > 20
    assert tried[names[0]].places == (1,)
    assert tried["words x 1, parts x 1, crowd x 0"].places == (2,), "the crowded one is nearer"
    assert tried["words x 2, parts x 1, crowd x 1"].places == (2,), "words outweigh nearness"


async def test_all_questions_are_reported_against_every_peer(tmp_path: Path) -> None:
    write_squad(tmp_path)
    write_bank(tmp_path)
    reported = await retrieval.run(tmp_path, cross_fit=True)
    for name, asked in (("squad2_en", 24), ("bq_bank_zh", 32)):
        rows = [one for one in reported if isinstance(one, retrieval.Row) and one.name == name]
        crossed = {one.system: one for one in rows if one.half == "crossed"}
        assert {one.hit_at_1.n for one in crossed.values()} == {asked}
        against = {one.peer: one for one in reported if isinstance(one, retrieval.Against) and one.name == name}
        assert {*against, "Turnwise"} == set(crossed)
        for peer, one in against.items():
            ahead = crossed["Turnwise"].mrr_at_10.value - crossed[peer].mrr_at_10.value
            assert one.mrr_at_10.value == pytest.approx(ahead)
        fitted = {one.system: one for one in reported if isinstance(one, retrieval.Fitted) and one.name == name}
        assert set(fitted) == set(crossed)


async def test_the_shipped_point_of_the_grid_ranks_as_the_product_does(tmp_path: Path) -> None:
    write_bank(tmp_path)
    (questions,) = load(tmp_path)
    texts = [one.text for one in questions.questions]
    settings = KnowledgeSettings(data=tmp_path / "scratch")
    embedder = Embedder(*load_encoders(KnowledgeSettings()))
    try:
        async with knowledge_base(questions.documents, embedder, settings) as base:
            found = [documents_of(one) for one in await base.search(texts, 30)]
            candidates = await base.candidates(texts, 30)
    finally:
        await embedder.close()
    assert [one.documents(one.weights, 30) for one in candidates] == found
    assert any(one.crowd for candidate in candidates for one in candidate.found)
