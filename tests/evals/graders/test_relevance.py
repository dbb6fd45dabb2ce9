"""Relevance: does the reply address the question?"""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from evals.graders.relevance import grader
from graphs.evaluator.grader import GradingContext

Exchange = Callable[..., GradingContext]


@pytest.mark.parametrize(
    ("asked", "reply", "label"),
    [
        ("How long does shipping to Germany take?", "Shipping to Germany takes 2–3 working days.", "relevant"),
        ("保修期是多久？", "灯具的保修期是三年。", "relevant"),
        ("How long does shipping to Germany take?", "Our showroom is in Hangzhou.", "irrelevant"),
        ("保修期是多久？", "展厅在杭州拱墅区。", "irrelevant"),
        ("Do you sell dog sofas?", "I'm sorry, I could not find an answer to that.", "refused"),
        ("你们卖狗沙发吗？", "抱歉，我没有在现有资料中找到答案。", "refused"),
        ("Do you sell dog sofas?", "I am passing you to a colleague.", "refused"),
        ("Can I talk to a real person?", "Of course, I am connecting you to a colleague.", "relevant"),
        ("我要转人工", "好的，正在为您转接人工客服。", "relevant"),
        ("Thanks!", "You are welcome.", "not_applicable"),
        ("谢谢", "不客气。", "not_applicable"),
        ("How long does shipping take?", "", "not_applicable"),
    ],
)
async def test_the_reply_is_compared_with_the_question(exchange: Exchange, asked: str, reply: str, label: str) -> None:
    assert (await grader(exchange(asked, reply))).label == label


async def test_an_answer_of_another_kind_than_was_asked_for_scores_lower(exchange: Exchange) -> None:
    asked = "How much does shipping to Germany cost?"
    number = await grader(exchange(asked, "Shipping to Germany costs €4.90."))
    words = await grader(exchange(asked, "Shipping to Germany is a cost that we like to keep low."))
    assert (number.score or 0) > (words.score or 0)


async def test_a_refusal_beside_an_answer_is_partly_relevant(exchange: Exchange) -> None:
    reply = "Shipping to Germany takes 2–3 working days. I don't know about Norway."
    grade = await grader(exchange("How long does shipping to Germany take, and to Norway?", reply))
    assert grade.label == "partly"


async def test_meaning_counts_where_words_differ_and_a_model_is_at_hand(exchange: Exchange) -> None:
    async def same_direction(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.ones((len(texts), 4), dtype=np.float32) / 2

    context = exchange("Can I send my purchase back?", "Returns are accepted for 30 days.")
    assert (await grader(context)).label == "irrelevant"
    assert (await grader(context.with_embed(same_direction))).label == "relevant"


async def test_the_model_is_not_asked_about_chinese_which_it_may_not_know(exchange: Exchange) -> None:
    async def never(texts: Sequence[str]) -> NDArray[np.float32]:
        raise AssertionError(f"embedded {texts}")

    assert (await grader(exchange("保修期是多久？", "展厅在杭州。").with_embed(never))).label == "irrelevant"


async def test_what_is_missing_is_named(exchange: Exchange) -> None:
    grade = await grader(exchange("What is the warranty of the bookshelf?", "The bookshelf is made of oak."))
    assert "warranti" in grade.reason or "warranty" in grade.reason
