"""Grades by grader, label, score, rule, operator, channel, language and time; and how often each label was given."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from service.api.times import Time
from service.deps import CurrentCaller, CurrentResources, Reading, needs
from service.errors import InvalidRequest
from service.quality.reviewing import all_labels
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.grading.grade_list import GradeFilters, grade_page, label_counts
from service.storage.grading.showings import Picked, note_shown

router = APIRouter(prefix="/api/grades", tags=["grades"], dependencies=needs(Right.SEE))

Short = Annotated[str | None, Query(max_length=60)]
Score = Annotated[float | None, Query(ge=0, le=1)]


class ListedGrade(Shown):
    """A grade, with how the customer's question begins; `replied_by` is `agent` or `operator`."""

    turn_id: str
    conversation_id: str
    grader: str
    version: str
    stage: str
    label: str
    score: float | None
    reason: str | None
    channel: str
    language: str | None
    replied_by: str | None
    asked_at: datetime
    asked: str


class Grades(BaseModel):
    """A page, the turn that was asked last first. `next` is the cursor of what follows, null where no turn is left.

    Some 5,000 turns are looked through for a page, back to the one that was asked at `looked_to`: it may hold fewer
    grades than its limit, or none, and have a next one.
    """

    grades: list[ListedGrade]
    next: str | None
    looked_to: datetime | None


class GraderLabels(BaseModel):
    """A grader with the labels that it may give."""

    grader: str
    labels: list[str]


class Graders(BaseModel):
    """All graders: built in, judges, and rules."""

    graders: list[GraderLabels]


class LabelCounts(BaseModel):
    """How often a grader gave each label; `left_out` tells that only the latest 20,000 turns were counted."""

    labels: dict[str, int]
    left_out: bool


def _filters(
    grader: Short = None,
    label: Annotated[str | None, Query(max_length=30)] = None,
    least: Annotated[Score, Query(description="The lowest score, 0 to 1.")] = None,
    most: Annotated[Score, Query(description="The highest score, 0 to 1.")] = None,
    rule: Annotated[Short, Query(description="Of turns that this rule has hit.")] = None,
    operator: Annotated[str | None, Query(max_length=320, description="An e-mail address, or agent.")] = None,
    channel: Annotated[str | None, Query(max_length=40)] = None,
    language: Annotated[str | None, Query(max_length=10)] = None,
    since: Annotated[Time | None, Query(description="Turns asked from then on.")] = None,
    until: Annotated[Time | None, Query(description="Turns asked before then.")] = None,
) -> GradeFilters:
    return GradeFilters(
        grader=grader,
        label=label,
        least=least,
        most=most,
        rule=rule,
        operator=operator,
        channel=channel,
        language=language,
        since=since,
        until=until,
    )


Filters = Annotated[GradeFilters, Depends(_filters)]


@router.get("", responses=problems(401, 403, 422))
async def get_grades(
    filters: Filters,
    connection: Reading,
    caller: CurrentCaller,
    resources: CurrentResources,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Grades:
    """Grades as the filters want them; labels that judge nothing are left out unless `label` names one.

    A reviewer who has read a grade here reviews it no longer blindly.
    """
    page = await grade_page(connection, filters, cursor, limit)
    if caller.may(Right.REVIEW) and page.grades:
        seen = {(one.turn_id, one.grader, one.version): one for one in page.grades}
        async with resources.database.write() as writing:
            await note_shown(writing, caller.by, list(seen.values()), Picked.NAMED, blind=False)
    return Grades(
        grades=[ListedGrade.model_validate(one) for one in page.grades], next=page.next, looked_to=page.looked_to
    )


@router.get("/graders", responses=problems(401, 403))
async def get_graders() -> Graders:
    """Which graders there are, and what they may say."""
    return Graders(graders=[GraderLabels(grader=one, labels=list(labels)) for one, labels in all_labels().items()])


@router.get("/labels", responses=problems(401, 403, 422))
async def get_labels(filters: Filters, connection: Reading) -> LabelCounts:
    """How often a grader, which must be named, gave each label among the turns that the other filters leave."""
    if filters.grader is None:
        raise InvalidRequest("Labels are counted for one grader: name it with ?grader=.")
    counted, left_out = await label_counts(connection, replace(filters, label=None))
    return LabelCounts(labels=counted, left_out=left_out)
