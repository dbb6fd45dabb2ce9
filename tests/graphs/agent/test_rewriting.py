"""Rewriting by a model behind a real OpenAI-compatible server, and the rules that stand in for it."""

from typing import Any

import pytest

from graphs.agent.rewriting import by_rules, problem_with_line
from graphs.turn import Message

BEFORE = (("customer", "How much is the floor lamp?"), ("agent", "It costs 99 EUR."))
REWRITES = {"match": {"userMessage": "Message to rewrite"}}
RULES = "How much is the floor lamp in blue?"


@pytest.fixture
def rewriting(connected: Any) -> Any:
    """Only the role "rewrite" has a model: quotes answer."""
    return lambda **options: connected(model=None, model_rewrite="openai:mock", **options)


async def test_a_model_rewrites_what_leans_on_the_conversation_and_its_tokens_count(
    ask: Any, rewriting: Any, model_server: Any, retriever: Any
) -> None:
    model_server.script({**REWRITES, "response": {"content": "How much is the blue floor lamp?"}})
    outcome = await ask("and in blue?", *BEFORE, context=rewriting())
    (request,) = model_server.requests
    assert "99 EUR" in request["messages"][-1]["content"]
    assert retriever.queries == ["How much is the blue floor lamp?"]
    assert outcome.model == "extractive"
    assert outcome.usage.input_tokens > 0
    assert outcome.usage.output_tokens > 0


@pytest.mark.parametrize(
    ("said", "before", "question"),
    [
        ("How long do refunds take?", BEFORE, {}),
        ("and in blue?", (), {}),
        ("and in blue?", BEFORE, {"held": True}),
    ],
    ids=["stands alone", "no history", "an operator has it"],
)
async def test_nobody_is_called_where_there_is_nothing_to_rewrite(
    ask: Any, rewriting: Any, model_server: Any, said: str, before: Any, question: dict[str, Any]
) -> None:
    model_server.script({**REWRITES, "response": {"content": "anything"}})
    await ask(said, *before, context=rewriting(), **question)
    assert model_server.requests == []


@pytest.mark.parametrize(
    "response",
    [
        {"content": "   "},
        {"content": "<think>The customer wants"},
        {"content": "One question?\nAnother one?"},
        {"content": "word " * 100},
        {"content": "蓝色的落地灯多少钱？"},
        {"content": "The blue floor lamp costs 120 EUR."},
        {"error": {"message": "down", "type": "server_error"}, "status": 500},
    ],
    ids=["empty", "only thoughts", "two lines", "too long", "another language", "a new number", "down"],
)
async def test_rules_rewrite_where_the_model_gives_no_usable_line(
    ask: Any, rewriting: Any, model_server: Any, retriever: Any, response: dict[str, Any]
) -> None:
    model_server.script({**REWRITES, "response": response})
    await ask("and in blue?", *BEFORE, context=rewriting())
    assert retriever.queries == [RULES]


async def test_a_slow_model_is_not_waited_for(ask: Any, rewriting: Any, retriever: Any, closed_port: int) -> None:
    dead = rewriting(url=f"http://127.0.0.1:{closed_port}/v1", rewrite_timeout_s=0.05, model_max_retries=5)
    assert [model.deadline_s for model in dead.models.chain("rewrite")] == [0.05]
    outcome = await ask("and in blue?", *BEFORE, context=dead)
    assert retriever.queries == [RULES]
    assert outcome.timings.retrieve_ms < 2000


async def test_who_is_handed_over_costs_no_rewriting(
    ask: Any, rewriting: Any, model_server: Any, retriever: Any
) -> None:
    model_server.script({**REWRITES, "response": {"content": "anything"}})
    outcome = await ask("and what about it? human please!", *BEFORE, context=rewriting())
    assert outcome.handoff is not None
    assert model_server.requests == retriever.queries == []


def test_each_question_of_a_message_is_completed() -> None:
    history = tuple(Message(role, text) for role, text in BEFORE)  # type: ignore[arg-type]
    assert by_rules("Is it waterproof? And how long do refunds take?", history) == (
        "Is floor lamp waterproof?",
        "how long do refunds take?",
    )


def test_a_number_that_was_said_may_stand_in_the_line() -> None:
    assert problem_with_line("Is the Halo 3 dimmable?", "is it dimmable?", "Customer: what is the Halo 3?") == ""
    assert problem_with_line("Halo 3 可以调光吗？", "可以调光吗", "Customer: Halo 4 多少钱") != ""
