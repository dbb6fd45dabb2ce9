"""Paired differences against known truths: exact p-values, coverage of intervals, false alarms on equal agents."""

import numpy as np
import pytest

from evals.offline.paired import LEVEL, compare_measures

Values = dict[str, float]


def values(given: object) -> Values:
    return {str(at): float(value) for at, value in enumerate(np.asarray(given))}


def test_a_yes_or_no_measure_is_mcnemars_exact_test() -> None:
    before, after = [1] * 12 + [0] * 2, [0] * 9 + [1] * 3 + [1] * 2
    found = compare_measures({"passed": values(before)}, {"passed": values(after)})["passed"]
    # Of 11 cases that changed 9 fell: twice the chance of at most 2 heads in 11 throws, (1 + 11 + 55) / 2**11.
    assert found.p == pytest.approx(2 * 67 / 2**11)
    assert (found.n, found.changed, found.difference) == (14, 11, pytest.approx(-7 / 14))
    assert found.low is not None
    assert found.low < -7 / 14 < (found.high or 0)


def test_only_cases_that_both_judged_count() -> None:
    found = compare_measures({"x": {"a": 0.2, "b": 0.5}, "y": {"a": 1}}, {"x": {"b": 0.5, "c": 1}, "z": {"a": 1}})
    assert list(found) == ["x"]
    assert (found["x"].n, found["x"].changed, found["x"].p, found["x"].low) == (1, 0, 1.0, None)


def test_p_values_are_adjusted_by_holms_method() -> None:
    # 1, 2 and 3 cases fell and none rose: raw p-values of 2/2, 2/4 and 2/8; nothing changed in the fourth measure.
    before = {name: values([1] * 6) for name in "abcd"}
    after = {name: values([0] * fell + [1] * (6 - fell)) for name, fell in zip("abcd", (1, 2, 3, 0), strict=True)}
    found = compare_measures(before, after)
    assert [found[name].p for name in "abc"] == pytest.approx([1, 0.5, 0.25])
    assert [found[name].adjusted for name in "abc"] == pytest.approx([1, 1, 1])
    eight = compare_measures({"a": values([1] * 8)}, {"a": values([0] * 8)})["a"]
    assert eight.is_shown
    assert eight.adjusted == pytest.approx(2 / 256)


def test_two_equal_agents_raise_false_alarms_no_more_often_than_said() -> None:
    random, alarms, comparisons = np.random.default_rng(11), 0, 200
    for _ in range(comparisons):
        # Cases differ in how hard they are; each is played once by either, by the same agent.
        hard = random.random(40)
        runs = [
            {
                "pass_rate": values(random.random(40) > hard),
                "relevance": values(np.clip(random.normal(1 - hard, 0.3), 0, 1).round(4)),
                "resolution": values(random.choice([0.0, 0.5, 1.0], 40)),
            }
            for _ in range(2)
        ]
        alarms += any(found.is_shown for found in compare_measures(*runs).values())
    # Binomial(200, .05) is above 17 with a probability below 1 %.
    assert alarms <= 17
    assert LEVEL == 0.05


def test_intervals_hold_the_true_difference_about_nineteen_times_in_twenty() -> None:
    random, held, tries = np.random.default_rng(3), 0, 100
    for _ in range(tries):
        before = random.normal(0.5, 0.2, 60)
        after = before + random.normal(0.1, 0.3, 60)
        found = compare_measures({"x": values(before)}, {"x": values(after)})["x"]
        held += (found.low or 0) <= 0.1 <= (found.high or 0)
    assert 87 <= held <= 99
