"""What the customer said of themselves stands in for the words that point to it."""

import pytest

from graphs.agent.circumstances import with_circumstances
from graphs.turn import Message

HISTORY = (
    Message("customer", "Hi, I bought a Halo Mini and I live in the UK."),
    Message("agent", "Thank you. I live in Germany and have a Reed."),
    Message("customer", "Is it bright?"),
)
CHINESE = (Message("customer", "我买的是 Halo Mini，人在台湾。"), Message("agent", "好的。"))


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("How much is shipping for me?", "How much is shipping to UK?"),
        ("What is the warranty on my lamp?", "What is the warranty on Halo Mini?"),
        ("How much is shipping to me in France?", "How much is shipping to me in France?"),
        ("Can you help me?", "Can you help me?"),
        ("Where is my order?", "Where is my order?"),
    ],
)
def test_place_and_thing_are_filled_in_where_the_words_point_to_them(question: str, whole: str) -> None:
    assert with_circumstances(question, HISTORY) == whole


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("寄给我标准运费要多少？", "寄到台湾标准运费要多少？"),
        ("我这款灯的电池保修多久？", "Halo Mini的电池保修多久？"),
        ("寄给我在香港的朋友要多少？", "寄给我在香港的朋友要多少？"),
    ],
)
def test_so_they_are_in_chinese(question: str, whole: str) -> None:
    assert with_circumstances(question, CHINESE) == whole


def test_without_such_words_before_nothing_changes() -> None:
    asked = "How much is shipping for me?"
    assert with_circumstances(asked, ()) == asked
    assert with_circumstances(asked, (Message("customer", "I am in a hurry"),)) == asked
