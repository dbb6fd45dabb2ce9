"""Gates: lines of text against measures, with and without a baseline."""

import pytest

from evals.offline.gates import Found, Gate
from evals.offline.results import CaseResult

MEASURED = {"groundedness": 0.95, "resolution": 0.7, "transfer_rate": 0.3, "pass^2": 0.5, "lead": None}
CASES = (
    CaseResult(id="a", language="en", error="broke"),
    CaseResult(id="b", language="en", critical=True),
    CaseResult(id="c", language="en", critical=True, missing=("tools",)),
)
NOW, BEFORE = Found(CASES, MEASURED), Found(CASES, {"resolution": 0.72})


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
    assert Gate.parse(text).look(NOW, BEFORE).met is met


def test_what_a_gate_says_is_told() -> None:
    assert Gate.parse("no case fails").look(NOW, None).told == "failed: a"
    assert Gate.parse("resolution >= baseline").look(NOW, BEFORE).told == ("got 0.7000 (baseline 0.7200)")
    assert Gate.parse("resolution >= baseline").look(NOW, None).met is None
    assert Gate.parse("resolution >= baseline").look(NOW, Found((), {})).told == "nothing was judged in the baseline"


@pytest.mark.parametrize("text", ["groundedness", "groundedness = 1", "x >= y", "all pass", "x >= baseline * 2", ""])
def test_what_is_no_gate_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match="no critical case fails"):
        Gate.parse(text)


def test_an_unknown_measure_is_named_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="there is no happiness; there are groundedness"):
        Gate.parse("happiness >= 1").look(NOW, None)


def test_what_got_worse_beyond_chance_is_named() -> None:
    gate = Gate.parse("nothing is worse than baseline")
    before = [CaseResult(id=str(n), language="en") for n in range(20)]
    after = [one.model_copy(update={"error": "broke"} if n < 10 else {}) for n, one in enumerate(before)]
    assert gate.look(Found(after, {}), Found(before, {})).told == "worse: pass_rate"
    assert gate.look(Found(before, {}), Found(before, {})).met is True
    assert gate.look(Found(before, {}), Found(after, {})).met is True
    assert gate.look(Found(before, {}), None).met is None
