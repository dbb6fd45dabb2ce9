"""Politeness by a model: the reply, towards this customer."""

from collections.abc import Callable

import pytest

from graphs.evaluator.grader import GradingContext
from tests.evals.judges import Court
from tests.judge_server import verdict

Exchange = Callable[..., GradingContext]


@pytest.mark.parametrize(
    ("asked", "given", "label", "score"),
    [
        ("How long is the guarantee?", {"reply": "With pleasure: five years."}, "polite", 1.0),
        ("保修多久？", {"reply": "三年。"}, "neutral", 0.7),
        ("保修多久？", {"reply": "上次不是说过了吗？"}, "impolite", 0.1),
    ],
)
async def test_the_label_of_the_model_has_its_score_in_both_languages(
    court: Court, exchange: Exchange, asked: str, given: dict[str, object], label: str, score: float
) -> None:
    court.server.answer = verdict(label)
    grade = await court.grade("politeness_judge", exchange(asked, **given))
    assert (grade.label, grade.score) == (label, score)


async def test_the_model_is_shown_what_the_question_is_about_and_no_more(court: Court, exchange: Exchange) -> None:
    context = exchange(
        "How long is the guarantee?",
        "Five years.",
        before=[("agent", "Hello")],
        passages=["It is five years."],
        then="Thanks",
        handed_off=True,
    )
    await court.grade("politeness_judge", context)
    assert court.server.parts == ["SAID BEFORE", "CUSTOMER IN THIS TURN", "REPLY"]


async def test_a_turn_that_nobody_replied_to_is_not_applicable_and_costs_nothing(
    court: Court, exchange: Exchange
) -> None:
    grade = await court.grade("politeness_judge", exchange("How long is the guarantee?"))
    assert (grade.label, court.server.requests) == ("not_applicable", [])
