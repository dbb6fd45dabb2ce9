import math

import numpy as np
import pytest

from evals.benchmarks.measures import (
    auroc,
    brier,
    calibration_error,
    coverage_at,
    difference,
    is_tuning,
    mean,
    recall_at,
)
from evals.interval import Estimate


def test_a_mean_comes_with_an_interval_that_holds_it() -> None:
    estimate = mean([1.0] * 70 + [0.0] * 30)
    assert (estimate.value, estimate.n) == (0.7, 100)
    assert estimate.low
    assert estimate.high
    assert 0.55 < estimate.low < 0.7 < estimate.high < 0.82
    assert mean([]) == Estimate(0, None, None, None)
    assert mean([1.0] * 9) == Estimate(9, 1.0, None, None)  # they do not tell how sure that is


def test_auroc_counts_ties_half() -> None:
    assert auroc([3, 4], [1, 2]).value == 1
    assert auroc([1], [1]).value == 0.5
    assert auroc([1, 3], [2]).value == 0.5
    assert auroc([], [1]).value is None


def test_coverage_stops_where_too_many_answers_are_wrong() -> None:
    right, scores = [True] * 19 + [False] * 21, list(range(40, 0, -1))
    assert coverage_at(right, scores, 0.05).value == pytest.approx(20 / 40)
    assert coverage_at([False], [1.0], 0.05).value == 0
    assert coverage_at([True, False], [1.0, 1.0], 0.05).value == 0


def test_the_two_halves_part_the_rows() -> None:
    assert 400 < sum(is_tuning(number) for number in range(1000)) < 600
    assert is_tuning("a") == is_tuning("a")


def test_a_difference_is_paired_by_case() -> None:
    ours, theirs = [1.0, 1.0, 0.0, 0.0] * 25, [1.0, 0.0, 0.0, 0.0] * 25
    ahead = difference(ours, theirs)
    assert ahead.value == 0.25
    assert ahead.low
    assert ahead.high
    assert 0.15 < ahead.low < 0.25 < ahead.high < 0.35
    assert difference(ours, ours).value == 0
    with pytest.raises(ValueError, match="shorter"):
        difference([1.0], [])


def test_calibration_compares_what_was_told_with_what_came() -> None:
    assert brier([1.0, 0.0], [True, False]) == 0
    assert brier([0.5, 0.5], [True, False]) == 0.25
    assert calibration_error([0.75] * 4, [True, True, True, False]) == pytest.approx(0)
    assert calibration_error([0.95] * 4, [False] * 4) == pytest.approx(0.95)
    assert calibration_error([1.0], [True]) == 0
    assert math.isnan(calibration_error([], []))


def test_recall_is_that_of_the_threshold_which_few_others_reach() -> None:
    others = [(at / 100, 0.0) for at in range(100)]
    wanted = [(0.99, 1.0), (0.96, 1.0), (0.5, 1.0), (0.945, 1.0)]
    assert recall_at(np.array(others + wanted), 0.05) == 0.75
    assert math.isnan(recall_at(np.array(others), 0.05))
