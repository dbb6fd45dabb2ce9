"""The language of an answer, where the customer's words tell it and where they do not."""

from typing import Any

import pytest

from graphs.agent.language_of import language_of
from graphs.turn import Message


def state(**given: Any) -> Any:
    return {"history": (), "asked": ()} | given


@pytest.mark.parametrize("text", ["/start", "[image]", "[voice]", "???", "[sticker] 👍"])
def test_what_has_no_words_is_answered_in_the_accounts_language(text: str) -> None:
    assert language_of(state(language="zh"), text) == "zh"
    assert language_of(state(), text) == "en"


def test_words_go_before_the_accounts_language_also_those_said_before_or_beside_a_picture() -> None:
    assert language_of(state(language="zh"), "Where is my order?") == "en"
    assert language_of(state(language="en"), "[image] 这个坏了，怎么办") == "zh"
    said = (Message("customer", "我的订单到哪了"), Message("agent", "Hello"), Message("customer", "[image]"))
    assert language_of(state(language="en", history=said), "[image]") == "zh"


@pytest.mark.parametrize(
    "text", ["<b>asdf</b> xxx", "<i>qwe</i>", "Halo 3", "OK", "https://shop.example/is/the", "a@b.example"]
)
def test_letters_without_words_leave_the_conversation_in_its_language(text: str) -> None:
    chinese = (Message("customer", "运费怎么算？"), Message("agent", "您好"), Message("customer", "Tidal"))
    english = (Message("customer", "How is shipping calculated?"), Message("agent", "Hello"))
    assert language_of(state(language="en", history=chinese), text) == "zh"
    assert language_of(state(language="zh", history=english), text) == "en"
    assert language_of(state(language="zh"), text) == "zh"
    assert language_of(state(), text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("refund", "en"),
        ("Shipping costs?", "en"),
        ("lampshade colours", "en"),
        ("And to Berlin?", "en"),
        ("¿Cómo puedo pagar?", "es"),
        ("Wie lange ist die Garantie?", "de"),
    ],
)
def test_words_of_another_language_change_that_of_the_conversation(text: str, language: str) -> None:
    chinese = (Message("customer", "运费怎么算？"), Message("agent", "您好"))
    assert language_of(state(language="zh", history=chinese), text) == language
