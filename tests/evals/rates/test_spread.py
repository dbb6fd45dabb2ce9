"""Means and quantiles with their intervals: against known truths."""

from collections.abc import Callable

import numpy as np
import pytest

from evals.rates.spread import Interval, Values, mean_interval, quantile, summarise

DRAWS, EACH = 400, 60


def coverage(interval: Callable[[Values], Interval | None], truth: float) -> float:
    generator = np.random.default_rng(7)
    inside = 0
    for sample in np.exp(generator.normal(10, 0.6, (DRAWS, EACH))):
        found = interval(Values(int(value) for value in sample))
        assert found is not None
        inside += found[0] <= truth <= found[1]
    return inside / DRAWS


@pytest.mark.parametrize(
    ("interval", "truth", "least"),
    [
        (lambda values: summarise(values).p50_interval, np.exp(10), 0.94),
        (lambda values: summarise(values).p90_interval, np.exp(10 + 0.6 * 1.2815516), 0.94),
        # The mean of a skewed amount: a symmetric interval is a little too low.
        (lambda values: summarise(values).mean_interval, np.exp(10 + 0.18), 0.90),
    ],
)
def test_intervals_hold_the_truth_about_as_often_as_they_say(
    interval: Callable[[Values], Interval | None], truth: float, least: float
) -> None:
    assert least <= coverage(interval, truth) <= 0.995


def test_quantiles_lie_between_the_nearest_ranks() -> None:
    assert [quantile(Values([10, 20, 30, 40]), share) for share in (0, 0.5, 0.9, 1)] == [10, 25, 37, 40]


def test_one_value_tells_nothing_about_how_sure_it_is() -> None:
    found = summarise(Values([5]))
    assert (found.mean, found.p50, found.p90) == (5, 5, 5)
    assert (found.mean_interval, found.p50_interval, found.p90_interval) == (None, None, None)
    assert summarise(Values()).mean is None


def test_a_mean_has_students_interval_and_goes_no_lower_than_amounts_do() -> None:
    # Five values of mean 10 and variance 4: t of 4 degrees of freedom is 2.776.
    assert mean_interval(5, 10.0, 4.0, 0.0) == pytest.approx((7.517, 12.483), abs=0.001)
    assert mean_interval(2, 1.0, 4.0, 0.0) == pytest.approx((0.0, 18.969), abs=0.001)


def test_the_ends_of_a_quantile_are_ranks() -> None:
    # n = 60: the binomial chance that the median lies between the 23rd and the 39th of them is 96 %.
    assert summarise(Values(range(1, 61))).p50_interval == (23, 39)
    assert summarise(Values(range(20))).p90_interval is None
