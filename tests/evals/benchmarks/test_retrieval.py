import importlib
from pathlib import Path

import numpy as np
import pytest

from evals.benchmarks import finding_peers, retrieval
from evals.benchmarks.configuration import Configuration
from evals.benchmarks.peers import bm25
from evals.benchmarks.ranks import place
from tests.evals.benchmarks.sets import write_bank, write_squad


async def test_every_system_ranks_the_same_texts_and_turnwise_is_compared_with_the_best(tmp_path: Path) -> None:
    write_squad(tmp_path)
    write_bank(tmp_path)
    heard: list[object] = []
    reported = await retrieval.run(tmp_path, heard.append)
    configured = reported[0]
    assert isinstance(configured, Configuration)
    assert configured.encoder
    assert configured.settings["chunk_tokens"]
    assert not any("key" in name for name in configured.settings)
    assert [one for one in heard if not isinstance(one, str)] == reported
    rows = [row for row in reported if isinstance(row, retrieval.Row)]
    systems = {row.system.partition(" (")[0] for row in rows}
    assert systems == {"Turnwise", *(peer.name for peer in finding_peers.find_peers(lambda _: None))}
    for name, documents, asked in (("squad2_en", 8, 24), ("bq_bank_zh", 4, 32)):
        ours = {row.half: row for row in rows if row.name == name and row.system == "Turnwise"}
        assert ours["all"].documents == documents
        assert ours["all"].hit_at_1.n == asked
        assert ours["odd"].hit_at_1.n < asked
        assert ours["all"].hit_at_1.value > 0.9
        (ahead,) = (
            row for row in reported if isinstance(row, retrieval.Ahead) and (row.name, row.half) == (name, "all")
        )
        of_best = next(
            row for row in rows if row.half == "all" and row.system == ahead.best_by_hit_at_1 and row.name == name
        )
        assert ahead.hit_at_1.value == pytest.approx(ours["all"].hit_at_1.value - of_best.hit_at_1.value)


async def test_a_peer_that_is_not_installed_is_told_in_a_line_and_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bm25, "PACKAGES", ("surely_not_installed",))
    assert importlib.import_module(bm25.__name__) is bm25
    told: list[str] = []
    found = finding_peers.find_peers(told.append)
    assert bm25.NAME not in {peer.name for peer in found}
    assert "dense alone" in {peer.name for peer in found}
    (line,) = (line for line in told if line.startswith(bm25.NAME))
    assert "surely_not_installed" in line
    assert "pip install -e .[benchmark]" in line


def test_a_document_counts_once_by_its_best_chunk() -> None:
    assert place(["a", "a", "b", "c"], {"b"}) == 2
    assert place(["a"] * 20 + ["b"], {"b"}) == 2
    assert place([str(at) for at in range(12)], {"10"}) is None
    assert place([], {"a"}) is None


def test_dense_alone_ranks_by_cosine() -> None:
    from evals.benchmarks.peer import Asked, Corpus, Passage
    from evals.benchmarks.peers import dense

    vectors = np.eye(3, dtype=np.float32)
    chunks = tuple(Passage(name, name) for name in "abc")
    corpus = Corpus("en", chunks, vectors, chunks, lambda texts: vectors[: len(texts)])
    question = Asked("?", np.asarray([0.1, 0.9, 0.5], dtype=np.float32))
    (ranking,) = dense.rankings(corpus).values()
    assert ranking([question], 2) == [["b", "c"]]
    assert ranking([question], 30) == [["b", "c", "a"]]
