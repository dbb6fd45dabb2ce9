"""Why turns failed: one turn's chain of checks, and which causes are frequent and costly."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from evals.diagnosis.as_json import diagnosis_json
from evals.diagnosis.causes import Cause, Verdict
from evals.diagnosis.pareto import Quadrant
from service.api.times import Time
from service.deps import CurrentResources, PathId, needs_login
from service.errors import NotFound
from service.explaining import USUAL_TURNS, causes_between, causes_json, why
from service.shown import problems

router = APIRouter(prefix="/api", tags=["diagnosis"], dependencies=needs_login)

_MOST_TURNS = 5_000
"""`turnwise why` takes any number."""


class Check(BaseModel):
    """One step of the chain: whether it explains the failure, and by what."""

    cause: Cause
    verdict: Verdict
    reason: str
    evidence: list[str]


class Why(BaseModel):
    """`signals` show that the turn failed; without any, `cause` is null and nothing was checked."""

    turn: str
    failed: bool
    signals: list[str]
    cause: Cause | None
    checks: list[Check]


class CauseShare(BaseModel):
    """One cause: `share` of the failed turns, shares of its turns unresolved and handed off, and some of its turns."""

    cause: Cause
    n: int
    share: float
    cumulative: float
    unresolved: float
    handed_off: float
    satisfaction_loss: float | None
    impact: float
    quadrant: Quadrant
    turn_ids: list[str]


class Causes(BaseModel):
    """The causes of the latest turns asked in [since, until), the most frequent first.

    `until` is null for now; `left_out` counts the earlier turns of that time, which were not looked at.
    """

    since: datetime
    until: datetime | None
    left_out: int
    turns: int
    failed: int
    causes: list[CauseShare]


@router.get("/turns/{id}/why", responses=problems(401, 404))
async def get_why(id: PathId, resources: CurrentResources) -> Why:  # noqa: A002
    """Why this turn failed, check by check."""
    diagnosis = await why(resources.database, resources.knowledge.retriever, id)
    if diagnosis is None:
        raise NotFound("There is no turn with this id.")
    return Why.model_validate(diagnosis_json(diagnosis))


@router.get("/diagnosis", responses=problems(401, 422))
async def get_diagnosis(
    resources: CurrentResources,
    since: Annotated[Time | None, Query(description="A week before the end, where it is not given.")] = None,
    until: Time | None = None,
    limit: Annotated[int, Query(ge=1, le=_MOST_TURNS)] = USUAL_TURNS,
) -> Causes:
    """Which causes of failed turns are frequent and costly: each failed turn takes a search."""
    found = await causes_between(resources.database, resources.knowledge.retriever, since, until, limit)
    return Causes.model_validate(causes_json(found))
