"""Offline evaluation: suites, runs of them, what was found, and what changed between two."""

import asyncio
import re
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from evals.offline.compare import LEAST
from evals.offline.report import load_reports
from evals.offline.suite import SuiteHead
from service.api.grading.evaluation_models import (
    CasePage,
    ComparedRuns,
    Evaluation,
    EvaluationPage,
    ListedRun,
    MadeCase,
    MadeSuite,
    NewCase,
    NewSuite,
    RunPage,
    Suites,
    Wanted,
    case_page,
    compared,
    listed_suite,
)
from service.api.grading.run_models import RunDetail, detail
from service.deps import CurrentCaller, CurrentResources, PathId, Reading, needs
from service.evaluation.options import Options
from service.evaluation.runs import reworded
from service.rest.shown import problems
from service.roles import Right
from service.storage.grading.evaluations import cancel, list_evaluations
from service.texts import clean

_UNUSUAL = re.compile(r"[^A-Za-z0-9._-]+")
_TYPES = {"html": "text/html", "junit": "application/xml", "markdown": "text/markdown"}


RunId = Annotated[str, Query(max_length=36)]
Least = Annotated[float, Query(ge=0, le=1, description="The least difference of practical interest.")]
router = APIRouter(
    prefix="/api/evaluation", tags=["evaluation"], dependencies=needs(Right.SEE_EVALUATIONS, Right.EVALUATE)
)


@router.get("/suites", responses=problems(401, 403))
async def list_suites(resources: CurrentResources) -> Suites:
    """The suites of your own and the shipped ones, each with its latest run."""
    evaluations = resources.evaluations

    def look() -> Suites:
        last = evaluations.runs.latest()
        return Suites(
            suites=[listed_suite(one, last.get(one.name)) for one in evaluations.shelf.all()],
            targets=list(evaluations.shelf.targets()),
        )

    return await asyncio.to_thread(look)


@router.post("/suites", status_code=HTTPStatus.CREATED, responses=problems(401, 403, 409, 422))
async def make_suite(new: NewSuite, resources: CurrentResources) -> MadeSuite:
    """A suite of your own, yet without cases: it asks the installation's own knowledge base."""
    head = SuiteHead(name=new.name, description=clean(new.description), languages=list(dict.fromkeys(new.languages)))
    return MadeSuite(id=await resources.evaluations.add_suite(head))


@router.post("/cases", status_code=HTTPStatus.CREATED, responses=problems(401, 403, 404, 409, 422))
async def make_case(new: NewCase, resources: CurrentResources) -> MadeCase:
    """Make a stored conversation a case of a suite of your own, contact details masked."""
    made = await resources.evaluations.promote(new.conversation, new.suite, blank=new.blank)
    return MadeCase(id=made)


@router.post("/jobs", status_code=HTTPStatus.CREATED, responses=problems(401, 403, 404, 409, 422))
async def start(wanted: Wanted, caller: CurrentCaller, resources: CurrentResources) -> Evaluation:
    """Run suites, in a process of its own, as soon as those that were asked for before are done."""
    options = Options.model_validate(wanted.model_dump(exclude={"suites"}))
    asked = await resources.evaluations.start(list(dict.fromkeys(wanted.suites)), options, caller.by)
    resources.live.changed("evaluations")
    return Evaluation.model_validate(asked)


@router.get("/jobs", responses=problems(401, 403, 422))
async def list_jobs(
    connection: Reading,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=36)] = None,
) -> EvaluationPage:
    """What was asked for, the newest first, with how far it is; `/api/events` tells when that changes."""
    found = await list_evaluations(connection, limit + 1, cursor)
    shown = [Evaluation.model_validate(one) for one in found[:limit]]
    return EvaluationPage(evaluations=shown, next=shown[-1].id if len(found) > limit else None)


@router.post("/jobs/{id}/cancel", responses=problems(401, 403, 404, 409))
async def cancel_job(job_id: PathId, resources: CurrentResources) -> Evaluation:
    """Stop it. Suites that are done keep their runs."""
    async with resources.database.write() as connection:
        cancelled = await cancel(connection, job_id)
    resources.live.changed("evaluations")
    return Evaluation.model_validate(cancelled)


@router.get("/runs", responses=problems(401, 403, 422))
async def list_runs(
    resources: CurrentResources,
    suite: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=36)] = None,
) -> RunPage:
    """Every run, the newest first, those of `turnwise eval run` and of replays too."""
    found, after = await asyncio.to_thread(resources.evaluations.runs.page, suite, cursor, limit)
    return RunPage(runs=[ListedRun.model_validate(one) for one in found], next=after)


@router.get("/runs/{id}", responses=problems(401, 403, 404))
async def show_run(run_id: PathId, resources: CurrentResources) -> RunDetail:
    """What a run found, without its cases."""
    return detail(await asyncio.to_thread(resources.evaluations.runs.load, run_id))


@router.get("/runs/{id}/cases", responses=problems(401, 403, 404, 422))
async def list_cases(
    run_id: PathId,
    resources: CurrentResources,
    failed: Annotated[bool, Query(description="Those only that did not meet everything.")] = False,
    case: Annotated[str | None, Query(max_length=400, description="That case only, every repetition.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[int, Query(ge=0, le=2**31)] = 0,
) -> CasePage:
    """The conversations as played, each turn with its expectations and grades."""

    def look() -> CasePage:
        return case_page(resources.evaluations.runs.load(run_id), cursor, limit, failed=failed, case=case)

    return await asyncio.to_thread(look)


@router.get("/runs/{id}/report", responses=problems(401, 403, 404, 422), response_class=Response)
async def download_report(
    run_id: PathId,
    resources: CurrentResources,
    kind: Literal["html", "junit", "markdown"] = "html",
    baseline: RunId | None = None,
    least: Least = LEAST,
) -> Response:
    """A run as a file: a page that needs no network, JUnit's XML, or Markdown; with a baseline, what changed."""

    def write() -> tuple[str, str]:
        runs = resources.evaluations.runs
        run = runs.load(run_id)
        changes = runs.compare(baseline, run_id, least)[2] if baseline else None
        report = next(one for one in load_reports().values() if one.id == kind)
        return f"{_UNUSUAL.sub('_', run.suite)}-{run.id[-8:]}{report.suffix}", report.write(run, changes)

    name, text = await asyncio.to_thread(write)
    ascii_name = "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "_" for letter in name
    )
    headers = {"Content-Disposition": f'attachment; filename="{ascii_name}"', "Cache-Control": "no-store"}
    return Response(text, media_type=f"{_TYPES[kind]}; charset=utf-8", headers=headers)


@router.get("/comparison", responses=problems(401, 403, 404, 422))
async def compare_runs(a: RunId, b: RunId, resources: CurrentResources, least: Least = LEAST) -> ComparedRuns:
    """Two runs of one suite, the baseline first: each measure with its paired test, and each case that changed."""

    def look() -> ComparedRuns:
        before, after, found = resources.evaluations.runs.compare(a, b, least)
        return compared(before, after, found, reworded(before.cases, after.cases))

    return await asyncio.to_thread(look)
