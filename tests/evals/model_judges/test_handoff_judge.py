"""Hand-offs by a model: whether a person was needed, against what was done."""

from collections.abc import Callable

import pytest

from graphs.evaluator.grader import GradingContext
from tests.evals.judges import Court
from tests.judge_server import verdict

Exchange = Callable[..., GradingContext]


@pytest.mark.parametrize(
    ("asked", "given", "label", "score"),
    [
        (
            "How long is the guarantee?",
            {"reply": "Five years.", "then": "Thanks!", "handed_off": False},
            "not_needed",
            1.0,
        ),
        ("A person, please", {"reply": "One moment.", "then": "Thanks!", "handed_off": True}, "needed_and_made", 1.0),
        ("转人工", {"reply": "三年。", "then": "转人工！", "handed_off": False}, "missed", 0.0),
        ("保修多久？", {"reply": "请稍候。", "then": "？", "handed_off": True}, "needless", 0.0),
    ],
)
async def test_the_label_of_the_model_has_its_score_in_both_languages(
    court: Court, exchange: Exchange, asked: str, given: dict[str, object], label: str, score: float
) -> None:
    court.server.answer = verdict(label)
    grade = await court.grade("handoff_judge", exchange(asked, **given))
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
    await court.grade("handoff_judge", context)
    assert court.server.parts == [
        "SAID BEFORE",
        "CUSTOMER IN THIS TURN",
        "REPLY",
        "PASSED TO A PERSON",
        "CUSTOMER NEXT",
    ]


async def test_a_turn_of_which_nobody_knows_whether_it_was_passed_on_is_not_applicable_and_costs_nothing(
    court: Court, exchange: Exchange
) -> None:
    grade = await court.grade("handoff_judge", exchange("How long is the guarantee?", "Five years.", then="Thanks!"))
    assert (grade.label, court.server.requests) == ("not_applicable", [])


async def test_a_turn_after_which_nothing_is_known_is_not_applicable_and_costs_nothing(
    court: Court, exchange: Exchange
) -> None:
    grade = await court.grade("handoff_judge", exchange("保修多久？", "三年。", handed_off=True))
    assert (grade.label, court.server.requests) == ("not_applicable", [])
