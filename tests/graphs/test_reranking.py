import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from graphs.agent.context import Context
from graphs.connecting import ModelSetupError
from graphs.named_model import NamedModel
from graphs.prices import Price
from graphs.reranking import BY_CHAT_MODEL, ChatReranker, open_reranker
from graphs.tally import tallying
from graphs.turn import Usage
from knowledge.document import Retrieval
from knowledge.reranker import RerankerError
from knowledge.rerankers.endpoint import Endpoint
from knowledge.settings import KnowledgeSettings
from prompts import load_prompt
from tests.graphs.conftest import FakeRetriever

TEXTS = ["Refunds take 5 days.", "Delivery takes 3 days."]


COUNTED = {"input_tokens": 1_000, "output_tokens": 10, "total_tokens": 1_010}
PRICE = Price(input=Decimal(1), output=Decimal(10))


def saying(text: str) -> ChatReranker:
    chat = GenericFakeChatModel(messages=iter([AIMessage(text, usage_metadata=COUNTED)]))
    return ChatReranker(NamedModel("fake", chat, price=PRICE), load_prompt("rerank"))


@pytest.mark.parametrize(
    "said", ['{"scores": [9, 0.5]}', '```json\n{"scores": [9, 0.5]}\n```', '<think>hm {</think>{"scores": [9, 0.5]}']
)
async def test_a_chat_model_s_points_become_scores(said: str) -> None:
    assert await saying(said).rerank("How long do refunds take?", TEXTS) == [0.9, 0.05]


@pytest.mark.parametrize("said", ["I like the first one.", '{"scores": [9]}', '{"scores": [9, 11]}', "{", ""])
async def test_what_cannot_be_read_is_an_error(said: str) -> None:
    with pytest.raises(RerankerError):
        await saying(said).rerank("How long do refunds take?", TEXTS)


@pytest.mark.parametrize("said", ['{"scores": [9, 0.5]}', "I like the first one."])
async def test_what_reranking_costs_is_counted_where_it_is_asked_for_even_if_it_helps_nothing(said: str) -> None:
    with tallying() as tally, suppress(RerankerError):
        await asyncio.create_task(saying(said).rerank("refunds?", TEXTS))
    assert tally.usage == Usage(1_000, 10, 0, PRICE.cost(1_000, 0, 10))
    with tallying() as other:
        pass
    assert other.usage == Usage()


@dataclass
class Reranking(FakeRetriever):
    """Searches as the product's retriever does where a chat model reranks."""

    reranker: ChatReranker = field(default_factory=lambda: saying('{"scores": [9, 0.5]}'))
    failed: int = 0

    async def search(self, query: str, k: int) -> Retrieval:
        try:
            await self.reranker.rerank(query, TEXTS)
        except RerankerError:
            self.failed += 1
        return await super().search(query, k)


async def test_reranking_counts_into_the_turn_that_searches_and_stops_with_its_budget(
    ask: Any, context: Context
) -> None:
    searching = Reranking()
    outcome = await ask("How long do refunds take?", context=replace(context, retriever=searching))
    assert outcome.usage == Usage(1_000, 10, 0, PRICE.cost(1_000, 0, 10))
    spent, frugal = Reranking(), context.models.without_cost()
    outcome = await ask("How long do refunds take?", context=replace(context, retriever=spent, models=frugal))
    assert (outcome.usage, spent.failed) == (Usage(), 1)
    assert outcome.answered


async def test_with_a_budget_the_price_of_reranking_has_to_be_known(settings: Any, tmp_path: Path) -> None:
    graphs = settings(model_rerank="openai:mock", model_base_url="http://127.0.0.1:9/v1", budget_day=Decimal(1))
    with pytest.raises(ModelSetupError, match="what openai:mock costs"):
        async with open_reranker(KnowledgeSettings(data=tmp_path, reranker=BY_CHAT_MODEL), graphs):
            pass


async def test_the_passages_reach_a_real_server_as_data(settings: Any, model_server: Any, tmp_path: Path) -> None:
    model_server.script({"match": {"userMessage": "Question:"}, "response": {"content": '{"scores": [10, 0]}'}})
    graphs = settings(model_rerank="openai:mock", model_base_url=f"{model_server.url}/v1", model_max_retries=0)
    async with open_reranker(KnowledgeSettings(data=tmp_path, reranker=BY_CHAT_MODEL), graphs) as reranker:
        assert reranker is not None
        assert await reranker.rerank("退款多久到账？", TEXTS) == [1.0, 0.0]
    (request,) = model_server.requests
    assert "Refunds take" not in request["messages"][0]["content"]
    assert "[2] Delivery takes" in request["messages"][1]["content"]


async def test_a_dead_server_is_an_error(settings: Any, tmp_path: Path) -> None:
    graphs = settings(model="openai:mock", model_base_url="http://127.0.0.1:9/v1", model_max_retries=0)
    async with open_reranker(KnowledgeSettings(data=tmp_path, reranker=BY_CHAT_MODEL), graphs) as reranker:
        assert reranker is not None
        with pytest.raises(RerankerError):
            await reranker.rerank("refunds?", TEXTS)


async def test_without_a_chat_model_the_setting_says_what_is_missing(settings: Any, tmp_path: Path) -> None:
    knowledge = KnowledgeSettings(data=tmp_path, reranker=BY_CHAT_MODEL)
    with pytest.raises(RerankerError, match="TURNWISE_MODEL_RERANK"):
        async with open_reranker(knowledge, settings()):
            pass


async def test_other_names_are_the_knowledge_base_s_own_and_none_is_none(settings: Any, tmp_path: Path) -> None:
    named = KnowledgeSettings(data=tmp_path, reranker="small", reranker_base_url="http://x/v1")
    async with open_reranker(named, settings()) as reranker:
        assert isinstance(reranker, Endpoint)
    async with open_reranker(KnowledgeSettings(data=tmp_path, reranker=""), settings()) as none:
        assert none is None
