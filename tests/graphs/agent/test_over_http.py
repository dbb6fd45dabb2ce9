"""The same agent with a model behind a real OpenAI-compatible server."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from graphs.agent.graph import Agent
from graphs.agent.respond import respond
from graphs.prices import Price
from graphs.turn import HandoffReason, Message

QUESTION = "How long do refunds take?"
GOOD = "A refund reaches your card 5 working days after the parcel is back [1]."
SEARCHED, AGAIN = {"toolCallId": "search-1"}, {"toolCallId": "call-1"}


async def test_a_model_answers_with_a_source(ask: Any, connected: Any, model_server: Any) -> None:
    model_server.script({"match": SEARCHED, "response": {"content": GOOD}})
    outcome = await ask(QUESTION, context=connected())
    assert outcome.model == "openai:mock"
    assert outcome.reply == "A refund reaches your card 5 working days after the parcel is back."
    assert [(citation.document, citation.quote) for citation in outcome.citations] == [("kb/0.md", outcome.reply)]
    assert outcome.answered
    assert outcome.usage.input_tokens > outcome.usage.output_tokens > 0


async def test_a_turn_tells_what_its_model_cost(ask: Any, connected: Any, model_server: Any, tmp_path: Path) -> None:
    counted = {"prompt_tokens": 1000, "completion_tokens": 100, "prompt_tokens_details": {"cached_tokens": 600}}
    model_server.script({"match": SEARCHED, "response": {"content": GOOD, "usage": counted}})
    prices = tmp_path / "prices.yaml"
    prices.write_text('models: {"openai:mock": {input: 1, cached_input: "0.5", output: 10}}')
    outcome = await ask(QUESTION, context=connected(prices=prices))
    usage = outcome.usage
    assert usage.cost == Price(input=1, cached_input=Decimal("0.5"), output=10).cost(
        usage.input_tokens, usage.cached_input_tokens, usage.output_tokens
    )
    assert usage.cost > 0
    assert (await ask(QUESTION, context=connected())).usage.cost is None


async def test_requests_of_different_conversations_begin_alike_so_that_providers_can_cache_them(
    ask: Any, connected: Any, model_server: Any
) -> None:
    model_server.script({"match": SEARCHED, "response": {"content": GOOD}})
    await ask(QUESTION, context=connected())
    await ask("Do refunds take long?", ("customer", "hello"), ("agent", "Hi!"), context=connected())
    first, second = model_server.requests
    assert first["tools"] == second["tools"]
    assert first["messages"][0] == second["messages"][0]


async def test_hits_reach_the_model_as_the_result_of_a_tool_and_never_in_its_instructions(
    ask: Any, connected: Any, model_server: Any
) -> None:
    model_server.script({"match": SEARCHED, "response": {"content": GOOD}})
    await ask(QUESTION, ("customer", "hello"), ("agent", "Hi!"), context=connected())
    (request,) = model_server.requests
    roles = [message["role"] for message in request["messages"]]
    assert roles == ["system", "user", "assistant", "user", "assistant", "tool"]
    assert "30 days" in request["messages"][-1]["content"]
    assert "30 days" not in request["messages"][0]["content"]
    assert {tool["function"]["name"] for tool in request["tools"]} == {"search_knowledge", "save_lead", "hand_off"}


async def test_sentences_stream_without_markers(agent: Agent, connected: Any, model_server: Any) -> None:
    answer = f"{GOOD} Returns are free within 30 days of delivery [1]. Anything else?"
    model_server.script({"match": SEARCHED, "response": {"content": answer}, "chunkSize": 3})
    heard: list[str] = []
    question = {"asked": (Message("customer", QUESTION),)}
    outcome = await respond(agent, question, connected(), heard.append)
    assert len(heard) == 3
    assert "".join(heard) == outcome.reply
    assert outcome.usage.output_tokens > 0


async def test_the_model_searches_again_and_cites_what_it_found(
    ask: Any, connected: Any, model_server: Any, retriever: Any
) -> None:
    call = {"id": "call-1", "name": "search_knowledge", "arguments": {"query": "delivery price"}}
    model_server.script(
        {"match": SEARCHED, "response": {"toolCalls": [call]}},
        {"match": AGAIN, "response": {"content": "Standard delivery costs 4.90 EUR [6]."}},
    )
    outcome = await ask("What does standard delivery cost?", context=connected())
    assert retriever.queries[-1] == "delivery price"
    assert outcome.reply == "Standard delivery costs 4.90 EUR."
    assert [citation.document for citation in outcome.citations] == ["kb/2.md"]
    assert len(outcome.passages) == 3


async def test_a_detail_that_the_customer_wrote_becomes_a_lead(ask: Any, connected: Any, model_server: Any) -> None:
    call = {"id": "call-1", "name": "save_lead", "arguments": {"type": "company", "value": "Blue Kite Ltd"}}
    model_server.script(
        {"match": SEARCHED, "response": {"toolCalls": [call]}}, {"match": AGAIN, "response": {"content": GOOD}}
    )
    outcome = await ask("I order for Blue Kite Ltd, how long do refunds take?", context=connected())
    assert [(contact.type, contact.value) for contact in outcome.contacts] == [("company", "Blue Kite Ltd")]


async def test_a_detail_that_the_model_made_up_does_not(ask: Any, connected: Any, model_server: Any) -> None:
    call = {"id": "call-1", "name": "save_lead", "arguments": {"type": "phone", "value": "+49 30 901820"}}
    model_server.script(
        {"match": SEARCHED, "response": {"toolCalls": [call]}}, {"match": AGAIN, "response": {"content": GOOD}}
    )
    outcome = await ask(QUESTION, context=connected())
    assert outcome.contacts == ()
    assert "error" in model_server.requests[-1]["messages"][-1]["content"]


async def test_the_model_may_hand_over(ask: Any, connected: Any, model_server: Any) -> None:
    call = {"id": "call-1", "name": "hand_off", "arguments": {"reason": "policy"}}
    model_server.script({"match": SEARCHED, "response": {"toolCalls": [call]}})
    outcome = await ask("Please change the address of my order", context=connected())
    assert outcome.handoff is HandoffReason.POLICY
    assert "colleague" in outcome.reply
