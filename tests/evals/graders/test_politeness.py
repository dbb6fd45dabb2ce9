"""Politeness: of replies, not of customers."""

from collections.abc import Callable

import pytest

from evals.graders.politeness import grader
from graphs.evaluator.grader import GradingContext

Exchange = Callable[..., GradingContext]


@pytest.mark.parametrize(
    ("reply", "label"),
    [
        ("I'm sorry about that. Could you please send me the order number?", "polite"),
        ("It takes 3 days.", "neutral"),
        ("Can't you read? It says so on the page. Thank you.", "impolite"),
        ("That is not my problem.", "impolite"),
        ("您好，请稍等，我帮您查一下。", "polite"),
        ("三天到。", "neutral"),
        ("亲，你看不懂吗？页面上写着呢。", "impolite"),
        ("爱买不买。", "impolite"),
        ("", "not_applicable"),
    ],
)
async def test_words_tell(exchange: Exchange, reply: str, label: str) -> None:
    assert (await grader(exchange("You stupid idiot, 你有病吗", reply))).label == label
