import pytest

from graphs.agent.rewriting import stand_alone
from graphs.turn import Message

HISTORY = (Message("customer", "How much is the floor lamp?"), Message("agent", "It costs 99 EUR."))
CHINESE_HISTORY = (
    Message("customer", "落地灯多少钱？"),
    Message("agent", "99元。"),
    Message("customer", "嗯"),
    Message("agent", "好的"),
)


@pytest.mark.parametrize(
    "question", ["and in blue?", "is it waterproof?", "what about delivery?", "Also with a dimmer?"]
)
def test_a_follow_up_takes_the_question_before_along(question: str) -> None:
    assert stand_alone(question, HISTORY) == f"How much is the floor lamp?\n{question}"


@pytest.mark.parametrize("question", ["那蓝色的呢？", "它防水吗", "还有别的颜色吗"])
def test_so_does_a_chinese_one_past_a_word_that_says_nothing(question: str) -> None:
    assert stand_alone(question, CHINESE_HISTORY) == f"落地灯多少钱？\n{question}"


@pytest.mark.parametrize(
    "question",
    [
        "How long do refunds take?",
        "怎么退货？",
        "I want to send back the table that I bought last week, is it free of charge?",
    ],
)
def test_a_question_that_stands_alone_stays(question: str) -> None:
    assert stand_alone(question, HISTORY) == question


def test_without_a_question_before_nothing_is_added() -> None:
    assert stand_alone("and in blue?", ()) == "and in blue?"
