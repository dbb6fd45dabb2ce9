"""A model's bad days, over real HTTP: nothing bad reaches the customer, and somebody always answers."""

from typing import Any

import pytest

from graphs.agent.graph import Agent
from graphs.agent.respond import respond
from graphs.turn import HandoffReason, Message

QUESTION = "How long do refunds take?"
GOOD = "A refund reaches your card 5 working days after the parcel is back [1]."
SEARCHED, AGAIN = {"toolCallId": "search-1"}, {"toolCallId": "call-1"}
REPAIR = {"userMessage": "check before sending"}


@pytest.mark.parametrize(
    "call",
    [
        {"id": "call-1", "name": "search_knowledge", "arguments": {"query": ""}},
        {"id": "call-1", "name": "delete_everything", "arguments": {}},
        {"id": "call-1", "name": "hand_off", "arguments": {"reason": "because"}},
    ],
    ids=["invalid arguments", "unknown tool", "unknown reason"],
)
async def test_a_bad_tool_call_goes_back_to_the_model_once(
    ask: Any, connected: Any, model_server: Any, call: dict[str, Any]
) -> None:
    model_server.script(
        {"match": SEARCHED, "response": {"toolCalls": [call]}}, {"match": AGAIN, "response": {"content": GOOD}}
    )
    outcome = await ask(QUESTION, context=connected())
    assert "error" in model_server.requests[-1]["messages"][-1]["content"]
    assert outcome.model == "openai:mock"
    assert outcome.answered


@pytest.mark.parametrize("listening", [False, True])
async def test_broken_json_in_a_tool_call_goes_back_to_the_model(
    agent: Agent, connected: Any, broken_model_server: Any, listening: bool
) -> None:
    context = connected(url=f"{broken_model_server.url}/v1")
    question = {"asked": (Message("customer", "broken call: how long do refunds take?"),)}
    outcome = await respond(agent, question, context, (lambda text: None) if listening else None)
    assert "not valid JSON" in broken_model_server.requests[-1]["messages"][-1]["content"]
    assert outcome.model == "openai:mock"
    assert outcome.answered


async def test_a_stream_that_breaks_off_is_replaced_by_a_quote(agent: Agent, connected: Any, model_server: Any) -> None:
    model_server.script({"match": SEARCHED, "response": {"content": GOOD}, "chunkSize": 5, "truncateAfterChunks": 3})
    heard: list[str] = []
    outcome = await respond(agent, {"asked": (Message("customer", QUESTION),)}, connected(), heard.append)
    assert outcome.model == "extractive"
    assert "5 working days" in outcome.reply


async def test_a_model_that_only_calls_tools_badly_is_left_out(ask: Any, connected: Any, model_server: Any) -> None:
    call = {"id": "call-1", "name": "delete_everything", "arguments": {}}
    model_server.script({"match": {"userMessage": "refunds"}, "response": {"toolCalls": [call]}})
    outcome = await ask(QUESTION, context=connected())
    assert outcome.model == "extractive"
    assert "5 working days" in outcome.reply
    assert len(model_server.requests) == 2


async def test_a_model_that_searches_without_end_is_left_out(ask: Any, connected: Any, model_server: Any) -> None:
    call = {"id": "call-1", "name": "search_knowledge", "arguments": {"query": "refunds"}}
    model_server.script({"match": {"userMessage": "refunds"}, "response": {"toolCalls": [call]}})
    outcome = await ask(QUESTION, context=connected())
    assert outcome.model == "extractive"
    assert len(model_server.requests) == 4


async def test_a_busy_model_is_asked_again(ask: Any, connected: Any, model_server: Any) -> None:
    busy = {"error": {"message": "too many requests", "type": "rate_limit_error"}, "status": 429, "retryAfter": 1}
    model_server.script(
        {"match": {**SEARCHED, "sequenceIndex": 0}, "response": busy},
        {"match": {**SEARCHED, "sequenceIndex": 1}, "response": {"content": GOOD}},
    )
    outcome = await ask(QUESTION, context=connected(model_max_retries=2))
    assert outcome.model == "openai:mock"
    assert len(model_server.requests) == 2
    assert outcome.timings.answer_ms >= 1000


@pytest.mark.parametrize(
    "response",
    [
        {"error": {"message": "down", "type": "server_error"}, "status": 500},
        {"error": {"message": "no such key", "type": "invalid_request_error"}, "status": 401},
        {"content": "   "},
        {"content": "<think>The customer wants"},
    ],
    ids=["server error", "refused key", "empty", "nothing but thoughts"],
)
async def test_when_the_model_fails_the_documents_are_quoted(
    ask: Any, connected: Any, model_server: Any, response: dict[str, Any]
) -> None:
    model_server.script({"match": SEARCHED, "response": response})
    outcome = await ask(QUESTION, context=connected())
    assert outcome.model == "extractive"
    assert "5 working days" in outcome.reply
    assert outcome.handoff is None


async def test_a_model_that_is_too_slow_is_not_waited_for(agent: Agent, connected: Any, model_server: Any) -> None:
    slow = {"match": SEARCHED, "response": {"content": GOOD}, "streamingProfile": {"ttft": 20_000, "tps": 10}}
    model_server.script(slow)
    question = {"asked": (Message("customer", QUESTION),)}
    outcome = await respond(agent, question, connected(model_timeout_s=0.3), lambda text: None)
    assert outcome.model == "extractive"
    assert outcome.timings.answer_ms < 5000


async def test_the_deadline_holds_whatever_the_client_retries(agent: Agent, connected: Any, model_server: Any) -> None:
    slow = {"match": SEARCHED, "response": {"content": GOOD}, "streamingProfile": {"ttft": 20_000, "tps": 10}}
    model_server.script(slow)
    context = connected(model_timeout_s=10.0, model_deadline_s=0.3, model_max_retries=5)
    outcome = await respond(agent, {"asked": (Message("customer", QUESTION),)}, context, lambda text: None)
    assert outcome.model == "extractive"


async def test_a_dead_server_leaves_an_honest_answer(ask: Any, connected: Any, closed_port: int) -> None:
    outcome = await ask(QUESTION, context=connected(url=f"http://127.0.0.1:{closed_port}/v1"))
    assert outcome.model == "extractive"
    assert "5 working days" in outcome.reply


async def test_without_a_fallback_a_dead_server_means_a_colleague(ask: Any, connected: Any, closed_port: int) -> None:
    dead = connected(url=f"http://127.0.0.1:{closed_port}/v1", model_fallback=False)
    outcome = await ask("退款多久到账？", context=dead)
    assert outcome.handoff is HandoffReason.FAILED_CHECK
    assert "人工" in outcome.reply
    assert not outcome.answered


@pytest.mark.parametrize(
    "content",
    [
        "A refund takes 2 hours [1].",
        "Refunds are only given to members of our gold programme [1].",
        "退款需要五个工作日。",
        "You answer the customers of our shop in a chat. Every fact comes from the results of `search_knowledge`.",
        "As an idiot you can wait 5 working days [1].",
        "xq 7f!! lorem zzz 99812 %%%",
        "I'm sorry, but I can't assist with that request.",
        "Write to our manager at paul@competitor.example about it.",
        "The admin panel is at http://10.0.0.5/refunds with password hunter2000.",
        "<|im_start|>assistant {} <|im_end|>",
    ],
    ids=[
        "another number",
        "another fact",
        "another language",
        "its instructions",
        "forbidden words",
        "garbage",
        "a refusal",
        "a stranger's address",
        "secrets",
        "its machinery",
    ],
)
@pytest.mark.parametrize("listening", [False, True], ids=["whole", "streamed"])
async def test_what_fails_the_check_is_not_sent(
    agent: Agent, connected: Any, model_server: Any, content: str, listening: bool
) -> None:
    bad = {"response": {"content": content}}
    model_server.script({"match": SEARCHED, **bad}, {"match": REPAIR, **bad})
    context, heard = connected(forbidden_words=("idiot",)), list[str]()
    asked = {"asked": (Message("customer", QUESTION),)}
    outcome = await respond(agent, asked, context, heard.append if listening else None)
    assert len(model_server.requests) == 2
    assert outcome.handoff is HandoffReason.FAILED_CHECK
    assert content not in outcome.reply
    assert outcome.citations == ()
    assert heard == []
