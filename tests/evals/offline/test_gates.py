"""Gates: lines of text against measures, with and without a baseline."""

import pytest

from evals.offline.gates import Gate
from evals.offline.results import CaseResult

MEASURED = {"groundedness": 0.95, "resolution": 0.7, "transfer_rate": 0.3, "pass^2": 0.5, "lead": None}
CASES = (
    CaseResult(id="a", language="en", error="broke"),
    CaseResult(id="b", language="en", critical=True),
    CaseResult(id="c", language="en", critical=True, missing=("tools",)),
)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("groundedness >= 0.95", True),
        ("groundedness>=0.9500001", False),
        ("groundedness > 0.95", False),
        ("transfer_rate <= 0.3", True),
        ("transfer_rate < 0.3", False),
        ("pass^2 >= 0.5", True),
        ("resolution >= baseline - 0.02", True),
        ("resolution >= baseline", False),
        ("resolution <= baseline + 0.1", True),
        ("lead >= 0.1", False),
        ("no case fails", False),
        ("no critical case fails", True),
    ],
)
def test_a_gate_is_met_or_not(text: str, met: bool) -> None:
    assert Gate.parse(text).look(CASES, MEASURED, {"resolution": 0.72}).met is met


def test_what_a_gate_says_is_told() -> None:
    assert Gate.parse("no case fails").look(CASES, {}, None).told == "failed: a"
    assert Gate.parse("resolution >= baseline").look(CASES, MEASURED, {"resolution": 0.72}).told == (
        "got 0.7000 (baseline 0.7200)"
    )
    assert Gate.parse("resolution >= baseline").look(CASES, MEASURED, None).met is None
    assert Gate.parse("resolution >= baseline").look(CASES, MEASURED, {}).told == "nothing was judged in the baseline"


@pytest.mark.parametrize("text", ["groundedness", "groundedness = 1", "x >= y", "all pass", "x >= baseline * 2", ""])
def test_what_is_no_gate_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match="no critical case fails"):
        Gate.parse(text)


def test_an_unknown_measure_is_named_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="there is no happiness; there are groundedness"):
        Gate.parse("happiness >= 1").look(CASES, MEASURED, None)
