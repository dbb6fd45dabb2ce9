"""Two runs side by side: planted changes are found, and named case by case."""

from typing import Any

from evals.offline.compare import compare
from evals.offline.facts import Facts
from evals.offline.results import CaseResult, GradeResult, TurnResult


def case(number: int, *, score: float = 1.0, handoffs: tuple[str, ...] = (), **known: Any) -> CaseResult:
    grade = GradeResult(
        grader="relevance", stage="reply", label="relevant", score=score, reason="", evidence=(), version="1"
    )
    turn = TurnResult.model_construct(checks=(), grades=(grade,))
    facts = Facts(
        outcome="resolved",
        question_left=False,
        intents=(),
        documents=(),
        replied_by=("agent",),
        handoffs=handoffs,
        leads_with_consent=0,
        cost=None,
        turns=1,
        could_not_grade=0,
    )
    return CaseResult(id=f"case-{number}", language="en", facts=facts, **known).model_copy(update={"turns": (turn,)})


def test_what_fell_beyond_chance_is_worse_and_its_cases_are_named() -> None:
    before = [case(n) for n in range(20)]
    after = [case(n, score=0.2) if n < 9 else case(n) for n in range(20)]
    found = compare(before, after)
    assert (found.worse, found.better) == (["relevance"], [])
    assert [change.id for change in found.regressions] == [f"case-{n}" for n in range(9)]
    assert found.regressions[0].graders == {"relevance": (1.0, 0.2)}
    assert compare(after, before).better == ["relevance"]


def test_one_case_less_is_told_and_shown_as_nothing() -> None:
    found = compare([case(n) for n in range(20)], [case(n, error="broke") if n == 3 else case(n) for n in range(21)])
    assert (found.worse, found.only_b) == ([], ("case-20",))
    (change,) = found.regressions
    assert (change.id, change.passed, change.failures) == ("case-3", (1.0, 0.0), ("case-3: broke",))


def test_more_hand_offs_are_shown_and_called_neither_better_nor_worse() -> None:
    found = compare([case(n) for n in range(20)], [case(n, handoffs=("policy",)) for n in range(20)])
    assert found.measures["transfer_rate"].is_shown
    assert (found.worse, found.better) == ([], [])


def test_a_steady_difference_too_small_to_matter_is_neither_better_nor_worse() -> None:
    before, after = [case(n) for n in range(200)], [case(n, score=0.996) for n in range(200)]
    found = compare(before, after)
    assert found.measures["relevance"].is_shown
    assert (found.verdict("relevance"), found.worse) == ("slight", [])
    assert compare(before, after, least=0.0).worse == ["relevance"]
    assert found.to_json()["measures"]["relevance"]["verdict"] == "slight"
    assert compare(before, [case(n, score=0.99) for n in range(200)]).worse == ["relevance"]


def test_what_was_not_evaluated_counts_nowhere() -> None:
    found = compare([case(0), case(1, missing=("clock",))], [case(0), case(1)])
    assert found.measures["pass_rate"].n == 1
    assert found.only_b == ("case-1",)


def test_repetitions_of_a_case_are_one_value() -> None:
    before = [case(0, repetition=1), case(0, repetition=2)]
    after = [case(0, repetition=1), case(0, repetition=2, error="broke")]
    (change,) = compare(before, after).changes
    assert change.passed == (1.0, 0.5)
    assert compare(before, after).measures["pass_rate"].n == 1
