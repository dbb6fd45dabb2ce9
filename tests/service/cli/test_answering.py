"""What `turnwise ask` tells of a lead."""

from types import SimpleNamespace
from typing import Any

from graphs.agent.state import Outcome
from graphs.turn import Message, Sentiment
from service.cli.answering import answer_json, lead_of

BRAIN: Any = SimpleNamespace(context=SimpleNamespace(policy=SimpleNamespace(phone_regions=("CN", "US"))))
OUTCOME = Outcome(reply="", language="en", intent="x", sentiment=Sentiment("neutral", 0.1))


def fields(*said: str) -> dict[str, str]:
    *history, asked = (Message("customer", text) for text in said)
    lead = lead_of(BRAIN, {"history": tuple(history), "asked": (asked,)}, OUTCOME)
    told = answer_json(1, OUTCOME, lead)["lead"]
    return {field["type"]: field["value"] for field in told["fields"]} if told else {}


def test_a_lead_tells_where_the_customer_is_what_they_need_and_when_to_call() -> None:
    said = "I'm in Osaka and need 40 chairs, budget about 5000 euros. Call me after 6pm on +81 90-1234-5678."
    assert fields(said) == {
        "city": "Osaka",
        "phone": "+819012345678",
        "budget": "5000 EUR",
        "call_time": "after 18:00",
        "need": "40 chairs",
        "purpose": "callback",
    }


def test_the_same_in_chinese() -> None:
    said = "我在成都，想订二十把餐椅，预算三千左右，晚上八点后打给我，13800138000"
    assert fields(said) == {
        "city": "成都",
        "phone": "+8613800138000",
        "budget": "3000",
        "call_time": "after 20:00",
        "need": "二十把餐椅",
        "purpose": "callback",
    }


def test_a_correction_replaces_what_the_history_told() -> None:
    assert fields("call me on +44 20 7946 0958", "sorry, it ends in 7") == {
        "phone": "+442079460957",
        "purpose": "callback",
    }


def test_a_question_alone_is_no_lead() -> None:
    assert fields("I need a walnut desk, do you have one?") == {}
