"""Why turns failed: one turn's chain of checks, and which causes are frequent and costly."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel

from evals.diagnosis.as_json import diagnosis_json, pareto_json
from evals.diagnosis.causes import Cause, Verdict
from evals.diagnosis.pareto import Quadrant
from service.deps import CurrentResources, PathId, needs_login
from service.errors import NotFound
from service.explaining import causes_between, why
from service.shown import problems

router = APIRouter(prefix="/api", tags=["diagnosis"], dependencies=needs_login)


def _utc(time: datetime) -> datetime:
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time


Time = Annotated[datetime, AfterValidator(_utc)]


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
    """The causes of the turns asked in [since, until), the most frequent first."""

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
async def get_diagnosis(resources: CurrentResources, since: Time | None = None, until: Time | None = None) -> Causes:
    """Which causes of failed turns are frequent and costly."""
    found = await causes_between(resources.database, resources.knowledge.retriever, since, until)
    return Causes.model_validate(pareto_json(found))
