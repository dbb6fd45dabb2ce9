import pytest

from graphs.sentiment import sentiment_of
from graphs.turn import Message
from graphs.wearing_out import says_again, signs


@pytest.mark.parametrize(
    "text",
    [
        "I already told you my order number",
        "As I said, it is the blue one",
        "this is the third time I ask",
        "that doesn't answer my question",
        "我都说过了",
        "我已经告诉你们了",
        "問了三遍了",
        "你没回答我",
    ],
)
def test_a_customer_who_says_it_again_is_heard(text: str) -> None:
    assert says_again(text)


@pytest.mark.parametrize(
    "text", ["I already paid, thanks", "the second time zone", "你们说明书上怎么说", "我想问一下运费"]
)
def test_what_only_sounds_like_it_is_not(text: str) -> None:
    assert not says_again(text)


def shown(text: str, *before: str, failures: int = 0) -> int:
    history = [Message("customer", one) for one in before]
    return signs(history, text, sentiment_of(text), failures)


def test_signs_add_up_over_the_turns() -> None:
    assert shown("I already told you") == 1
    assert shown("I already told you", "The lamp is broken and I am annoyed") == 2
    assert shown("I already told you, this is terrible", "The lamp is broken and I am annoyed", failures=1) == 3
    assert shown("我说过了，太差了", "你们服务太差了", failures=1) == 3


def test_a_calm_message_ends_it() -> None:
    assert shown("Thanks, and do you ship to Norway?", "this is terrible", "awful", failures=3) == 0


def test_the_same_question_again_is_a_sign_where_it_was_not_answered() -> None:
    assert shown("Where is my parcel 4711?", "where is my parcel 4711", failures=1) == 2
    assert shown("Where is my parcel 4711?", "where is my parcel 4711") == 0
    assert shown("Where is my parcel 4711?", "where is my lamp", failures=1) == 0
    assert shown("我的包裹到哪了？", "我的包裹到哪了", failures=1) == 2


def test_what_operators_and_the_agent_said_is_no_sign() -> None:
    history = [Message("agent", "this is terrible, awful"), Message("operator", "I already told you")]
    assert signs(history, "I already told you", sentiment_of("I already told you"), 0) == 1
