"""Completeness by a model: each question of the turn against the reply."""

from collections.abc import Callable

import pytest

from graphs.evaluator.grader import GradingContext
from tests.evals.judges import Court
from tests.judge_server import verdict

Exchange = Callable[..., GradingContext]


@pytest.mark.parametrize(
    ("asked", "given", "label", "score"),
    [
        ("How long is the guarantee?", {"reply": "Five years."}, "complete", 1.0),
        ("How long, and how much?", {"reply": "Five years."}, "partly", 0.5),
        ("保修多久？", {"reply": "您好！"}, "incomplete", 0.0),
    ],
)
async def test_the_label_of_the_model_has_its_score_in_both_languages(
    court: Court, exchange: Exchange, asked: str, given: dict[str, object], label: str, score: float
) -> None:
    court.server.answer = verdict(label)
    grade = await court.grade("completeness_judge", exchange(asked, **given))
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
    await court.grade("completeness_judge", context)
    assert court.server.parts == ["SAID BEFORE", "CUSTOMER IN THIS TURN", "REPLY"]


async def test_a_turn_that_nobody_replied_to_is_not_applicable_and_costs_nothing(
    court: Court, exchange: Exchange
) -> None:
    grade = await court.grade("completeness_judge", exchange("保修多久？"))
    assert (grade.label, court.server.requests) == ("not_applicable", [])
