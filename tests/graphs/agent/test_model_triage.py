"""Triage by a model behind a real OpenAI-compatible server, and the rules that stand in for it."""

import json
from typing import Any

import pytest

from graphs.turn import HandoffReason

READS = {"match": {"userMessage": "Message to read"}}
CALM = {"upset": 0.1, "positive": False, "intent": "shipping", "wants_human": False, "danger": False}


@pytest.fixture
def reading(connected: Any) -> Any:
    """Only the role "triage" has a model: quotes answer."""
    return lambda **options: connected(model=None, model_triage="openai:mock", **options)


def script(server: Any, **changes: Any) -> None:
    server.script({**READS, "response": {"content": json.dumps(CALM | changes)}})


async def test_a_model_sees_what_no_word_shows_and_its_tokens_count(ask: Any, reading: Any, model_server: Any) -> None:
    script(model_server, upset=0.95)
    outcome = await ask("Oh, take another month, I have all the time in the world", context=reading())
    assert outcome.handoff is HandoffReason.NEGATIVE_SENTIMENT
    assert outcome.sentiment.label == "negative"
    assert outcome.usage.input_tokens > 0


async def test_a_model_may_see_haste_and_what_it_leaves_out_the_words_tell(
    ask: Any, reading: Any, model_server: Any
) -> None:
    script(model_server, urgency="high")
    assert (await ask("The guests are at the table already", context=reading())).urgency == "high"
    script(model_server)
    assert (await ask("I need it asap", context=reading())).urgency == "high"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"danger": True}, HandoffReason.SAFETY), ({"wants_human": True}, HandoffReason.CUSTOMER_REQUEST)],
)
async def test_danger_and_a_wish_for_a_person_bring_one(
    ask: Any, reading: Any, model_server: Any, changes: dict[str, Any], reason: HandoffReason
) -> None:
    script(model_server, **changes)
    assert (await ask("Is that possible?", context=reading())).handoff is reason


async def test_the_model_cannot_talk_a_request_or_a_threat_away(ask: Any, reading: Any, model_server: Any) -> None:
    script(model_server)
    assert (await ask("Please transfer me to a human agent", context=reading())).handoff is not None
    assert (await ask("我要弄死你", context=reading())).handoff is HandoffReason.SAFETY


async def test_an_intent_that_is_not_on_the_list_is_other(ask: Any, reading: Any, model_server: Any) -> None:
    script(model_server, intent="shipping")
    assert (await ask("And over the sea?", context=reading())).intent == "shipping"
    script(model_server, intent="world_peace")
    assert (await ask("And over the sea?", context=reading())).intent == "other"


@pytest.mark.parametrize(
    "response",
    [
        {"content": "   "},
        {"content": "The customer is angry."},
        {"content": json.dumps(CALM | {"upset": 7})},
        {"content": json.dumps(CALM | {"upset": "0.1"})},
        {"content": json.dumps({"upset": 0.1})},
        {"content": json.dumps(CALM | {"reply": "hello"})},
        {"error": {"message": "down", "type": "server_error"}, "status": 500},
    ],
    ids=["empty", "prose", "out of range", "a number in quotes", "keys missing", "a key too many", "down"],
)
async def test_rules_read_the_message_where_the_model_gives_nothing_usable(
    ask: Any, reading: Any, model_server: Any, response: dict[str, Any]
) -> None:
    model_server.script({**READS, "response": response})
    outcome = await ask("This is terrible, you are useless!", context=reading())
    assert outcome.handoff is HandoffReason.NEGATIVE_SENTIMENT


async def test_a_slow_model_is_not_waited_for(ask: Any, reading: Any, closed_port: int) -> None:
    dead = reading(url=f"http://127.0.0.1:{closed_port}/v1", triage_timeout_s=0.05, model_max_retries=5)
    outcome = await ask("太差了，气死我了！", context=dead)
    assert outcome.handoff is HandoffReason.NEGATIVE_SENTIMENT
    assert outcome.timings.triage_ms < 2000


async def test_the_answering_model_is_not_asked_to_read(ask: Any, connected: Any, model_server: Any) -> None:
    script(model_server)
    await ask("Is that possible?", context=connected(model="openai:mock"))
    assert all("Message to read" not in str(request) for request in model_server.requests)
