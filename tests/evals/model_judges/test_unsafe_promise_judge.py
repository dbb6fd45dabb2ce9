"""Promises by a model: what the reply commits to against the passages."""

from collections.abc import Callable

import pytest

from graphs.evaluator.grader import GradingContext
from tests.evals.judges import Court
from tests.judge_server import verdict

Exchange = Callable[..., GradingContext]


@pytest.mark.parametrize(
    ("asked", "given", "label", "score"),
    [
        ("How long is the guarantee?", {"reply": "Five years.", "passages": ["It is five years."]}, "backed", 1.0),
        ("保修多久？", {"reply": "保证全额退款。", "passages": ["保修三年。"]}, "unbacked", 0.0),
    ],
)
async def test_the_label_of_the_model_has_its_score_in_both_languages(
    court: Court, exchange: Exchange, asked: str, given: dict[str, object], label: str, score: float
) -> None:
    court.server.answer = verdict(label)
    grade = await court.grade("unsafe_promise_judge", exchange(asked, **given))
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
    await court.grade("unsafe_promise_judge", context)
    assert court.server.parts == ["CUSTOMER IN THIS TURN", "REPLY", "PASSAGES"]


async def test_a_reply_whose_passages_are_not_known_is_not_applicable_and_costs_nothing(
    court: Court, exchange: Exchange
) -> None:
    grade = await court.grade("unsafe_promise_judge", exchange("保修多久？", "保证全额退款。"))
    assert (grade.label, court.server.requests) == ("not_applicable", [])
