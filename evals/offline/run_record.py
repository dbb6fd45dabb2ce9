"""What a run leaves behind: a JSON file that tells, case by case, what was said, checked and graded."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from evals.grade_lines import graded_json
from evals.offline.expectations import Check
from graphs.agent.state import Outcome
from graphs.evaluator.grader import Graded
from graphs.masking import masked
from graphs.turn import Turn


@dataclass(frozen=True, slots=True)
class TurnResult:
    """One turn of a case. `latency_ms` is the agent's."""

    turn: Turn
    outcome: Outcome
    checks: tuple[Check, ...]
    grades: tuple[Graded, ...]

    def to_json(self) -> dict[str, Any]:
        """What was said, what came of it, and how it was judged."""
        outcome = self.outcome
        return {
            "said": [message.text for message in self.turn.asked],
            "reply": outcome.reply,
            "answered": outcome.answered,
            "confidence": round(outcome.confidence, 4),
            "language": outcome.language,
            "intent": outcome.intent,
            "handoff": outcome.handoff.value if outcome.handoff else None,
            "citations": [asdict(citation) for citation in outcome.citations],
            "contacts": [asdict(contact) for contact in outcome.contacts],
            "latency_ms": round(outcome.timings.total_ms, 2),
            "checks": [asdict(check) for check in self.checks],
            "grades": [graded_json(graded) for graded in self.grades],
        }


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case. `solved` is the customer's word; `error` is why it could not be played to its end.

    `missing` is what the target does not offer: the case was not evaluated, which is neither a success nor a failure.
    """

    id: str
    language: str
    turns: tuple[TurnResult, ...]
    solved: bool | None = None
    error: str | None = None
    missing: tuple[str, ...] = ()

    @property
    def not_evaluated(self) -> str | None:
        """Why the case was not played, in words; None where it was."""
        return f"{self.id}: not evaluated: needs {' and '.join(self.missing)}" if self.missing else None

    @property
    def checks(self) -> list[Check]:
        """Every expectation that was looked at."""
        return [check for turn in self.turns for check in turn.checks]

    @property
    def failures(self) -> list[str]:
        """Every expectation that was not met, in words."""
        unmet = [
            f"{self.id}, turn {number}: {check.criterion}: expected {check.expected}, got {check.actual}"
            for number, turn in enumerate(self.turns, 1)
            for check in turn.checks
            if not check.passed
        ]
        return [*unmet, f"{self.id}: {self.error}"] if self.error else unmet

    def to_json(self) -> dict[str, Any]:
        """The case with its turns."""
        turns = [turn.to_json() for turn in self.turns]
        return {
            "id": self.id,
            "language": self.language,
            "passed": not self.failures and not self.missing,
            "not_evaluated": self.not_evaluated,
            "error": self.error,
            "turns": turns,
        }


@dataclass(frozen=True, slots=True)
class GraderSummary:
    """One grader over all turns: how many it judged, the mean score (None without any), the count of each label."""

    judged: int
    mean: float | None
    labels: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One execution of a suite."""

    id: str
    suite: str
    started_at: datetime
    finished_at: datetime
    model: str
    prompt_version: str
    graders: Mapping[str, GraderSummary]
    gate_failures: tuple[str, ...]
    rates: Mapping[str, Any]
    cases: tuple[CaseResult, ...]

    @property
    def failures(self) -> list[str]:
        """Unmet expectations and gates, in words."""
        return [*(failure for case in self.cases for failure in case.failures), *self.gate_failures]

    @property
    def evaluated(self) -> tuple[CaseResult, ...]:
        """The cases that were played."""
        return tuple(case for case in self.cases if not case.missing)

    @property
    def expectations(self) -> dict[str, int]:
        """How many expectations were met, and how many looked at."""
        checks = [check for case in self.cases for check in case.checks]
        return {"met": sum(check.passed for check in checks), "checked": len(checks)}

    @property
    def ok(self) -> bool:
        """Whether every expectation and every gate is met: decides the exit status."""
        return not self.failures

    def to_json(self) -> dict[str, Any]:
        """The content of the run's file."""
        return {
            "id": self.id,
            "suite": self.suite,
            "started_at": self.started_at.isoformat(),
            "finished_at": self.finished_at.isoformat(),
            "model": self.model,
            "prompt_version": self.prompt_version,
            "ok": self.ok,
            "passed": sum(not case.failures for case in self.evaluated),
            "total": len(self.evaluated),
            "not_evaluated": [case.not_evaluated for case in self.cases if case.not_evaluated],
            "expectations": self.expectations,
            "failures": self.failures,
            "graders": {name: asdict(summary) for name, summary in self.graders.items()},
            "rates": self.rates,
            "cases": [case.to_json() for case in self.cases],
        }


def save(run: Run, folder: Path) -> Path:
    """Write `<id>.json` into the folder, which is made where it is missing; whole or not at all.

    Contact details are masked: a suite may be taken from real conversations.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{run.id}.json"
    unfinished = file.with_suffix(".json.part")
    unfinished.write_bytes(orjson.dumps(_without_details(run.to_json()), option=orjson.OPT_INDENT_2))
    return unfinished.replace(file)


def _without_details(run: dict[str, Any]) -> dict[str, Any]:
    """The record with the contact details in what was said, replied, expected and judged masked."""
    cases = []
    for case in run["cases"]:
        turns = [
            {name: masked(value) for name, value in turn.items()}
            | {"contacts": [{"type": kept["type"], "value": f"[{kept['type']}]"} for kept in turn["contacts"]]}
            for turn in case["turns"]
        ]
        cases.append(case | {"error": case["error"] and masked(case["error"]), "turns": turns})
    return run | {"cases": cases}
