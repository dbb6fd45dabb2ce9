"""Suites, evaluations and runs as the API shows them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from evals.offline.compare import Comparison
from evals.offline.results import CaseResult
from evals.offline.run_record import Run
from service.evaluation.options import Options
from service.evaluation.runs import RunSummary
from service.evaluation.shelf import Shelved
from service.rest.shown import Shown

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
SuiteId = Annotated[str, Field(max_length=200)]


class ListedRun(Shown):
    """A run in a list; `passed` of `total` playings met every expectation, `ok` is whether all gates are met."""

    id: str
    suite: str
    target: str
    started_at: datetime
    finished_at: datetime
    ok: bool
    passed: int
    total: int
    failed_gates: int
    cached: int


class ListedSuite(BaseModel):
    """A suite; `problem` is why it cannot be run, `last` its latest run. One without documents is meant for the
    installation's own knowledge base.
    """

    id: str
    name: str
    own: bool
    description: str
    languages: list[str]
    cases: int
    critical: int
    repetitions: int
    documents: bool
    gates: list[str]
    problem: str | None
    last: ListedRun | None


class Suites(BaseModel):
    """All suites. `targets` are the names of what can be asked beside the agent."""

    suites: list[ListedSuite]
    targets: list[str]


class NewSuite(BaseModel):
    """A suite to be made, yet without cases."""

    name: Name
    description: Annotated[str, Field(max_length=2_000)] = ""
    languages: Annotated[list[Literal["en", "zh"]], Field(min_length=1, max_length=2)] = ["en", "zh"]


class MadeSuite(BaseModel):
    """Its id."""

    id: str


class NewCase(BaseModel):
    """A stored conversation to become a case; with `blank` nothing is expected of the agent yet."""

    conversation: Annotated[str, Field(max_length=36)]
    suite: SuiteId
    blank: bool = False


class MadeCase(BaseModel):
    """The new case's id."""

    id: str


class Wanted(Options):
    """Suites to run, and how."""

    suites: Annotated[list[SuiteId], Field(min_length=1, max_length=50)]


class SuiteRun(Shown):
    """A suite that is done."""

    suite: str
    run: str
    ok: bool


class Evaluation(Shown):
    """Suites that somebody has asked to be run; `done` of `total` cases are played."""

    id: str
    suites: list[str]
    options: Options
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    by: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    done: int
    total: int
    runs: list[SuiteRun]
    error: str | None


class EvaluationPage(BaseModel):
    """The newest first; `next` is where the next page begins."""

    evaluations: list[Evaluation]
    next: str | None


class RunPage(BaseModel):
    """The newest first; `next` is where the next page begins."""

    runs: list[ListedRun]
    next: str | None


class CasePage(BaseModel):
    """Cases in the suite's order, each as `turnwise eval run --json` tells it."""

    cases: list[dict[str, Any]]
    total: int
    next: int | None


class ComparedRuns(BaseModel):
    """As `turnwise eval compare --json` tells it, with the cases whose replies have other words."""

    a: ListedRun
    b: ListedRun
    comparison: dict[str, Any]
    reworded: list[str]


def listed(run: Run) -> ListedRun:
    """A run as lists show it."""
    return ListedRun.model_validate(RunSummary.of(run))


def listed_suite(one: Shelved, last: RunSummary | None) -> ListedSuite:
    """A suite as the list shows it."""
    suite = one.suite
    return ListedSuite(
        id=one.id,
        name=one.name,
        own=one.is_own,
        description=" ".join(suite.head.description.split()) if suite else "",
        languages=suite.head.languages if suite else [],
        cases=len(suite.cases) if suite else 0,
        critical=sum(case.critical for case in suite.cases) if suite else 0,
        repetitions=suite.head.repetitions if suite else 1,
        documents=bool(suite and suite.knowledge),
        gates=suite.head.gates if suite else [],
        problem=one.problem,
        last=ListedRun.model_validate(last) if last else None,
    )


def case_page(run: Run, offset: int, limit: int, *, failed: bool, case: str | None) -> CasePage:
    """A page of a run's cases, of all or of those that are asked for."""
    wanted = [one for one in run.cases if (case is None or one.id == case) and not (failed and _went_well(one))]
    page = wanted[offset : offset + limit]
    end = offset + len(page)
    return CasePage(
        cases=[one.to_json() | {"failures": one.failures} for one in page],
        total=len(wanted),
        next=end if end < len(wanted) else None,
    )


def compared(before: Run, after: Run, found: Comparison, reworded: list[str]) -> ComparedRuns:
    """Two runs side by side."""
    return ComparedRuns(a=listed(before), b=listed(after), comparison=found.to_json(), reworded=reworded)


def _went_well(case: CaseResult) -> bool:
    return case.passed or bool(case.missing)
