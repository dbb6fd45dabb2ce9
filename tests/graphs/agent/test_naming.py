""" "The lamp that I asked about at the beginning" is put by its name."""

import pytest

from graphs.agent.naming import named_earlier
from graphs.turn import Message

ENGLISH = tuple(
    Message("customer", text)
    for text in ("How much is the Nova desk lamp?", "And do you ship to France?", "What about the Luna floor lamp?")
)
CHINESE = tuple(Message("customer", text) for text in ("新星台灯多少钱？", "能开发票吗？", "月光落地灯呢？"))


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("How heavy is the lamp I asked about first?", "How heavy is Nova desk lamp?"),
        ("Is the first one I asked about waterproof?", "Is Nova desk lamp waterproof?"),
        ("is the desk lamp I mentioned earlier dimmable?", "is Nova desk lamp dimmable?"),
        ("Does the floor lamp we talked about before need a bulb?", "Does Luna floor lamp need a bulb?"),
        ("Where is the order I mentioned?", "Where is the order I mentioned?"),
        ("How long does delivery take?", "How long does delivery take?"),
    ],
)
def test_english(question: str, named: str) -> None:
    assert named_earlier(question, ENGLISH) == named


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("一开始问的那款多重？", "新星台灯多重？"),
        ("我之前说的台灯防水吗", "新星台灯防水吗"),
        ("最开始问的那盏灯有几种颜色？", "新星台灯有几种颜色？"),
        ("我之前问的问题你还没回答", "我之前问的问题你还没回答"),
    ],
)
def test_chinese(question: str, named: str) -> None:
    assert named_earlier(question, CHINESE) == named


def test_without_a_thing_nothing_is_put_in_its_place() -> None:
    said = (Message("customer", "hello"), Message("agent", "How about the Nova desk lamp?"))
    assert named_earlier("How heavy is the one I asked about?", said) == "How heavy is the one I asked about?"
