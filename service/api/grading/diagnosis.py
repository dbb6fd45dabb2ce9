"""Why turns failed: one turn's chain of checks, and which causes are frequent and costly."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from evals.diagnosis.as_json import diagnosis_json
from evals.diagnosis.causes import Cause, Verdict
from evals.diagnosis.pareto import Quadrant
from service.api.times import Time
from service.deps import CurrentCaller, CurrentResources, PathId, needs
from service.errors import NotFound
from service.quality.explaining import USUAL_TURNS, causes_between, causes_json, why
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.grading.showings import note_page
from service.storage.messages.asked import asked_turns

router = APIRouter(prefix="/api", tags=["diagnosis"], dependencies=needs(Right.SEE))

_MOST_TURNS = 5_000
"""`turnwise why` takes any number."""


class Check(BaseModel):
    """One step of the chain: whether it explains the failure, and by what."""

    cause: Cause
    verdict: Verdict
    reason: str
    evidence: list[str]


class Why(BaseModel):
    """`signals` show that the turn failed; without any, `cause` is null and nothing was checked.

    `asked` is how the customer's first message of the turn begins.
    """

    turn: str
    conversation_id: str
    asked_at: datetime
    asked: str
    failed: bool
    signals: list[str]
    cause: Cause | None
    checks: list[Check]


class FailedTurn(Shown):
    """A turn, with how the customer's first message of it begins."""

    turn_id: str
    conversation_id: str
    asked_at: datetime
    asked: str


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
    turns: list[FailedTurn]


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


@router.get("/turns/{id}/why", responses=problems(401, 403, 404))
async def get_why(id: PathId, caller: CurrentCaller, resources: CurrentResources) -> Why:  # noqa: A002
    """Why this turn failed, check by check.

    It shows what graders found: a reviewer who has read it reviews those grades no longer blindly.
    """
    diagnosis = await why(resources.database, resources.knowledge.retriever, id)
    async with resources.database.read() as connection:
        asked = (await asked_turns(connection, [id])).get(id)
    if diagnosis is None or asked is None:
        raise NotFound("There is no turn with this id.")
    if caller.may(Right.REVIEW):
        async with resources.database.write() as writing:
            await note_page(writing, caller.by, asked.conversation_id)
    known = {"conversation_id": asked.conversation_id, "asked_at": asked.asked_at, "asked": asked.asked}
    return Why.model_validate(diagnosis_json(diagnosis) | known)


@router.get("/diagnosis", responses=problems(401, 403, 422))
async def get_diagnosis(
    resources: CurrentResources,
    since: Annotated[Time | None, Query(description="A week before the end, where it is not given.")] = None,
    until: Time | None = None,
    limit: Annotated[int, Query(ge=1, le=_MOST_TURNS)] = USUAL_TURNS,
) -> Causes:
    """Which causes of failed turns are frequent and costly: each failed turn takes a search."""
    causes = await causes_between(resources.database, resources.knowledge.retriever, since, until, limit)
    found = causes_json(causes)
    async with resources.database.read() as connection:
        asked = await asked_turns(connection, [turn_id for one in found["causes"] for turn_id in one["turn_ids"]])
    for one in found["causes"]:
        one["turns"] = [asked[turn_id] for turn_id in one["turn_ids"] if turn_id in asked]
    return Causes.model_validate(found)
