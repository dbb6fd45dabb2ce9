"""Prediction-powered rates: the truth is covered, good grades narrow the interval, noise does not widen it."""

import numpy as np
import pytest

from evals.prediction_powered import PoweredRate, powered_rate
from evals.wilson import Rate, rate

SAMPLES, REVIEWS, OTHERS = 150, 100, 1_000
# Four standard errors of a coverage of .95 over that many samples: fewer than that is no accident.
LEAST_COVERAGE = 0.95 - 4 * (0.95 * 0.05 / SAMPLES) ** 0.5


def simulated(share: float, hits: float, false_alarms: float) -> list[tuple[PoweredRate, Rate]]:
    """Samples in which a share of turns is bad, of which the grader finds `hits`, beside `false_alarms` of the rest."""
    random, found = np.random.default_rng(7), []
    for _ in range(SAMPLES):
        bad = random.random(REVIEWS + OTHERS) < share
        said = random.random(len(bad)) < np.where(bad, hits, false_alarms)
        powered = powered_rate(bad[:REVIEWS].tolist(), said[:REVIEWS].tolist(), said[REVIEWS:].tolist())
        found.append((powered, rate(int(bad[:REVIEWS].sum()), REVIEWS)))
    return found


def width_ratio(samples: list[tuple[PoweredRate, Rate]]) -> float:
    powered = sum((one.rate.high or 0) - (one.rate.low or 0) for one, _ in samples)
    return powered / sum((human.high or 0) - (human.low or 0) for _, human in samples)


@pytest.mark.parametrize(
    ("share", "hits", "false_alarms", "least", "most"),
    [(0.3, 0.9, 0.05, 0.4, 0.8), (0.05, 0.9, 0.02, 0.4, 0.9), (0.3, 0.5, 0.5, 0.97, 1.01), (0.1, 0.2, 0.4, 0.97, 1.05)],
    ids=["informative", "rare", "noise", "misleading"],
)
def test_the_truth_is_covered_by_an_interval_as_narrow_as_the_grades_are_good(
    share: float, hits: float, false_alarms: float, least: float, most: float
) -> None:
    samples = simulated(share, hits, false_alarms)
    covered = [(one.rate.low or 0) <= share <= (one.rate.high or 0) for one, _ in samples]
    assert np.mean(covered) >= LEAST_COVERAGE
    assert least < width_ratio(samples) < most
    middle = np.mean([one.rate.value or 0 for one, _ in samples])
    assert middle == pytest.approx(share, abs=0.01)  # while the grader alone would say hits * share + ...


def test_without_other_grades_it_is_the_interval_of_the_reviewers() -> None:
    powered = powered_rate([True] * 3 + [False] * 7, [True] * 10, [])
    alone = rate(3, 10)
    assert (powered.power, powered.rate.value) == (0, alone.value)
    assert (powered.rate.low, powered.rate.high) == (pytest.approx(alone.low), pytest.approx(alone.high))


def test_a_few_reviews_without_disagreement_do_not_prove_a_perfect_grader() -> None:
    powered = powered_rate([True, False, False], [True, False, False], [True] * 300 + [False] * 700).rate
    assert powered.low is not None
    assert powered.high is not None
    assert powered.high - powered.low > 0.3


def test_nobody_read_anything_so_nothing_is_known() -> None:
    assert powered_rate([], [], [True, False]).rate.value is None
