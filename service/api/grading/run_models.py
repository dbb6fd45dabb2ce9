"""One run as the API shows it."""

from typing import Any

from pydantic import BaseModel

from evals.offline.run_record import Run
from service.api.grading.evaluation_models import ListedRun, listed
from service.rest.shown import Shown


class GateShown(Shown):
    """A gate; `met` is null where there was no baseline to look at."""

    gate: str
    met: bool | None
    told: str


class GraderShown(Shown):
    """One grader over all turns."""

    judged: int
    mean: float | None
    labels: dict[str, int]


class RunDetail(BaseModel):
    """A run without its cases. `expectations` are those met and those looked at, `passes` pass@k and pass^k, `versions`
    digests of what answered, `rates` as `turnwise kpi` has them; `not_evaluated` says why cases were not played.
    """

    run: ListedRun
    seed: int
    repetitions: int
    baseline: str | None
    gates: list[GateShown]
    graders: dict[str, GraderShown]
    rates: dict[str, Any]
    expectations: dict[str, int]
    passes: dict[str, float]
    latency_ms: dict[str, float | None]
    versions: dict[str, str]
    failed_cases: int
    not_evaluated: list[str]


def detail(run: Run) -> RunDetail:
    """The run as shown."""
    return RunDetail(
        run=listed(run),
        seed=run.seed,
        repetitions=run.repetitions,
        baseline=run.baseline,
        gates=[GateShown.model_validate(gate) for gate in run.gates],
        graders={name: GraderShown.model_validate(one) for name, one in run.graders.items()},
        rates=dict(run.rates),
        expectations=run.expectations,
        passes=run.passes,
        latency_ms=run.latency_ms,
        versions=dict(run.versions),
        failed_cases=sum(not case.passed for case in run.evaluated),
        not_evaluated=[case.not_evaluated for case in run.cases if case.not_evaluated],
    )
