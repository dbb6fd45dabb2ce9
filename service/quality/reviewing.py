"""Reviewing: which grades are next, what a reviewer is shown, what they may say, and how good the graders are by it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from evals.calibrate import CUTS, Calibration, calibrate
from evals.judge import load_graders
from evals.judging.loading import load_judges
from evals.review_order import Candidate, Ranked, by_risk
from evals.rules.grade import IDS, LABELS
from graphs.evaluator.grader import NOT_APPLICABLE, GradingContext
from graphs.turn import Message
from service.errors import Forbidden, InvalidRequest, NotFound
from service.roles import Right
from service.storage.database import Database
from service.storage.grading.contexts import grading_contexts
from service.storage.grading.grades import GradeRow, list_grades
from service.storage.grading.review_queue import EVERYTHING, Frame, Reviewer, drawn, newest
from service.storage.grading.reviews import (
    ReviewRow,
    add_review,
    current_reviews,
    find_grade,
    machine_grades,
    new_review,
    replied_in,
    seen_labels,
    turn_exists,
)
from service.storage.grading.showings import Picked, reveal, showing_of
from service.storage.types import now
from service.storage.users.users import User
from service.users.teams import operator


@dataclass(frozen=True, slots=True)
class ToReview:
    """A turn as a reviewer reads it: what came before it, the turn itself, what the customer said next."""

    candidate: Candidate
    before: tuple[Message, ...]
    asked: tuple[Message, ...]
    replies: tuple[Message, ...]
    following: tuple[Message, ...]
    labels: tuple[str, ...]
    reason: str
    evidence: tuple[str, ...]


async def reviewer_of(connection: AsyncConnection, email: str) -> Reviewer:
    """Who has this account. Raises NotFound, and Forbidden unless their role may review."""
    return reviewer(await operator(connection, email))


def reviewer(user: User) -> Reviewer:
    """The user as a reviewer. Raises Forbidden unless their role may review."""
    if not user.role.may(Right.REVIEW):
        raise Forbidden(f"{user.email} is {user.role}, and may not review: an admin can change the role.")
    return Reviewer(user.email, user.id)


async def next_grades(
    connection: AsyncConnection,
    reviewer: Reviewer,
    grader: str | None,
    order: Picked,
    limit: int,
    frame: Frame = EVERYTHING,
    *,
    overlap: bool = False,
) -> list[Ranked]:
    """The next grades for this reviewer, those of the highest risk or drawn by chance first. Raises InvalidRequest.

    With `overlap` what others have reviewed and they have not. `frame` is what is drawn from by chance; by risk it is
    always the newest grades.
    """
    if order is Picked.NAMED:
        raise InvalidRequest("A queue is in the order of risk or random.")
    if grader:
        await labels_of(connection, grader)
    if order is Picked.RISK:
        return by_risk(await newest(connection, grader, reviewer, overlap=overlap))[:limit]
    found = await drawn(connection, grader, reviewer, frame, limit, overlap=overlap)
    return [Ranked(one, 1 - place / len(found)) for place, one in enumerate(found)]


async def labels_of(connection: AsyncConnection, grader: str) -> tuple[str, ...]:
    """What a reviewer of this grader may say. Raises InvalidRequest with the graders that there are."""
    known = all_labels()
    labels = known.get(grader) or await seen_labels(connection, grader)
    if not labels:
        raise InvalidRequest(f"There is no grader {grader}: choose from {', '.join(known)}.")
    return tuple(dict.fromkeys((*labels, NOT_APPLICABLE)))


def all_labels() -> dict[str, tuple[str, ...]]:
    """The labels of each grader: those that come with the product, rules, and judges."""
    graders = {one.id: one.labels for one in load_graders()}
    rules = dict.fromkeys(IDS.values(), LABELS)
    return graders | rules | {one.id: tuple(one.scores) for one in load_judges()}


async def turn_to_review(connection: AsyncConnection, turn_id: str, grader: str) -> ToReview:
    """The turn with its grade. Raises NotFound and InvalidRequest."""
    labels = await labels_of(connection, grader)
    grade = await _grade(connection, turn_id, grader)
    context: GradingContext = (await grading_contexts(connection, [turn_id]))[turn_id]
    stored = _stored(await list_grades(connection, [turn_id]), grade)
    return ToReview(
        candidate=grade,
        before=context.turn.history,
        asked=context.turn.asked,
        replies=context.turn.replies,
        following=context.following or (),
        labels=labels,
        reason=stored.reason or "",
        evidence=tuple(stored.evidence),
    )


async def review(
    database: Database,
    turn_id: str,
    grader: str,
    label: str,
    reviewer: Reviewer,
    note: str = "",
) -> ReviewRow:
    """Store what a reviewer says of a grade; whether they were blind and drew it by chance is known by what was shown.

    Raises NotFound, InvalidRequest, which lists the grader's labels, and Forbidden for who has replied in the turn.
    """
    async with database.write() as connection:
        labels = await labels_of(connection, grader)
        grade = await _grade(connection, turn_id, grader)
        if label not in labels:
            raise InvalidRequest(f"{grader} has no label {label}: choose from {', '.join(labels)}.")
        if reviewer.user_id and await replied_in(connection, turn_id, reviewer.user_id):
            raise Forbidden("You replied in this turn yourself: let somebody else review it.")
        shown = await showing_of(connection, reviewer.name, grade)
        row = new_review(grade, label, reviewer.name, now(), blind=shown.blind, picked=shown.picked, note=note)
        await add_review(connection, row)
        await reveal(connection, reviewer.name, grade)
    return row


async def report(
    connection: AsyncConnection,
    grader: str | None,
    by: Sequence[str],
    since: datetime | None = None,
    until: datetime | None = None,
) -> tuple[Calibration, ...]:
    """How good the graders are on turns asked in [since, until), by each reviewer's last word.

    Raises InvalidRequest.
    """
    if unknown := [cut for cut in by if cut not in CUTS]:
        raise InvalidRequest(f"Reviews cannot be cut by {', '.join(unknown)}: choose from {', '.join(CUTS)}.")
    if grader:
        await labels_of(connection, grader)
    reviews = await current_reviews(connection, grader, since, until)
    grades = await machine_grades(connection, sorted({one.grader for one in reviews}), since, until)
    return await asyncio.to_thread(calibrate, reviews, grades, by)


async def _grade(connection: AsyncConnection, turn_id: str, grader: str) -> Candidate:
    grade = await find_grade(connection, turn_id, grader)
    if grade:
        return grade
    if not await turn_exists(connection, turn_id):
        raise NotFound(f"There is no turn {turn_id}: `turnwise review queue` lists those to review.")
    raise NotFound(f"{grader} has given turn {turn_id} no grade that could be reviewed (yet).")


def _stored(grades: Sequence[GradeRow], grade: Candidate) -> GradeRow:
    return next(one for one in grades if (one.grader, one.version) == (grade.grader, grade.version))
