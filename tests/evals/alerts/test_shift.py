"""A grader whose labels shift, simulated: seldom a false alarm, found both ways, over when it is as before."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest

from evals.alerts.document import ShiftRule
from evals.alerts.shift import look_again_for_shift, look_for_shift

RULE = ShiftRule(id="s", kind="shift", grader="resolution", by=0.1, alpha=0.05)
LABELS = ("resolved", "partly", "unresolved")


def drawn(shares: Sequence[float], n: int, seed: int) -> list[str]:
    return [str(one) for one in np.random.default_rng(seed).choice(LABELS, n, p=shares)]


def test_shares_that_stay_seldom_alarm_however_often_one_looks() -> None:
    false = 0
    for seed in range(20):
        before = Counter(drawn((0.6, 0.3, 0.1), 400, seed))
        labels = drawn((0.6, 0.25, 0.15), 300, seed + 1_000)  # by less than the rule allows
        false += any(look_for_shift(RULE, labels[:n], before).look.found == "firing" for n in range(100, 301, 100))
    assert false / 20 <= RULE.alpha


@pytest.mark.parametrize(
    ("shares", "label"),
    [((0.3, 0.3, 0.4), "unresolved"), ((0.95, 0.03, 0.02), "resolved"), ((0.6, 0.0, 0.4), "unresolved")],
)
def test_a_shift_is_found_in_either_direction(shares: Sequence[float], label: str) -> None:
    before = Counter(drawn((0.6, 0.3, 0.1), 1_000, 1))
    found = look_for_shift(RULE, drawn(shares, 300, 2), before)
    assert (found.look.found, found.label) == ("firing", label)
    assert found.before == pytest.approx(before[label] / 1_000)
    assert found.look.value == pytest.approx(shares[LABELS.index(label)], abs=0.06)
    assert found.look.value is not None
    assert found.look.limit is not None
    assert found.look.value > found.look.limit == found.before + RULE.by


def test_a_label_that_was_never_given_before_is_a_shift_too() -> None:
    found = look_for_shift(RULE, ["could_not_grade"] * 60 + ["resolved"] * 60, {"resolved": 500})
    assert (found.look.found, found.label, found.before) == ("firing", "other", 0.0)


def test_too_little_is_said_to_be_so() -> None:
    assert look_for_shift(RULE, [], {"resolved": 500}).look.found == "no_data"
    assert look_for_shift(RULE, ["unresolved"] * 200, {"resolved": 49}).look.found == "too_few"
    assert look_for_shift(RULE, ["unresolved"] * 49, {"resolved": 500}).look.found == "too_few"


def test_it_is_over_when_all_shares_are_near_those_before_or_the_grader_is_another_one() -> None:
    before = {"resolved": 60, "unresolved": 40}
    near, far = ["resolved"] * 57 + ["unresolved"] * 43, ["resolved"] * 50 + ["unresolved"] * 50
    assert look_again_for_shift(RULE, near, before).found == "cleared"
    assert look_again_for_shift(RULE, far, before).found == "firing"
    assert look_again_for_shift(RULE, near[:20], before).found == "firing"
    assert look_again_for_shift(RULE, near[:20], {}).found == "cleared"
