"""What reviewers read first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np

from evals.review_order import Candidate, by_chance, by_risk

AT = datetime(2026, 3, 2, tzinfo=UTC)
FINE = Candidate("t", "c", "resolution", "1", "resolved", 0.95, 0.1, False, "en", "widget", AT)


def order(*candidates: Candidate) -> list[str]:
    return [one.candidate.turn_id for one in by_risk(candidates)]


def test_bad_grades_upset_customers_and_hand_offs_come_before_what_is_fine() -> None:
    bad = replace(FINE, turn_id="bad", label="unresolved", score=0.05)
    upset = replace(FINE, turn_id="upset", upset=0.9)
    passed_on = replace(FINE, turn_id="passed on", handed_off=True)
    assert order(FINE, passed_on, upset, bad) == ["bad", "upset", "passed on", "t"]


def test_of_two_good_grades_the_unsure_one_is_read_first_and_of_equals_the_newest() -> None:
    unsure = replace(FINE, turn_id="unsure", score=0.55)
    newer = replace(FINE, turn_id="newer", graded_at=AT + timedelta(days=1))
    assert order(FINE, newer, unsure) == ["unsure", "newer", "t"]


def test_a_good_grade_is_doubted_where_another_grader_says_the_opposite() -> None:
    company = replace(FINE, turn_id="contested", grader="sentiment", score=0.0)
    contested = replace(FINE, turn_id="contested")
    first = by_risk([FINE, contested, company])
    assert [(one.candidate.turn_id, one.candidate.grader) for one in first[1:]] == [
        ("contested", "resolution"),
        ("t", "resolution"),
    ]


def test_what_is_no_judgement_is_neither_bad_nor_unsure() -> None:
    assert order(replace(FINE, turn_id="none", label="not_applicable", score=None), FINE) == ["t", "none"]


def test_chance_knows_nothing_of_the_grade_and_does_not_change_its_mind() -> None:
    some = [replace(FINE, turn_id=f"t{number}", score=float(number < 200)) for number in range(400)]
    drawn = by_chance(some)
    assert drawn == by_chance(reversed(some))
    first = np.mean([one.candidate.score for one in drawn[:100]])
    assert abs(first - 0.5) < 4 * 0.05  # four standard errors
