"""What a run leaves behind: a folder that tells, case by case, what was said, checked and graded.

`cases.jsonl` and `results.json` depend on code, settings, suite and seed alone: two runs of the same write the same
bytes. `run.json` holds what differs: when, how long, on what, against which baseline.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from evals.offline.gates import GateResult, measures
from evals.offline.passes import passes
from evals.offline.results import CaseResult, Kept
from evals.problems import describe

_LINE = orjson.OPT_APPEND_NEWLINE
_FILE = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS


class RunError(Exception):
    """A run cannot be read; the message says which file and why."""


class GraderSummary(Kept):
    """One grader over all turns: how many it judged, the mean score (None without any), the count of each label."""

    judged: int
    mean: float | None
    labels: Mapping[str, int]


class Run(Kept):
    """One execution of a suite. `cached` counts the results that were not played anew; `versions` are digests."""

    id: str
    suite: str
    target: str
    started_at: datetime
    finished_at: datetime
    seed: int
    repetitions: int
    versions: Mapping[str, str]
    graders: Mapping[str, GraderSummary]
    gates: tuple[GateResult, ...]
    rates: Mapping[str, Any]
    cases: tuple[CaseResult, ...]
    cached: int = 0
    baseline: str | None = None

    @property
    def failures(self) -> list[str]:
        """Unmet expectations and gates, in words."""
        return [*(failure for case in self.cases for failure in case.failures), *self.gate_failures]

    @property
    def gate_failures(self) -> list[str]:
        """Gates that are not met, in words."""
        return [f"gate {gate.gate}: {gate.told}" for gate in self.gates if gate.met is False]

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
    def passes(self) -> dict[str, float]:
        """pass@k and pass^k over the repetitions."""
        return passes(self.cases)

    @property
    def measures(self) -> dict[str, float | None]:
        """What gates and comparisons may name."""
        return measured(self.cases, self.graders, self.rates)

    @property
    def ok(self) -> bool:
        """Whether no gate failed: decides the exit status."""
        return not self.gate_failures

    @property
    def latency_ms(self) -> dict[str, float | None]:
        """The target's median and 95th percentile of a turn."""
        taken = sorted(one for case in self.cases for one in case.latencies_ms)
        return {name: _quantile(taken, share) for name, share in (("p50", 0.5), ("p95", 0.95))}

    def results(self) -> dict[str, Any]:
        """What the run found; the same for the same code, settings, suite and seed."""
        return {
            "suite": self.suite,
            "seed": self.seed,
            "repetitions": self.repetitions,
            "versions": dict(self.versions),
            "passed": sum(case.passed for case in self.evaluated),
            "total": len(self.evaluated),
            "not_evaluated": [case.not_evaluated for case in self.cases if case.not_evaluated],
            "expectations": self.expectations,
            "passes": self.passes,
            "failures": [failure for case in self.cases for failure in case.failures],
            "graders": {name: summary.model_dump() for name, summary in self.graders.items()},
            "rates": dict(self.rates),
        }

    def circumstances(self) -> dict[str, Any]:
        """When and how the run was made, and what was asked of it."""
        return {
            "id": self.id,
            "target": self.target,
            "started_at": self.started_at.isoformat(),
            "finished_at": self.finished_at.isoformat(),
            "cached": self.cached,
            "baseline": self.baseline,
            "ok": self.ok,
            "gates": [gate.model_dump() for gate in self.gates],
            "latency_ms": self.latency_ms,
            "latencies_ms": [list(case.latencies_ms) for case in self.cases],
        }

    def to_json(self) -> dict[str, Any]:
        """The run's summary, without its cases."""
        told = {name: value for name, value in self.circumstances().items() if name != "latencies_ms"}
        return told | self.results() | {"failures": self.failures}


def measured(
    cases: Sequence[CaseResult], graders: Mapping[str, GraderSummary], rates: Mapping[str, Any]
) -> dict[str, float | None]:
    """The measures of results, by name."""
    played = [case for case in cases if not case.missing]
    pass_rate = sum(case.passed for case in played) / len(played) if played else None
    return measures(graders, rates, passes(cases), pass_rate)


def save(run: Run, runs: Path) -> Path:
    """Write the run's folder under `runs`, which is made where it is missing; whole or not at all. Gives the folder."""
    folder, unfinished = runs / run.id, runs / f".{run.id}"
    unfinished.mkdir(parents=True)
    lines = (orjson.dumps(case.model_dump(mode="json", exclude={"latencies_ms"}), option=_LINE) for case in run.cases)
    (unfinished / "cases.jsonl").write_bytes(b"".join(lines))
    (unfinished / "results.json").write_bytes(orjson.dumps(run.results(), option=_FILE))
    (unfinished / "run.json").write_bytes(orjson.dumps(run.circumstances(), option=_FILE))
    return unfinished.replace(folder)


def load(folder: Path) -> Run:
    """Read a run back. Raises RunError with the file that is missing or damaged."""
    results, circumstances = _read(folder / "results.json"), _read(folder / "run.json")
    file = folder / "cases.jsonl"
    try:
        lines = file.read_bytes().splitlines()
        cases = [CaseResult.model_validate_json(line) for line in lines]
        taken = zip(cases, circumstances["latencies_ms"], strict=True)
        timed = [case.model_copy(update={"latencies_ms": tuple(latencies)}) for case, latencies in taken]
        of_run = {
            name: circumstances[name] for name in ("id", "target", "started_at", "finished_at", "cached", "baseline")
        }
        found = {name: results[name] for name in ("suite", "seed", "repetitions", "versions", "graders", "rates")}
        return Run.model_validate({**of_run, **found, "gates": circumstances["gates"], "cases": timed})
    except FileNotFoundError as error:
        raise RunError(f"{file}: there is no such file") from error
    except ValidationError as error:
        raise RunError(f"{folder}: {describe(error)}") from error
    except (KeyError, ValueError) as error:
        raise RunError(f"{folder}: damaged: {error}") from error


def read_summary(folder: Path) -> dict[str, Any]:
    """What `Run.to_json` tells, but for the gates among the failures, without reading the cases.

    Raises RunError as above.
    """
    found = {**_read(folder / "run.json"), **_read(folder / "results.json")}
    if missing := {"id", "suite", "target", "ok", "gates", "passed", "total"} - found.keys():
        raise RunError(f"{folder}: damaged: there is no {', '.join(sorted(missing))}")
    return found


def find(named: str, runs: Path) -> Path:
    """The folder of a run by its path, its id, the start of its id, or `latest`. Raises RunError."""
    if (Path(named) / "run.json").is_file():
        return Path(named)
    there_are = sorted(folder for folder in runs.glob("[!.]*") if (folder / "run.json").is_file())
    matching = (
        there_are[-1:] if named == "latest" else [folder for folder in there_are if folder.name.startswith(named)]
    )
    if len(matching) == 1:
        return matching[0]
    raise RunError(f"{named} is {'no run' if not matching else 'the start of several runs'} under {runs}")


def _read(file: Path) -> Any:
    try:
        return orjson.loads(file.read_bytes())
    except FileNotFoundError as error:
        raise RunError(f"{file}: there is no such file") from error
    except orjson.JSONDecodeError as error:
        raise RunError(f"{file}: damaged: {error}") from error


def _quantile(ordered: Sequence[float], share: float) -> float | None:
    """The smallest value that at least this share does not exceed (nearest rank); None without values."""
    if not ordered:
        return None
    rank = max(1, -(-len(ordered) * share // 1))
    return round(ordered[int(rank) - 1], 2)
