"""Contradiction: to the knowledge base, and to what was said before."""

from collections.abc import Callable

import pytest

from evals.graders.contradiction import grader
from graphs.evaluator.grader import GradingContext

Exchange = Callable[..., GradingContext]
EN = "Lamps have a warranty of 3 years. Shipping to Germany costs €4.90. The showroom is open on Saturdays."
ZH = "灯具保修期为三年。寄到德国运费 40 元。展厅周六营业。"


@pytest.mark.parametrize(
    ("reply", "passage", "label"),
    [
        ("Lamps have a warranty of 5 years.", EN, "contradicts_knowledge"),
        ("灯具保修期为五年。", ZH, "contradicts_knowledge"),
        ("The warranty of lamps is 36 months.", EN, "consistent"),
        ("灯具保修期为 3 年。", ZH, "consistent"),
        ("The showroom is not open on Saturdays.", EN, "contradicts_knowledge"),
        ("展厅周六不营业。", ZH, "contradicts_knowledge"),
        ("Shipping to Germany is free.", EN, "contradicts_knowledge"),
        # Another country, another product.
        ("Shipping to Norway costs €9.90.", EN, "consistent"),
        ("书架保修期为十年。", ZH, "consistent"),
        ("该功能默认关闭。", "该功能默认开启。", "contradicts_knowledge"),
        # A row in words is the row, not a contradiction of the others.
        ("德国——运费：4.90 欧元；包邮：满 60 欧元", "地区 | 运费 | 包邮\n德国 | 4.90 欧元 | 满 60 欧元", "consistent"),
        ("Prices increased last year.", "Prices decreased last year.", "contradicts_knowledge"),
    ],
)
async def test_the_knowledge_base_is_held_against_the_reply(
    exchange: Exchange, reply: str, passage: str, label: str
) -> None:
    grade = await grader(exchange("Tell me more", reply, passages=[passage]))
    assert grade.label == label, grade
    assert grade.score is not None
    assert (grade.score > 0.5) == (label == "consistent")


@pytest.mark.parametrize(
    ("asked", "before", "reply", "label"),
    [
        (
            "And the lamp's warranty?",
            "Lamps have a warranty of 3 years.",
            "Lamps have a warranty of 2 years.",
            "earlier",
        ),
        ("灯具保修多久？", "灯具保修期为三年。", "灯具保修期为两年。", "earlier"),
        ("灯具保修多久？", "灯具保修期为三年。", "灯具保修期为三年。", ""),
        ("灯具保修多久？", "灯具保修期为三年。", "更正一下，灯具保修期为两年。", ""),
    ],
)
async def test_what_was_told_before_is_held_against_the_reply(
    exchange: Exchange, asked: str, before: str, reply: str, label: str
) -> None:
    grade = await grader(exchange(asked, reply, before=[("customer", asked), ("agent", before)]))
    assert grade.label == ("contradicts_earlier" if label else "consistent"), grade


@pytest.mark.parametrize(
    ("asked", "no", "yes"),
    [
        ("Do you ship to Norway?", "No, unfortunately we don't.", "Yes, we do."),
        ("可以寄到挪威吗？", "不可以，暂时没有开通。", "可以的，亲。"),
    ],
)
async def test_yes_after_no_to_the_same_question_is_a_contradiction(
    exchange: Exchange, asked: str, no: str, yes: str
) -> None:
    before = [("customer", asked), ("operator", no)]
    assert (await grader(exchange(asked, yes, before=before))).label == "contradicts_earlier"
    assert (await grader(exchange(asked, no, before=before))).label == "consistent"


async def test_without_anything_to_compare_with_it_is_not_applicable(exchange: Exchange) -> None:
    assert (await grader(exchange("Warranty?", "3 years."))).label == "not_applicable"
