"""A model's greetings: none inside an answer, and none where the customer was greeted."""

import pytest

from graphs.agent.style.greeting import without_greetings


@pytest.mark.parametrize(
    ("draft", "left"),
    [
        ("Hello! It takes 3 days [1].", "It takes 3 days [1]."),
        ("Hello there, thanks for reaching out! It takes 3 days [1].", "It takes 3 days [1]."),
        ("Hi, it takes 3 days [1].", "It takes 3 days [1]."),
        ("您好，需要3天[1]。", "需要3天[1]。"),
        ("您好！欢迎光临本店。需要3天[1]。", "需要3天[1]。"),
        ("It takes 3 days [1]. Hello! It costs 4 EUR [1].", "It takes 3 days [1]. It costs 4 EUR [1]."),
        ("Hello is what the lamp says when it starts [1].", "Hello is what the lamp says when it starts [1]."),
        ("Hello!", "Hello!"),
    ],
)
def test_a_greeted_customer_is_not_greeted_again(draft: str, left: str) -> None:
    assert without_greetings(draft, greeted=True) == left


def test_the_first_reply_may_begin_with_one() -> None:
    assert without_greetings("Hello! It takes 3 days. Hello!", greeted=False) == "Hello! It takes 3 days. "
