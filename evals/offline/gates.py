"""Gates: what a run must reach, in a line of text each, so that a suite's owner needs no code.

    groundedness >= 0.95
    resolution >= baseline - 0.02
    transfer_rate <= 0.3
    no critical case fails
    nothing is worse than baseline

The left side is a measure (`measures`): a grader's mean score by its id, a rate as `..._rate`, `pass_rate`, `pass@k` or
`pass^k`. `baseline` is the same measure of the run that is given as such. Nothing is worse where no measure fell
beyond chance (`evals.offline.paired`), which happens by chance in one comparison of twenty, and by enough to matter
(`evals.offline.compare.LEAST`).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from evals.offline.compare import compare
from evals.offline.results import CaseResult, Kept

_FORM = re.compile(
    r"(?P<measure>[a-z_]+(?:[@^]\d+)?)\s*(?P<sign>>=|<=|>|<)\s*"
    r"(?:(?P<number>\d+(?:\.\d+)?)|baseline(?:\s*(?P<plus>[+-])\s*(?P<margin>\d+(?:\.\d+)?))?)"
)
_NOTHING_WORSE = "nothing is worse than baseline"
_NONE_FAILS = re.compile(r"no (?P<critical>critical )?case fails")
TOLERANCE = 1e-9
"""A difference as small as this is none: floats that should be equal are."""
_SIGNS: Mapping[str, Callable[[float], bool]] = {
    ">=": lambda ahead: ahead >= -TOLERANCE,
    "<=": lambda ahead: ahead <= TOLERANCE,
    ">": lambda ahead: ahead > TOLERANCE,
    "<": lambda ahead: ahead < -TOLERANCE,
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a run found, for gates: its cases, and its measures by name; None where nothing was judged."""

    cases: Sequence[CaseResult]
    measures: Mapping[str, float | None]


class GateResult(Kept):
    """A gate as it was looked at; `met` is None where there was no baseline to look at."""

    gate: str
    met: bool | None
    told: str


@dataclass(frozen=True, slots=True)
class Gate:
    """One line. Without `sign` no case may fail, or no critical one; or nothing may be worse than the baseline."""

    text: str
    measure: str = ""
    sign: str = ""
    limit: float = 0.0
    on_baseline: bool = False
    critical: bool = False

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a gate. Raises ValueError with the forms that there are."""
        plain = " ".join(text.split())
        if plain == _NOTHING_WORSE:
            return cls(plain, on_baseline=True)
        if found := _NONE_FAILS.fullmatch(plain):
            return cls(plain, critical=bool(found["critical"]))
        if not (found := _FORM.fullmatch(plain)):
            raise ValueError(
                f"{text!r} is no gate: write `groundedness >= 0.95`, `resolution >= baseline - 0.02`, "
                f"`no critical case fails`, `no case fails` or `{_NOTHING_WORSE}`"
            )
        if found["number"] is not None:
            return cls(plain, found["measure"], found["sign"], float(found["number"]))
        margin = float(found["margin"] or 0) * (-1 if found["plus"] == "-" else 1)
        return cls(plain, found["measure"], found["sign"], margin, on_baseline=True)

    @property
    def tries(self) -> int:
        """How many tries of each case it is about: k of pass@k and pass^k, else 1."""
        found = re.search(r"[@^](\d+)$", self.measure)
        return int(found[1]) if found else 1

    def look(self, found: Found, baseline: Found | None) -> GateResult:
        """Whether it is met. Raises ValueError where there is no such measure."""
        if self.measure and self.measure not in found.measures:
            there_are = ", ".join(sorted(found.measures))
            raise ValueError(f"gate `{self.text}`: there is no {self.measure}; there are {there_are}")
        if self.on_baseline and baseline is None:
            return GateResult(gate=self.text, met=None, told="not looked at: no baseline was given")
        if self.sign:
            return self._look_at_measure(found, baseline)
        if self.on_baseline and baseline:
            worse = compare(baseline.cases, found.cases).worse
            return GateResult(
                gate=self.text, met=not worse, told=f"worse: {', '.join(worse)}" if worse else "nothing is"
            )
        played = [case for case in found.cases if self._concerns(case) and not case.missing]
        if not played and any(self._concerns(case) for case in found.cases):
            return GateResult(gate=self.text, met=False, told="no case was evaluated")
        failed = sorted({case.id for case in played if not case.passed})
        return GateResult(
            gate=self.text, met=not failed, told=f"failed: {', '.join(failed)}" if failed else "none failed"
        )

    def _look_at_measure(self, found: Found, baseline: Found | None) -> GateResult:
        value = found.measures[self.measure]
        of_baseline = baseline.measures.get(self.measure) if self.on_baseline and baseline else 0.0
        if value is None or of_baseline is None:
            whose = "" if value is None else " in the baseline"
            return GateResult(gate=self.text, met=False, told=f"nothing was judged{whose}")
        met = _SIGNS[self.sign](value - of_baseline - self.limit)
        shown = f"{value:.4f}" + (f" (baseline {of_baseline:.4f})" if self.on_baseline else "")
        return GateResult(gate=self.text, met=met, told=f"got {shown}")

    def _concerns(self, case: CaseResult) -> bool:
        return case.critical or not self.critical


def measures(
    graders: Mapping[str, Any], rates: Mapping[str, Any], passes: Mapping[str, float], pass_rate: float | None
) -> dict[str, float | None]:
    """What gates may name: `graders` are `GraderSummary` by id, `rates` those of `kpi_json`."""
    resolution = rates["resolution"]
    named = {
        "confirmed_rate": resolution["confirmed"],
        "resolution_rate": resolution["assumed"],
        "transfer_rate": rates["transfer"],
        "lead_capture_rate": rates["lead_capture"],
        "script_compliance": rates["script_compliance"],
    }
    return {
        **{grader: summary.mean for grader, summary in graders.items()},
        **{name: rate["value"] for name, rate in named.items()},
        **passes,
        "pass_rate": pass_rate,
    }
