import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from knowledge.rerank import load_reranker
from knowledge.reranker import RerankerError
from knowledge.rerankers.endpoint import Endpoint
from knowledge.retrieve import Retriever
from knowledge.settings import KnowledgeSettings

QUERY = "How long does a refund take?"


@dataclass
class ByWord:
    """Likes the texts with a word; `fails` instead where told to."""

    word: str = "guarantee"
    fails: bool = False
    read: list[Sequence[str]] = field(default_factory=list)

    async def rerank(self, query: str, texts: Sequence[str]) -> list[float]:
        self.read.append(texts)
        if self.fails:
            raise RerankerError("It is down.")
        return [0.9 if self.word in text else 0.1 for text in texts]

    async def close(self) -> None:
        pass


class Silent(ByWord):
    async def rerank(self, query: str, texts: Sequence[str]) -> list[float]:
        await asyncio.Event().wait()
        return []


class Short(ByWord):
    async def rerank(self, query: str, texts: Sequence[str]) -> list[float]:
        return [0.5]


async def fill(house: Any) -> None:
    for number in range(8):
        text = f"# Refunds {number}\nA refund takes {number} days.\n"
        await house.write(f"{number}.md", text)
    await house.write("last.md", "# Promise\nOur guarantee: a refund, however long it may take.\n")


def with_reranker(house: Any, settings: KnowledgeSettings, reranker: ByWord) -> Retriever:
    return Retriever(house.store, house.index, house.embedder, settings, reranker=reranker)


async def test_the_best_hits_are_read_again_and_put_in_the_reranker_s_order(
    house: Any, settings: KnowledgeSettings
) -> None:
    await fill(house)
    reranker = ByWord()
    found = await with_reranker(house, settings, reranker).search(QUERY, 3)
    assert found.hits[0].chunk.document == "last.md"
    assert [hit.score for hit in found.hits] == [0.9, 0.1, 0.1]
    assert len(reranker.read[0]) == 9
    assert any(text.startswith("Promise\n") for text in reranker.read[0])


async def test_no_more_than_the_candidates_are_read(house: Any, settings: KnowledgeSettings) -> None:
    await fill(house)
    reranker = ByWord()
    few = settings.model_copy(update={"reranker_candidates": 4})
    await with_reranker(house, few, reranker).search(QUERY, 2)
    assert [len(texts) for texts in reranker.read] == [4]


@pytest.mark.parametrize("reranker", [ByWord(fails=True), Silent(), Short()], ids=["fails", "silent", "too few scores"])
async def test_where_the_reranker_fails_the_order_stands_and_a_warning_says_so(
    house: Any, settings: KnowledgeSettings, reranker: ByWord, caplog: pytest.LogCaptureFixture
) -> None:
    await fill(house)
    hasty = settings.model_copy(update={"reranker_timeout_s": 0.02})
    with caplog.at_level(logging.WARNING):
        found = await with_reranker(house, hasty, reranker).search(QUERY, 3)
    assert found.hits == (await house.retriever.search(QUERY, 3)).hits
    assert "not reranked" in caplog.text


async def test_the_settings_choose_the_reranker(settings: KnowledgeSettings) -> None:
    named = settings.model_copy(update={"reranker": "small", "reranker_base_url": "http://x/v1"})
    reranker = await load_reranker(named)
    assert isinstance(reranker, Endpoint)
    await reranker.close()
    assert await load_reranker(settings) is None
