"""A draft that fails the check is written again once, over real HTTP."""

from typing import Any

import pytest

from graphs.turn import HandoffReason

QUESTION = "How long do refunds take?"
GOOD = "A refund reaches your card 5 working days after the parcel is back [1]."
BAD = "A refund takes 2 hours [1]."
SEARCHED, REPAIR = {"toolCallId": "search-1"}, {"userMessage": "check before sending"}


def script(model_server: Any, first: dict[str, Any], second: dict[str, Any]) -> None:
    model_server.script({"match": REPAIR, "response": second}, {"match": SEARCHED, "response": first})


async def test_a_model_that_is_told_what_was_wrong_may_mend_it(ask: Any, connected: Any, model_server: Any) -> None:
    script(model_server, {"content": BAD}, {"content": GOOD})
    outcome = await ask(QUESTION, context=connected())
    assert outcome.answered
    assert outcome.model == "openai:mock"
    assert outcome.handoff is None
    *_, draft, told = model_server.requests[-1]["messages"]
    assert (draft["role"], draft["content"]) == ("assistant", BAD)
    assert "2 hours" in told["content"]
    first, second = (request["messages"][:-2] for request in model_server.requests)
    assert len(model_server.requests) == 2
    assert second[: len(first)] == first


async def test_both_calls_are_counted(ask: Any, connected: Any, model_server: Any) -> None:
    script(model_server, {"content": GOOD}, {"content": GOOD})
    once = (await ask(QUESTION, context=connected())).usage
    script(model_server, {"content": BAD}, {"content": GOOD})
    twice = (await ask(QUESTION, context=connected())).usage
    assert twice.input_tokens > 2 * once.input_tokens


@pytest.mark.parametrize(
    ("question", "told"), [(QUESTION, "colleague"), ("退款多久到账？", "人工")], ids=["English", "Chinese"]
)
async def test_there_is_no_third_try(ask: Any, connected: Any, model_server: Any, question: str, told: str) -> None:
    script(model_server, {"content": BAD}, {"content": BAD})
    outcome = await ask(question, context=connected())
    assert len(model_server.requests) == 2
    assert outcome.handoff is HandoffReason.FAILED_CHECK
    assert told in outcome.reply


async def test_a_model_that_dies_over_its_repair_leaves_it_to_a_colleague(
    ask: Any, connected: Any, model_server: Any
) -> None:
    down = {"error": {"message": "down", "type": "server_error"}, "status": 500}
    script(model_server, {"content": BAD}, down)
    outcome = await ask(QUESTION, context=connected())
    assert outcome.handoff is HandoffReason.FAILED_CHECK
    assert "2 hours" not in outcome.reply


@pytest.mark.parametrize(
    ("question", "told"),
    [("Who founded your company?", "could not find"), ("你们公司是谁创立的？", "没有")],
    ids=["English", "Chinese"],
)
async def test_where_nothing_was_found_an_invented_answer_becomes_an_honest_one(
    ask: Any, connected: Any, retriever: Any, model_server: Any, question: str, told: str
) -> None:
    retriever.confidence = 0.1
    invented = {"content": "It was founded by Ada Moon in 1901."}
    script(model_server, invented, invented)
    outcome = await ask(question, context=connected())
    assert outcome.handoff is None
    assert not outcome.answered
    assert told in outcome.reply
    assert "Moon" not in outcome.reply


async def test_quotes_are_not_asked_to_be_repaired(ask: Any, connected: Any, model_server: Any) -> None:
    context = connected(model=None, model_base_url=None, forbidden_words=("working days",))
    outcome = await ask(QUESTION, context=context)
    assert outcome.handoff is HandoffReason.FAILED_CHECK
