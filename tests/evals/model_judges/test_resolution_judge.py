"""Resolution by a model: what became of the matter afterwards."""

from collections.abc import Callable

import pytest

from graphs.evaluator.grader import GradingContext
from tests.evals.judges import Court
from tests.judge_server import verdict

Exchange = Callable[..., GradingContext]


@pytest.mark.parametrize(
    ("asked", "given", "label", "score"),
    [
        ("How long is the guarantee?", {"reply": "Five years.", "then": "Thanks!"}, "resolved", 1.0),
        ("How long is the guarantee?", {"reply": "Five years.", "then": "And bulbs?"}, "partly", 0.6),
        ("How long is the guarantee?", {"reply": "We will call.", "closed": True}, "deferred", 0.45),
        ("保修多久？", {"reply": "三年。", "then": "转人工"}, "needs_human", 0.2),
        ("保修多久？", {"then": "有人吗？"}, "unresolved", 0.0),
    ],
)
async def test_the_label_of_the_model_has_its_score_in_both_languages(
    court: Court, exchange: Exchange, asked: str, given: dict[str, object], label: str, score: float
) -> None:
    court.server.answer = verdict(label)
    grade = await court.grade("resolution_judge", exchange(asked, **given))
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
    await court.grade("resolution_judge", context)
    assert court.server.parts == [
        "SAID BEFORE",
        "CUSTOMER IN THIS TURN",
        "REPLY",
        "PASSED TO A PERSON",
        "CUSTOMER NEXT",
    ]


async def test_a_turn_after_which_nothing_is_known_is_not_applicable_and_costs_nothing(
    court: Court, exchange: Exchange
) -> None:
    grade = await court.grade("resolution_judge", exchange("How long is the guarantee?", "Five years."))
    assert (grade.label, court.server.requests) == ("not_applicable", [])
