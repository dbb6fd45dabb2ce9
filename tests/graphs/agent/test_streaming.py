"""What customers see of a model's bad days while it is being listened to, over real HTTP."""

from typing import Any

import pytest

from graphs.agent.graph import Agent
from graphs.agent.respond import respond
from graphs.turn import HandoffReason, Message

QUESTION = "How long do refunds take?"
GOOD = "A refund reaches your card 5 working days after the parcel is back [1]."
SEARCHED, AGAIN = {"toolCallId": "search-1"}, {"toolCallId": "call-1"}
REPAIR = {"userMessage": "check before sending"}


async def listened(agent: Agent, context: Any) -> tuple[Any, list[str], list[str]]:
    """The outcome, every piece of text that was shown, and the reasons for which it was taken back."""
    heard: list[str] = []
    withdrawn: list[Any] = []
    asked = {"asked": (Message("customer", QUESTION),)}
    return await respond(agent, asked, context, heard.append, withdrawn.append), heard, withdrawn


async def test_the_whole_system_prompt_is_not_shown(agent: Agent, connected: Any, model_server: Any) -> None:
    context = connected()
    bad = {"response": {"content": context.prompts.system}, "chunkSize": 30}
    model_server.script({"match": SEARCHED, **bad}, {"match": REPAIR, **bad})
    outcome, heard, _ = await listened(agent, context)
    assert (outcome.handoff, heard) == (HandoffReason.FAILED_CHECK, [])


@pytest.mark.parametrize("sentence", [f"{GOOD} ", "word ", "<think>hm "], ids=["sound", "words", "thoughts"])
async def test_text_without_end_is_cut_off(agent: Agent, connected: Any, model_server: Any, sentence: str) -> None:
    endless = {"response": {"content": sentence * (250_000 // len(sentence))}, "chunkSize": 1000}
    model_server.script({"match": SEARCHED, **endless})
    outcome, heard, withdrawn = await listened(agent, connected())
    assert outcome.model == "extractive"
    assert "5 working days" in outcome.reply
    assert withdrawn == (["model_failed"] if heard else [])


async def test_a_sentence_that_fails_the_check_is_never_shown_and_those_before_it_are_taken_back(
    agent: Agent, connected: Any, model_server: Any
) -> None:
    content = "Returns are free within 30 days of delivery [1]. A refund takes 2 hours [1]. Just ask."
    bad = {"response": {"content": content}, "chunkSize": 4}
    model_server.script({"match": SEARCHED, **bad}, {"match": REPAIR, **bad})
    outcome, heard, withdrawn = await listened(agent, connected())
    assert set(heard) == {"Returns are free within 30 days of delivery."}
    assert withdrawn == ["check"] * len(heard)
    assert outcome.handoff is HandoffReason.FAILED_CHECK


async def test_what_a_broken_stream_showed_is_taken_back_before_the_next_model_answers(
    agent: Agent, connected: Any, model_server: Any
) -> None:
    content = f"Returns are free within 30 days of delivery [1]. {GOOD}"
    broken = {"response": {"content": content}, "chunkSize": 20, "truncateAfterChunks": 5}
    broken["streamingProfile"] = {"ttft": 0, "tps": 50}  # sent one by one, or the reset takes them along
    model_server.script({"match": SEARCHED, **broken})
    outcome, heard, withdrawn = await listened(agent, connected())
    assert (heard, withdrawn) == (["Returns are free within 30 days of delivery."], ["model_failed"])
    assert outcome.model == "extractive"


async def test_what_is_said_before_a_tool_call_makes_room_without_a_fault(
    agent: Agent, connected: Any, model_server: Any
) -> None:
    call = {"id": "call-1", "name": "search_knowledge", "arguments": {"query": "refund"}}
    first = {"content": "Let me check that for you. One moment, please.", "toolCalls": [call]}
    model_server.script({"match": AGAIN, "response": {"content": GOOD}}, {"match": SEARCHED, "response": first})
    outcome, heard, withdrawn = await listened(agent, connected())
    assert heard[-1] == outcome.reply
    assert withdrawn == ["more_to_come"] * (len(heard) - 1)


async def test_thinking_is_never_shown(agent: Agent, connected: Any, model_server: Any) -> None:
    content = f"<think>They ask about refunds.</think>{GOOD}"
    model_server.script({"match": SEARCHED, "response": {"content": content}, "chunkSize": 4})
    heard: list[str] = []
    outcome = await respond(agent, {"asked": (Message("customer", QUESTION),)}, connected(), heard.append)
    assert "think" not in outcome.reply + "".join(heard)
    assert outcome.answered


async def test_thinking_in_a_field_of_its_own_is_not_shown_either(
    agent: Agent, connected: Any, model_server: Any
) -> None:
    response = {"content": GOOD, "reasoning": "They ask about refunds. The card gets it."}
    model_server.script({"match": SEARCHED, "response": response, "chunkSize": 4})
    outcome, heard, _ = await listened(agent, connected())
    assert "They ask" not in outcome.reply + "".join(heard)
    assert outcome.answered
