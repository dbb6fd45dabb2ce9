"""Compare two runs of a suite: what is better or worse beyond chance, and which cases changed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any, Literal

from evals.offline.paired import Difference, Values, compare_measures
from evals.offline.results import CaseResult
from evals.offline.thread import START
from evals.rates.resolution import is_assumed

UNDIRECTED = frozenset({"transfer_rate", "lead_capture_rate"})
"""Measures of which more is neither good nor bad by itself: it depends on who should have been handed over."""
LEAST = 0.01
"""The least difference of practical interest, of measures that all lie in [0, 1]: a hundred cases, one of them."""
_NOTABLE = 0.25
_TOLERANCE = 1e-9

Verdict = Literal["worse", "better", "moved", "slight", "unclear"]
"""`worse`, `better` and, of what has no good direction, `moved`: beyond chance, and large enough to matter. `slight`:
beyond chance, and too small to matter, such as a rounding that is the same in every case. `unclear`: may be chance.
"""


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A case that went another way: `passed` before and after (shares of repetitions), and the graders that moved."""

    id: str
    passed: tuple[float, float]
    graders: dict[str, tuple[float, float]]
    failures: tuple[str, ...]

    @property
    def is_worse(self) -> bool:
        """It passes less often; where that is the same, its graders fell more than they rose."""
        before, after = self.passed
        if before != after:
            return after < before
        return sum(now - then for then, now in self.graders.values()) < 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side. `only_a` and `only_b` are ids of cases that the other run has not, which count nowhere.

    Differences smaller than `least` matter to nobody, however sure they are.
    """

    measures: dict[str, Difference]
    changes: tuple[CaseChange, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    least: float = LEAST

    @property
    def worse(self) -> list[str]:
        """The measures that fell, beyond chance and by enough to matter."""
        return [name for name in self.measures if self.verdict(name) == "worse"]

    @property
    def better(self) -> list[str]:
        """The measures that rose, beyond chance and by enough to matter."""
        return [name for name in self.measures if self.verdict(name) == "better"]

    def verdict(self, name: str) -> Verdict:
        """What is to be said of a measure. Raises KeyError for one that is not there."""
        found = self.measures[name]
        if not found.is_shown:
            return "unclear"
        if abs(found.difference) < self.least - _TOLERANCE:
            return "slight"
        if name in UNDIRECTED:
            return "moved"
        return "better" if found.difference > 0 else "worse"

    @property
    def regressions(self) -> list[CaseChange]:
        """The cases that got worse."""
        return [change for change in self.changes if change.is_worse]

    @property
    def improvements(self) -> list[CaseChange]:
        """The cases that got better."""
        return [change for change in self.changes if not change.is_worse]

    def to_json(self) -> dict[str, Any]:
        """For scripts."""
        return {
            "least": self.least,
            "worse": self.worse,
            "better": self.better,
            "measures": {
                name: _rounded(asdict(found)) | {"shown": found.is_shown, "verdict": self.verdict(name)}
                for name, found in self.measures.items()
            },
            "regressions": [asdict(change) for change in self.regressions],
            "improvements": [asdict(change) for change in self.improvements],
            "only_a": list(self.only_a),
            "only_b": list(self.only_b),
        }


def compare(a: Sequence[CaseResult], b: Sequence[CaseResult], least: float = LEAST) -> Comparison:
    """`a` is the baseline. Cases are paired by id; those that were not evaluated in both are left out.

    `least` is the least difference of practical interest; 0 calls by name whatever is beyond chance.
    """
    of_a, of_b = _by_case(a), _by_case(b)
    common = [case for case in of_a if case in of_b]
    changes = [_change(case, of_a[case], of_b[case]) for case in common]
    before, after = (_values({case: of[case] for case in common}) for of in (of_a, of_b))
    return Comparison(
        measures=compare_measures(before, after),
        changes=tuple(change for change in changes if change),
        only_a=tuple(case for case in of_a if case not in of_b),
        only_b=tuple(case for case in of_b if case not in of_a),
        least=least,
    )


def _by_case(cases: Sequence[CaseResult]) -> dict[str, list[CaseResult]]:
    found: dict[str, list[CaseResult]] = {}
    for case in cases:
        if not case.missing:
            found.setdefault(case.id, []).append(case)
    return found


def _values(cases: dict[str, list[CaseResult]]) -> Mapping[str, Values]:
    found: dict[str, dict[str, float]] = {}
    for case, results in cases.items():
        for name, value in _of_case(results).items():
            found.setdefault(name, {})[case] = value
    return found


def _of_case(results: Sequence[CaseResult]) -> dict[str, float]:
    """The measures of one case over its repetitions; graders that judged nothing are left out."""
    played = [
        one.facts.conversation(one.name, one.language, solved=one.solved, at=START) for one in results if one.facts
    ]
    found = _graders(results) | {"pass_rate": fmean(one.passed for one in results)}
    if played:
        found["resolution_rate"] = fmean(is_assumed(one) for one in played)
        found["transfer_rate"] = fmean(bool(one.handoffs) for one in played)
        found["lead_capture_rate"] = fmean(one.leads_with_consent > 0 for one in played)
    return found


def _graders(results: Sequence[CaseResult]) -> dict[str, float]:
    scores: dict[str, list[float]] = {}
    for grade in (grade for one in results for turn in one.turns for grade in turn.grades):
        if grade.score is not None:
            scores.setdefault(grade.grader, []).append(grade.score)
    return {grader: fmean(given) for grader, given in sorted(scores.items())}


def _change(case: str, a: Sequence[CaseResult], b: Sequence[CaseResult]) -> CaseChange | None:
    """What changed in the case, None where nothing notable did."""
    passed = (fmean(one.passed for one in a), fmean(one.passed for one in b))
    before, after = _graders(a), _graders(b)
    moved = {
        grader: (before[grader], after[grader])
        for grader in before
        if grader in after and abs(after[grader] - before[grader]) >= _NOTABLE
    }
    if passed[0] == passed[1] and not moved:
        return None
    known = {failure for one in a for failure in one.failures}
    new = dict.fromkeys(failure for one in b for failure in one.failures if failure not in known)
    return CaseChange(case, passed, moved, tuple(new))


def _rounded(found: dict[str, Any]) -> dict[str, Any]:
    return {name: round(value, 6) if isinstance(value, float) else value for name, value in found.items()}
