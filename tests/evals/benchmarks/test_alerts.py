"""The benchmark of alerts, small: it knows which alerts are right."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from evals.benchmarks.alerts import CASES, LENGTH, TURNS_BAD, Case, first_alarm, measure


def test_each_case_raises_right_alerts_only() -> None:
    for number, case in enumerate(one for one in CASES if one.rule.kind == "rate" and one.rule.worse_by is None):
        found = measure(case, 4, number)
        assert (found.precision.value, found.false_when_fine.value, found.recall.value) == (1.0, 0.0, 1.0), found
        assert found.delay is not None
        assert 0 < found.delay <= LENGTH - TURNS_BAD


def test_an_alert_before_anything_is_wrong_is_false() -> None:
    def bad(_generator: np.random.Generator, n: int) -> NDArray[np.float64]:
        return np.ones(n)

    always: Case = replace(next(one for one in CASES if one.rule.id == "complaint"), draw_usual=bad, draw_bad=bad)
    found = measure(always, 3, 0)
    assert (found.precision.successes, found.precision.n, found.recall.value, found.delay) == (0, 6, 0.0, None)
    assert found.false_when_fine.value == 1.0
    assert first_alarm(always.rule, np.ones(LENGTH), np.ones(50)) == 20
