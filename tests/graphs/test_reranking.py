from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from graphs.named_model import NamedModel
from graphs.reranking import BY_CHAT_MODEL, ChatReranker, open_reranker
from knowledge.reranker import RerankerError
from knowledge.rerankers.endpoint import Endpoint
from knowledge.settings import KnowledgeSettings
from prompts import load_prompt

TEXTS = ["Refunds take 5 days.", "Delivery takes 3 days."]


def saying(text: str) -> ChatReranker:
    chat = GenericFakeChatModel(messages=iter([AIMessage(text)]))
    return ChatReranker(NamedModel("fake", chat), load_prompt("rerank"))


@pytest.mark.parametrize(
    "said", ['{"scores": [9, 0.5]}', '```json\n{"scores": [9, 0.5]}\n```', '<think>hm {</think>{"scores": [9, 0.5]}']
)
async def test_a_chat_model_s_points_become_scores(said: str) -> None:
    assert await saying(said).rerank("How long do refunds take?", TEXTS) == [0.9, 0.05]


@pytest.mark.parametrize("said", ["I like the first one.", '{"scores": [9]}', '{"scores": [9, 11]}', "{", ""])
async def test_what_cannot_be_read_is_an_error(said: str) -> None:
    with pytest.raises(RerankerError):
        await saying(said).rerank("How long do refunds take?", TEXTS)


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
