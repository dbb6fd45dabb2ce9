"""A chat model plays the customer: what it says is asked for as an object, and garbage ends the case in words."""

import json
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from evals.offline.case import SimulatedCase
from evals.offline.simulation.by_model import ModelledCustomer, SimulationError
from evals.offline.simulation.persona import find_persona
from graphs.agent.state import Outcome
from graphs.named_model import NamedModel
from graphs.turn import Sentiment
from prompts import load_prompt

CASE = SimulatedCase.model_validate(
    {
        "id": "a",
        "language": "zh",
        "persona": "hurried",
        "goal": "想知道运费",
        "facts": {"phone": "13800138000"},
        "wants": [{"asks": ["运费多少？"], "expect": {"contains": [["5 元"]]}}],
        "success": {"solved": True},
    }
)


def customer(*lines: Any) -> ModelledCustomer:
    texts = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    model = NamedModel("fake", GenericFakeChatModel(messages=iter([AIMessage(text) for text in texts])))
    return ModelledCustomer(CASE, find_persona(CASE.persona), model, load_prompt("customer"))


def reply(text: str) -> Outcome:
    return Outcome(reply=text, language="zh", intent="question", sentiment=Sentiment("neutral", 0.1))


async def test_it_speaks_hears_and_ends() -> None:
    one = customer(
        {"says": "运费多少", "over": False},
        "<think>done</think>" + json.dumps({"says": "", "over": True, "solved": True}),
    )
    turn = await one.speak()
    assert turn is not None
    assert turn.says == ["运费多少"]
    answer = reply("运费 5 元。")
    one.hear(answer)
    assert await one.speak() is None
    assert one.solved is True
    assert [(check.criterion, check.passed) for check in one.close([answer])] == [("want", True), ("solved", True)]
    assert [check.passed for check in one.close([reply("不知道")])] == [False, True]


async def test_garbage_is_asked_again_and_then_told() -> None:
    turn = await customer("hello", {"says": "运费多少", "over": False}).speak()
    assert turn is not None
    with pytest.raises(SimulationError, match="fake gave no usable object"):
        await customer("hello", {"says": 5, "over": False}).speak()
