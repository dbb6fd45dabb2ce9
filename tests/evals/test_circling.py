"""Conversations that go in circles."""

from collections.abc import Callable

import pytest

from evals.circling import circling
from graphs.evaluator.grader import GradingContext

Exchange = Callable[..., GradingContext]


@pytest.mark.parametrize(
    ("before", "asked", "reply"),
    [
        (
            [
                ("customer", "The router drops the connection in the evening"),
                ("agent", "Please restart the router and check the cables."),
            ],
            "the connection of the router still drops every evening",
            "Please restart your router and check all cables.",
        ),
        (
            [("customer", "光猫晚上总是掉线"), ("agent", "请您重启光猫并检查网线是否插好。")],
            "光猫到晚上还是总是掉线",
            "建议您重启光猫，检查网线是否插好。",
        ),
    ],
)
def test_the_same_reply_and_the_same_question_are_counted(
    exchange: Exchange, before: list[tuple[str, str]], asked: str, reply: str
) -> None:
    found = circling(exchange(asked, reply, before=before).turn)
    assert (found.same_replies, found.asked_again, found.exchanges) == (1, 1, 1)
    assert (found.refusals, found.promises) == (0, 0)


def test_promises_and_refusals_count_with_those_of_the_turn(exchange: Exchange) -> None:
    before = [
        ("customer", "Nobody came."),
        ("agent", "We will contact you today."),
        ("customer", "And the price of the part?"),
        ("agent", "I'm sorry, I couldn't find any information on that."),
    ]
    found = circling(exchange("It's Friday now.", "We'll get back to you.", before=before).turn)
    assert (found.promises, found.refusals) == (2, 1)


def test_another_question_with_an_answer_of_its_own_goes_nowhere_in_circles(exchange: Exchange) -> None:
    before = [("customer", "Do you ship to Malta?"), ("agent", "Yes, within six days.")]
    found = circling(exchange("Is there a warranty on lamps?", "Three years on every lamp.", before=before).turn)
    assert (found.same_replies, found.asked_again, found.refusals, found.promises) == (0, 0, 0, 0)


def test_courtesies_are_no_repetition(exchange: Exchange) -> None:
    found = circling(
        exchange("Thanks!", "You're welcome!", before=[("customer", "Thanks!"), ("agent", "You're welcome!")]).turn
    )
    assert (found.same_replies, found.asked_again) == (0, 0)
