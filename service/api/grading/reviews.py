"""Reviews of grades: what to read next, a turn as a reviewer sees it, what they say, and how good the graders are."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from evals.calibration_json import calibration_json
from evals.review_order import Ranked
from service.api.grading.calibration_models import Calibration, Report
from service.api.times import Time
from service.deps import CurrentResources, CurrentUser, PathId, Reading, needs
from service.quality.reviewing import ToReview, next_grades, report, review, reviewer, turn_to_review
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.grading.review_queue import Frame, Reviewer
from service.storage.grading.reviews import list_reviews
from service.storage.grading.showings import Picked, note_shown
from service.texts import clean

router = APIRouter(prefix="/api/reviews", tags=["reviews"], dependencies=needs(Right.SEE, Right.REVIEW))

_NAME = r"^[\x20-\x7e]+$"
Blind = Annotated[bool, Query(description="Hide what the grader said.")]


async def _reviewer(user: CurrentUser) -> Reviewer:
    return reviewer(user)


CurrentReviewer = Annotated[Reviewer, Depends(_reviewer)]


class Queued(BaseModel):
    """A grade to review. `label` and `score` are null where the grader's judgement is hidden."""

    turn_id: str
    conversation_id: str
    grader: str
    label: str | None
    score: float | None
    priority: float
    language: str | None
    channel: str
    graded_at: datetime


class Queue(BaseModel):
    """The next grades to read, first to last."""

    queue: list[Queued]


class Said(Shown):
    """One message."""

    role: Literal["customer", "agent", "operator"]
    text: str


class GivenGrade(BaseModel):
    """What the grader said."""

    label: str
    score: float | None
    reason: str
    evidence: list[str]


class Turn(BaseModel):
    """A turn to review, with what came before and what the customer said next; `grade` is null where it is hidden."""

    turn_id: str
    conversation_id: str
    grader: str
    version: str
    before: list[Said]
    asked: list[Said]
    replies: list[Said]
    following: list[Said]
    labels: list[str]
    grade: GivenGrade | None


class Verdict(BaseModel):
    """What a reviewer says: the grader's label confirms it."""

    turn_id: Annotated[str, Field(max_length=36, pattern=_NAME)]
    grader: Annotated[str, Field(max_length=60, pattern=_NAME)]
    label: Annotated[str, Field(max_length=30)]
    note: Annotated[str, Field(max_length=2_000)] = ""


class Review(Shown):
    """A review as stored; `current` is false where the reviewer changed it later.

    `blind` says that the grade was never shown to them before, `picked` how they came to the turn: by a queue in the
    order of risk, by one drawn at random, or otherwise. Both are what this server has shown them, not what they say.
    """

    id: str
    turn_id: str
    grader: str
    version: str
    given: str
    label: str
    verdict: Literal["confirms", "corrects"]
    blind: bool
    picked: Picked
    reviewer: str
    note: str
    at: datetime
    current: bool


class Reviews(BaseModel):
    """Reviews, the newest first."""

    reviews: list[Review]


@router.get("/queue", dependencies=needs(Right.REVIEW), responses=problems(401, 403, 422))
async def queue(
    who: CurrentReviewer,
    connection: Reading,
    resources: CurrentResources,
    grader: Annotated[str | None, Query(max_length=60)] = None,
    order: Picked = Picked.RISK,
    since: Annotated[
        Time | None, Query(description="Drawn from turns asked from then on; by risk, the newest.")
    ] = None,
    until: Annotated[Time | None, Query(description="Drawn from turns asked before then.")] = None,
    seed: Annotated[int, Query(ge=0, le=2**31, description="Another one draws from another place on.")] = 0,
    overlap: Annotated[bool, Query(description="What others have reviewed and you have not.")] = False,
    blind: Blind = False,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Queue:
    """What to read next: the riskiest and most uncertain grades, or some drawn by chance, which rates rest on.

    It is kept what you were shown, so that your reviews of these turns count as what they are.
    """
    frame = Frame(since, until, seed)
    ranked = await next_grades(connection, who, grader, order, limit, frame, overlap=overlap)
    async with resources.database.write() as writing:
        await note_shown(writing, who.name, [one.candidate for one in ranked], order, blind=blind)
    return Queue(queue=[_queued(one, blind=blind) for one in ranked])


@router.get("/turns/{id}", dependencies=needs(Right.REVIEW), responses=problems(401, 403, 404, 422))
async def show_turn(
    turn_id: PathId,
    who: CurrentReviewer,
    connection: Reading,
    resources: CurrentResources,
    grader: Annotated[str, Query(max_length=60)],
    blind: Blind = False,
) -> Turn:
    """One turn as a reviewer reads it. It is kept whether you were shown the grade."""
    shown = await turn_to_review(connection, turn_id, grader)
    async with resources.database.write() as writing:
        await note_shown(writing, who.name, [shown.candidate], Picked.NAMED, blind=blind)
    return _turn(shown, blind=blind)


@router.post("", status_code=HTTPStatus.CREATED, responses=problems(401, 403, 404, 422))
async def store(verdict: Verdict, who: CurrentReviewer, resources: CurrentResources) -> Review:
    """Say what the grade should have been. Saying it again changes your word; what you said before is kept."""
    note = clean(verdict.note)
    stored = await review(resources.database, verdict.turn_id, verdict.grader, verdict.label, who, note)
    return Review.model_validate(stored)


@router.get("", responses=problems(401, 403, 422))
async def list_all(
    connection: Reading,
    grader: Annotated[str | None, Query(max_length=60)] = None,
    turn_id: Annotated[str | None, Query(max_length=36)] = None,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 200,
) -> Reviews:
    """Reviews with their history, the newest first."""
    return Reviews(
        reviews=[Review.model_validate(one) for one in await list_reviews(connection, grader, turn_id, limit)]
    )


@router.get("/calibration", responses=problems(401, 403, 422))
async def calibration(
    connection: Reading,
    grader: Annotated[str | None, Query(max_length=60)] = None,
    by: Annotated[str, Query(max_length=100, description="Cuts, by commas: language, channel, week, month.")] = "",
    since: Annotated[Time | None, Query(description="Turns asked from then on.")] = None,
    until: Annotated[Time | None, Query(description="Turns asked before then.")] = None,
) -> Report:
    """How good each grader is by its reviews, and the rates corrected for its errors, with 95 % intervals."""
    cuts = [cut.strip() for cut in by.split(",") if cut.strip()]
    found = await report(connection, grader, cuts, since, until)
    return Report(calibrations=[Calibration.model_validate(calibration_json(one)) for one in found])


def _queued(ranked: Ranked, *, blind: bool) -> Queued:
    one = ranked.candidate
    return Queued(
        turn_id=one.turn_id,
        conversation_id=one.conversation_id,
        grader=one.grader,
        label=None if blind else one.label,
        score=None if blind else one.score,
        priority=ranked.priority,
        language=one.language,
        channel=one.channel,
        graded_at=one.graded_at,
    )


def _turn(shown: ToReview, *, blind: bool) -> Turn:
    one = shown.candidate
    grade = GivenGrade(label=one.label, score=one.score, reason=shown.reason, evidence=list(shown.evidence))
    said = {
        name: [Said.model_validate(message) for message in getattr(shown, name)]
        for name in ("before", "asked", "replies", "following")
    }
    return Turn(
        turn_id=one.turn_id,
        conversation_id=one.conversation_id,
        grader=one.grader,
        version=one.version,
        labels=list(shown.labels),
        grade=None if blind else grade,
        **said,
    )
