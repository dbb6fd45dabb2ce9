"""Two periods side by side."""

from datetime import timedelta

import numpy as np
import pytest

from evals.kpi import kpis
from evals.kpi_comparison import Difference, Figure, compare, difference, figures
from evals.rates.spread import Values, summarise
from evals.wilson import rate
from tests.evals.rates.conversations import LATER, closed, random_conversations


def share(successes: int, n: int) -> Figure:
    found = rate(successes, n)
    assert found.low is not None
    assert found.high is not None
    return Figure(found.value, (found.low, found.high))


@pytest.mark.parametrize(
    ("now", "before", "low", "high"),
    # R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10.
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0000),
    ],
)
def test_shares_have_newcombe_s_interval(
    now: tuple[int, int], before: tuple[int, int], low: float, high: float
) -> None:
    found = difference(share(*now), share(*before))
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.0001)


@pytest.mark.parametrize("name", ["p50", "p90", "mean"])
def test_differences_of_times_hold_the_truth_about_as_often_as_they_say(name: str) -> None:
    generator = np.random.default_rng(11)
    factor, spread = 1.5, 0.5
    truth = {"p50": 1.0, "p90": np.exp(spread * 1.2815516), "mean": np.exp(spread**2 / 2)}[name] * (factor - 1)
    inside = 0
    for _ in range(300):
        sides = []
        for scale in (factor, 1.0):
            drawn = summarise(Values(int(1e6 * scale * value) for value in np.exp(generator.normal(0, spread, 80))))
            sides.append(Figure(getattr(drawn, name), getattr(drawn, f"{name}_interval")))
        found = difference(*sides)
        assert found.low is not None
        assert found.high is not None
        inside += found.low <= truth * 1e6 <= found.high
    assert 0.92 <= inside / 300 <= 0.985


def test_what_is_not_known_in_one_period_has_no_difference() -> None:
    known, unknown = share(1, 2), Figure(None, None)
    assert difference(unknown, known) == Difference(0.5, None, None, None)
    assert difference(known, unknown) == Difference(None, None, None, None)
    assert difference(Figure(3, None), Figure(1, None)) == Difference(1, 2, None, None)


def test_every_figure_is_compared_and_a_period_with_itself_differs_by_nothing() -> None:
    found = kpis(random_conversations(5, 200), now=LATER + timedelta(days=30))
    same = compare(found, found)
    assert set(same) == set(figures(found))
    assert all(one.value in (0, None) for one in same.values())
    assert sum(one.value is not None for one in same.values()) > 40


def test_the_change_is_now_minus_before() -> None:
    worse = [closed(str(n), outcome="unresolved") for n in range(3)]
    found = compare(kpis([*worse, closed("a")], now=LATER), kpis([closed("b")], now=LATER))["resolution.assumed"]
    assert (found.before, found.value) == (1.0, -0.75)
