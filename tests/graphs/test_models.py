from typing import Any

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from graphs.models import Models, build_models
from graphs.named_model import NamedModel

EXTRACTIVE = GenericFakeChatModel(messages=iter([AIMessage("a quote")]))


def names(models: Models) -> dict[str, list[str]]:
    return {role: [model.name for model in chain] for role, chain in models.chains.items()}


def test_without_a_model_only_quotes_answer(settings: Any) -> None:
    models = build_models(settings(), EXTRACTIVE)
    assert names(models) == {"answer": ["extractive"]}
    assert models.chain("judge") == ()
    assert not models.streams


def test_one_model_serves_every_role_and_quotes_stand_in_for_it(settings: Any) -> None:
    models = build_models(settings(model="openai:a", model_judge="openai:b", model_base_url="http://x/v1"), EXTRACTIVE)
    assert names(models) == {
        "answer": ["openai:a", "extractive"],
        "triage": ["openai:a"],
        "rewrite": ["openai:a"],
        "judge": ["openai:b"],
        "simulate": ["openai:a"],
    }
    assert models.streams


def test_a_role_may_have_a_model_of_its_own_only(settings: Any) -> None:
    models = build_models(settings(model_judge="openai:b", model_api_key="secret"), EXTRACTIVE)
    assert names(models) == {"answer": ["extractive"], "judge": ["openai:b"]}


def test_the_fallback_can_be_turned_off(settings: Any) -> None:
    models = build_models(settings(model="openai:a", model_api_key="secret", model_fallback=False), EXTRACTIVE)
    assert names(models)["answer"] == ["openai:a"]


def test_the_key_is_never_shown(settings: Any) -> None:
    given = settings(model="openai:a", model_api_key="sk-very-secret")
    assert "very-secret" not in repr(given) + str(build_models(given, EXTRACTIVE))


async def test_text_is_passed_on_as_it_comes() -> None:
    model = NamedModel("fake", GenericFakeChatModel(messages=iter([AIMessage("one two three")])), streams=True)
    heard: list[str] = []
    message = await model.ask([], heard.append)
    assert "".join(heard) == message.text == "one two three"
    assert len(heard) > 1


@pytest.mark.parametrize("listening", [True, False])
async def test_a_model_that_does_not_stream_is_simply_asked(listening: bool) -> None:
    model = NamedModel("fake", GenericFakeChatModel(messages=iter([AIMessage("one two")])))
    heard: list[str] = []
    assert (await model.ask([], heard.append if listening else None)).text == "one two"
    assert heard == []
