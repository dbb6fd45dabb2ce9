import asyncio
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.embed import Embedder
from knowledge.encoder import EncoderError
from knowledge.encoders.minilm import MiniLM


class Counter:
    """An encoder that counts its runs; it fails on "bad"."""

    model_id = "counter"
    dimensions = 2

    def __init__(self) -> None:
        self.runs: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.runs.append(list(texts))
        if "bad" in texts:
            raise ValueError("bad")
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode(texts)

    def known_share(self, text: str) -> float:
        return 1.0

    def close(self) -> None: ...


async def test_concurrent_calls_share_runs_of_the_model() -> None:
    encoder = Counter()
    embedder = Embedder(encoder)
    rows = await asyncio.gather(*(embedder.embed(["x" * number]) for number in range(1, 60)))
    assert [row[0][0] for row in rows] == list(range(1, 60))
    assert len(encoder.runs) <= 2


async def test_a_repeated_query_is_not_computed_again() -> None:
    encoder = Counter()
    embedder = Embedder(encoder)
    first = await embedder.embed(["a", "bb", "a"])
    second = await embedder.embed(["bb", "a"])
    assert first.tolist() == [[1, 1], [2, 1], [1, 1]]
    assert second.tolist() == [[2, 1], [1, 1]]
    assert encoder.runs == [["a", "bb"]]


async def test_one_callers_failure_is_not_the_others() -> None:
    embedder = Embedder(Counter())
    results = await asyncio.gather(embedder.embed(["good"]), embedder.embed(["bad"]), return_exceptions=True)
    assert not isinstance(results[0], BaseException)
    assert isinstance(results[1], ValueError)


async def test_nothing_gives_an_empty_matrix() -> None:
    assert (await Embedder(Counter()).embed([])).shape == (0, 2)


async def test_the_installed_model_puts_paraphrases_near_each_other(embedder: Embedder) -> None:
    money, refund, ship = await embedder.embed(["get my money back", "refund my purchase", "the ship sailed"])
    assert money @ refund > money @ ship + 0.2
    with pytest.raises(TypeError):
        await embedder.embed([None])  # type: ignore[list-item]


async def test_who_asks_for_a_question_on_its_way_shares_the_run() -> None:
    encoder = Counter()
    embedder = Embedder(encoder)
    first, second = await asyncio.gather(embedder.embed_questions(["same"]), embedder.embed_questions(["same"]))
    assert np.array_equal(first, second)
    assert encoder.runs == [["same"]]


async def test_a_question_that_failed_can_be_asked_again() -> None:
    embedder = Embedder(Counter())
    for _ in range(2):
        with pytest.raises(ValueError, match="bad"):
            await embedder.embed_questions(["bad"])


async def test_a_meaning_names_the_model_that_made_it_and_shares_the_run_of_a_search() -> None:
    encoder = Counter()
    embedder = Embedder(encoder)
    meaning, searched = await asyncio.gather(embedder.meaning("same"), embedder.embed_questions(["same"]))
    assert meaning is not None
    assert (meaning.model_id, meaning.vector.tolist()) == ("counter", searched[0].tolist())
    assert encoder.runs == [["same"]]


async def test_a_text_without_words_that_a_model_knows_has_no_meaning(embedder: Embedder, encoder: MiniLM) -> None:
    assert await Embedder(encoder).meaning("在哪里？") is None
    spaces = [await embedder.meaning(text) for text in ("Where is it?", "在哪里？")]
    assert len({meaning.model_id for meaning in spaces if meaning}) == 2


async def test_an_endpoint_that_is_down_costs_the_meaning_and_no_more(caplog: pytest.LogCaptureFixture) -> None:
    class Down(Counter):
        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            raise EncoderError("the endpoint does not answer")

    assert await Embedder(Down()).meaning("anything") is None
    assert "does not answer" in caplog.text
