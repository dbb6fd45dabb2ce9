"""Trying a model out: what it took, or why there was no answer; and no secret in either."""

import pytest
from pydantic import SecretStr

from graphs.model_settings import FallbackModel
from graphs.settings import GraphSettings
from service.errors import NotFound
from service.model_trials import models_of, shown_address, try_model
from tests.judge_server import Answer, judging, text

KEY = "sk-very-secret-key"


def settings(url: str, **more: object) -> GraphSettings:
    given = {"model": "openai:tiny", "model_base_url": url, "model_api_key": SecretStr(KEY), "model_timeout_s": 5.0}
    return GraphSettings(_env_file=None, **(given | more))  # type: ignore[arg-type]


async def test_a_model_that_answers_tells_what_it_took() -> None:
    with judging() as server:
        server.answer = text("ready")
        tried = await try_model("answer", 0, settings(server.url))

    assert (tried.reply, tried.error) == ("ready", None)
    assert tried.latency_ms > 0
    assert tried.input_tokens is not None


async def test_one_that_refuses_is_quoted_without_the_key() -> None:
    with judging() as server:
        server.answer = Answer(status=401, raw=f'{{"error": {{"message": "no such key: {KEY}"}}}}'.encode())
        tried = await try_model("judge", 0, settings(server.url))
        asked = len(server.requests)

    assert tried.reply is None
    assert tried.error is not None
    assert "no such key: …" in tried.error
    assert asked == 1  # a try is not repeated


async def test_a_name_that_makes_no_sense_says_what_would() -> None:
    tried = await try_model("answer", 0, GraphSettings(_env_file=None, model="nobody:nothing"))

    assert tried.error is not None
    assert "provider:name" in tried.error


async def test_only_answers_have_further_models_and_without_any_there_is_none_to_try() -> None:
    chain = settings("http://first/v1", model_fallbacks=(FallbackModel(model="openai:other", base_url="http://b/v1"),))
    assert [one.name for one in models_of("answer", chain)] == ["openai:tiny", "openai:other"]
    assert [one.name for one in models_of("triage", chain)] == ["openai:tiny"]
    for role, place in (("answer", 2), ("triage", 1)):
        with pytest.raises(NotFound):
            await try_model(role, place, chain)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        await try_model("answer", 0, GraphSettings(_env_file=None))


def test_an_address_is_shown_without_what_it_hides() -> None:
    (endpoint,) = models_of("judge", settings("https://user:pass@models.example:8443/v1?key=abc"))

    assert shown_address(endpoint) == "https://models.example:8443/v1"
