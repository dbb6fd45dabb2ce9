"""Complaints: of what went wrong, not questions about it."""

from collections.abc import Callable

import pytest

from evals.graders.complaint import grader
from graphs.evaluator.grader import GradingContext

Exchange = Callable[..., GradingContext]


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ("I want to complain about your driver, his behaviour was unacceptable.", "complaint"),
        ("The kettle is broken, I am very disappointed and waited three weeks for it!", "complaint"),
        ("What happens if it arrives damaged?", "no_complaint"),
        ("Do you deliver to Oslo?", "no_complaint"),
        ("我要投诉你们的快递员，态度恶劣", "complaint"),
        ("等了两个星期还没收到，太差劲了", "complaint"),
        ("如果坏了可以换吗", "no_complaint"),
        ("这款有黑色吗", "no_complaint"),
        (" ", "not_applicable"),
    ],
)
async def test_words_tell(exchange: Exchange, asked: str, label: str) -> None:
    assert (await grader(exchange(asked, "One moment."))).label == label
