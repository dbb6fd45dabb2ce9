"""Calibration: who counts for what, cut by cut."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from evals.calibrate import MachineGrade, calibrate
from evals.reviewed import Review

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def review(turn: int, given: str, label: str, reviewer: str = "ann", *, random: bool = True) -> Review:
    language = "zh" if turn % 2 else "en"
    return Review(f"t{turn}", f"c{turn}", "resolution", "1", given, label, reviewer, AT, AT, random, language, "widget")


def grade(turn: int, label: str) -> MachineGrade:
    return MachineGrade(f"t{turn}", "resolution", "1", label, AT, "zh" if turn % 2 else "en", "widget")


def test_the_grader_is_measured_and_its_rate_corrected() -> None:
    # Of 400 turns the grader calls half unresolved; reviewers of 96 drawn by chance find every second of these fine.
    grades = [grade(turn, "unresolved" if turn % 4 < 2 else "resolved") for turn in range(400)]
    reviews = [review(turn, grades[turn].label, "unresolved" if turn % 8 < 2 else "resolved") for turn in range(96)]
    (found,) = calibrate(reviews, grades)
    assert (found.quality.n, found.random) == (96, 96)
    assert found.quality.labels["unresolved"].precision.value == pytest.approx(0.5)
    assert found.quality.labels["unresolved"].recall.value == 1.0
    rates = found.rates["unresolved"]
    assert rates.machine.value == 0.5
    assert rates.powered.rate.value == pytest.approx(0.25, abs=0.02)
    assert (rates.powered.rate.n, rates.powered.grades) == (96, 304)
    assert (rates.powered.rate.low or 0) > (rates.reviewers.low or 0)
    assert (rates.powered.rate.high or 1) < (rates.reviewers.high or 0)


def test_what_was_picked_for_its_risk_measures_the_grader_but_no_rate() -> None:
    grades = [grade(turn, "unresolved") for turn in range(10)]
    (found,) = calibrate([review(1, "unresolved", "resolved", random=False)], grades)
    assert (found.quality.n, found.random, found.quality.agreement.value) == (1, 0, 0.0)
    assert found.rates["unresolved"].powered.rate.value is None
    assert found.rates["unresolved"].reviewers.n == 0


def test_cuts_hold_their_own_reviews_and_grades() -> None:
    grades = [grade(turn, "resolved") for turn in range(10)]
    reviews = [review(1, "resolved", "resolved"), review(2, "resolved", "unresolved")]
    english, chinese = calibrate(reviews, grades, by=["language"])
    assert (english.key, english.quality.agreement.value) == ({"language": "en"}, 0.0)
    assert (chinese.key, chinese.quality.agreement.value) == ({"language": "zh"}, 1.0)
    assert english.rates["resolved"].machine.n == 5
    (week,) = calibrate(reviews, grades, by=["week", "channel"])
    assert week.key == {"week": "2026-W10", "channel": "widget"}
    later = replace(reviews[1], at=AT + timedelta(days=31))
    by_month = calibrate([reviews[0], later], grades, by=["month"])
    assert [one.key for one in by_month] == [{"month": "2026-03"}, {"month": "2026-04"}]
    with pytest.raises(ValueError, match="cannot cut by moon"):
        calibrate(reviews, grades, by=["moon"])


def test_reviewers_of_one_grade_are_compared_and_count_once() -> None:
    reviews = [
        review(1, "resolved", "resolved", "ann"),
        review(1, "resolved", "unresolved", "bob"),
        review(1, "resolved", "unresolved", "cho"),
        replace(review(2, "resolved", "unresolved", "ann"), reviewed_at=AT + timedelta(hours=1)),
        review(2, "resolved", "resolved", "bob"),
        review(3, "resolved", "resolved", "ann"),
    ]
    (found,) = calibrate(reviews, [])
    assert found.reviewers.n == 4
    assert found.reviewers.agreement.value == pytest.approx(1 / 4)
    # Turn 1 by majority, turn 2 by the last word, turn 3 by the only one.
    assert found.quality.confusion["resolved"] == {"resolved": 1, "unresolved": 2}
