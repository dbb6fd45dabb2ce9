"""Completeness: every question of a message."""

from collections.abc import Callable

import pytest

from evals.graders.completeness import grader
from evals.questions_asked import questions_in
from graphs.evaluator.grader import GradingContext

Exchange = Callable[..., GradingContext]
TWO = "How long does shipping to Germany take, and what does it cost?"
TWO_ZH = "寄到德国运费多少，灯具保修多久？"


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        (TWO, 2),
        (TWO_ZH, 2),
        ("Where is the showroom? When is it open?", 2),
        ("展厅在哪里？几点开门？", 2),
        ("Do you ship to Austria and Switzerland?", 1),
        ("我买了一盏灯，可以退货吗？", 1),
        ("支持语音助手吗，比如小爱同学？", 1),
        ("Thank you.", 0),
        ("谢谢", 0),
    ],
)
def test_a_message_is_cut_into_its_questions(asked: str, count: int) -> None:
    assert len(questions_in(asked)) == count


@pytest.mark.parametrize(
    ("asked", "reply", "label"),
    [
        (TWO, "Shipping to Germany takes 2 days. It costs €4.90.", "complete"),
        (TWO, "Shipping to Germany takes two days by road.", "partly"),
        (TWO, "Our lamps are made of oak.", "incomplete"),
        (TWO_ZH, "寄到德国的运费是 40 元。灯具保修三年。", "complete"),
        (TWO_ZH, "灯具保修三年。", "partly"),
        (TWO_ZH, "抱歉，我没有找到答案。", "incomplete"),
        ("Can I send it back?", "Returns are accepted for 30 days.", "complete"),
        ("Thanks!", "You are welcome.", "not_applicable"),
        ("转人工可以吗？", "好的，正在为您转接人工客服。", "not_applicable"),
    ],
)
async def test_each_question_is_looked_for(exchange: Exchange, asked: str, reply: str, label: str) -> None:
    grade = await grader(exchange(asked, reply))
    assert grade.label == label, grade


async def test_what_was_left_is_named_and_the_score_is_a_share(exchange: Exchange) -> None:
    grade = await grader(exchange(TWO_ZH, "灯具保修三年。"))
    assert "运费" in grade.reason
    assert grade.score is not None
    assert 0 < grade.score < 1
    assert len(grade.evidence) == 2
