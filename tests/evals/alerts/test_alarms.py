"""Alarms, simulated: how often they are false, how many shifts they find, and how late."""

from dataclasses import dataclass
from math import log

import numpy as np
import pytest

from evals.alerts.wealth import last_log_wealth, log_wealth, log_wealth_beyond

ALPHA = 0.05


def alarms(streams: np.ndarray, limit: float, alpha: float = ALPHA) -> list[int | None]:
    """The value at which each stream alarms, when one looks after each."""
    crossed = [np.flatnonzero(log_wealth(stream, limit) >= -log(alpha)) for stream in streams]
    return [int(one[0]) if one.size else None for one in crossed]


@pytest.mark.parametrize(("share", "n"), [(0.03, 1_000), (0.1, 1_000), (0.5, 500)])
def test_a_rate_at_its_limit_seldom_alarms_however_often_one_looks(share: float, n: int) -> None:
    streams = (np.random.default_rng(7).random((200, n)) < share).astype(float)
    false = sum(one is not None for one in alarms(streams, share))
    assert false / 200 <= ALPHA


@pytest.mark.parametrize("n", [1, 9, 10, 11, 137])
def test_a_look_at_the_end_sees_what_looks_after_each_value_see_last(n: int) -> None:
    values = np.random.default_rng(n).beta(2, 3, n)
    assert last_log_wealth(values, 0.3) == pytest.approx(log_wealth(values, 0.3)[-1])
    assert last_log_wealth(values[:0], 0.3) == 0.0


def test_scores_at_their_limit_seldom_alarm_either() -> None:
    streams = np.random.default_rng(3).beta(2, 6, (200, 400))
    assert sum(one is not None for one in alarms(streams, 0.25)) / 200 <= ALPHA


@dataclass
class Detected:
    """Of 200 streams, half of them with a shift at value 300."""

    precision: float
    recall: float
    delay: float


def detected(usual: float, shifted: float, limit: float) -> Detected:
    draw, n, at = np.random.default_rng(11), 800, 300
    shares = np.full((200, n), usual)
    shares[:100, at:] = shifted
    found = alarms((draw.random((200, n)) < shares).astype(float), limit, 0.01)
    true = [one - at for one in found[:100] if one is not None and one >= at]
    return Detected(len(true) / max(1, sum(one is not None for one in found)), len(true) / 100, float(np.mean(true)))


@pytest.mark.parametrize(
    ("usual", "shifted", "limit", "delay"), [(0.02, 0.12, 0.03, 160), (0.05, 0.3, 0.1, 95), (0.2, 0.5, 0.25, 95)]
)
def test_a_shift_after_a_good_time_is_found_precisely_and_soon(
    usual: float, shifted: float, limit: float, delay: float
) -> None:
    seen = detected(usual, shifted, limit)
    assert seen.precision >= 0.85
    assert seen.recall >= 0.95
    assert seen.delay <= delay


@pytest.mark.parametrize(("before", "step"), [(30, 0.1), (300, 0.1), (300, 0.0)])
def test_a_rate_as_much_worse_as_allowed_seldom_alarms_whatever_the_time_before_showed(
    before: int, step: float
) -> None:
    draw, false = np.random.default_rng(5), 0
    for _ in range(40):
        earlier = (draw.random(before) < 0.2).astype(float)
        now = (draw.random(300) < 0.2 + step).astype(float)
        false += any(log_wealth_beyond(now[:n], earlier, step) >= -log(ALPHA) for n in range(60, 301, 60))
    assert false / 40 <= ALPHA


def test_what_is_worse_than_before_is_found_the_sooner_the_more_is_known_of_before() -> None:
    now = np.tile([1.0, 0.0], 200)
    evidence = [log_wealth_beyond(now, np.tile([1.0, 0.0, 0.0, 0.0, 0.0], n), 0.1) for n in (8, 80, 800)]
    assert evidence == sorted(evidence)
    assert evidence[0] < 3 < -log(0.01) < evidence[2]
    assert log_wealth_beyond(now, np.ones(50), 0.1) == 0.0  # nothing is worse than the worst
