"""What is added beneath an answer: on its topic only, and never twice."""

from typing import Any

import pytest

from graphs.agent.style.additions import AnswerGiven, additions_for
from graphs.agent.style.document import Style
from graphs.turn import Message

LINK, NOTE = "See https://example.com/warranty.", "This is not medical advice."
ANSWER = AnswerGiven(
    reply="Two years.", asked="What about the warranty?", language="en", intent="warranty", documents=["kb/warranty.md"]
)


def style(topic: dict[str, Any], **given: Any) -> Style:
    return Style.model_validate({"required": [{"topic": topic, "text": {"en": LINK, "zh": "见官网。"}, **given}]})


def added(document: Style, **changes: Any) -> list[str]:
    given = {name: getattr(ANSWER, name) for name in AnswerGiven.__slots__} | changes
    return [edit.text for edit in additions_for(document, AnswerGiven(**given))]


@pytest.mark.parametrize(
    ("topic", "is_on"),
    [
        ({}, True),
        ({"intents": ["warranty"]}, True),
        ({"intents": ["returns"]}, False),
        ({"keywords": ["WARRANTY"]}, True),
        ({"intents": ["returns"], "keywords": ["two years"]}, True),
        ({"documents": ["kb/*"]}, True),
        ({"documents": ["blog/*"]}, False),
        ({"channels": ["telegram"]}, False),
    ],
)
def test_only_answers_on_the_topic_get_it(topic: dict[str, Any], is_on: bool) -> None:
    assert added(style(topic)) == ([LINK] if is_on else [])


def test_what_the_reply_says_already_is_not_added() -> None:
    assert added(style({}), reply=f"Two years. {LINK.upper()}") == []


def test_it_is_added_in_the_customers_language() -> None:
    assert added(style({}), language="zh") == ["见官网。"]
    assert added(style({}), language="de") == [LINK]


def test_disclaimers_are_said_once_and_required_words_each_time() -> None:
    both = Style.model_validate({"required": [{"text": {"en": LINK}}], "disclaimers": [{"text": {"en": NOTE}}]})
    assert added(both) == [LINK, NOTE]
    assert added(both, history=[Message("agent", f"Yes.\n{LINK}\n{NOTE}")]) == [LINK]
    assert added(both, history=[Message("customer", NOTE)]) == [LINK, NOTE]


def test_the_same_text_on_two_topics_is_added_once() -> None:
    twice = Style.model_validate({"required": [{"text": {"en": LINK}}], "disclaimers": [{"text": {"en": LINK}}]})
    assert added(twice) == [LINK]
