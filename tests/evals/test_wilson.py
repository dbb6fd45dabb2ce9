"""Proportions with their intervals, against published values and by their properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.wilson import rate


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3 (score without continuity correction).
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_published_intervals_are_met(successes: int, n: int, low: float, high: float) -> None:
    found = rate(successes, n)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_nothing_observed_is_not_zero() -> None:
    assert (rate(0, 0).value, rate(0, 0).low, rate(0, 0).high) == (None, None, None)


@pytest.mark.parametrize(("successes", "n"), [(-1, 3), (4, 3)])
def test_impossible_counts_are_refused(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match="successes"):
        rate(successes, n)


counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts)
def test_the_interval_holds_the_proportion_and_stays_inside_0_and_1(count: tuple[int, int]) -> None:
    found = rate(*count)
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low < found.high


@given(counts)
def test_failures_mirror_successes(count: tuple[int, int]) -> None:
    successes, n = count
    found, mirrored = rate(successes, n), rate(n - successes, n)
    assert found.low == pytest.approx(1 - (mirrored.high or 0), abs=1e-12)


@given(counts)
def test_more_of_the_same_narrows_the_interval(count: tuple[int, int]) -> None:
    successes, n = count
    once, ten_times = rate(successes, n), rate(10 * successes, 10 * n)
    assert (ten_times.high or 0) - (ten_times.low or 0) < (once.high or 0) - (once.low or 0)
