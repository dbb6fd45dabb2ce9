"""Reviewing: which grades are next, what a reviewer is shown, what they may say, and how good the graders are by it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from sqlalchemy.ext.asyncio import AsyncConnection

from evals.calibrate import CUTS, Calibration, calibrate
from evals.judge import load_graders
from evals.review_order import Candidate, Ranked, by_chance, by_risk
from graphs.evaluator.grader import NOT_APPLICABLE, GradingContext
from graphs.turn import Message
from service.errors import InvalidRequest, NotFound
from service.storage.database import Database
from service.storage.grades import GradeRow, list_grades
from service.storage.grading_contexts import grading_contexts
from service.storage.reviews import (
    ReviewRow,
    add_review,
    candidates,
    current_reviews,
    find_grade,
    machine_grades,
    new_review,
    seen_labels,
    turn_exists,
)
from service.storage.types import now


class Picked(StrEnum):
    """How a reviewer came to a turn: only what was drawn by chance tells a rate."""

    RISK = "risk"
    RANDOM = "random"
    NAMED = "named"


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


async def next_grades(
    connection: AsyncConnection, grader: str | None, order: Picked, limit: int, overlap_for: str | None = None
) -> list[Ranked]:
    """The next grades to read, those of the highest risk or drawn by chance first. Raises InvalidRequest.

    `overlap_for` names a reviewer, who is given what others have reviewed and they have not.
    """
    if order is Picked.NAMED:
        raise InvalidRequest("A queue is in the order of risk or random.")
    if grader:
        await labels_of(connection, grader)
    found = await candidates(connection, grader, overlap_for)
    return list(islice((by_risk if order is Picked.RISK else by_chance)(found), limit))


async def labels_of(connection: AsyncConnection, grader: str) -> tuple[str, ...]:
    """What a reviewer of this grader may say. Raises InvalidRequest with the graders that there are."""
    known = {one.id: one.labels for one in load_graders()}
    labels = known.get(grader) or await seen_labels(connection, grader)
    if not labels:
        raise InvalidRequest(f"There is no grader {grader}: choose from {', '.join(known)}.")
    return tuple(dict.fromkeys((*labels, NOT_APPLICABLE)))


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
    reviewer: str,
    *,
    blind: bool = False,
    picked: Picked = Picked.NAMED,
    note: str = "",
) -> ReviewRow:
    """Store what a reviewer says of a grade. Raises NotFound and InvalidRequest, which lists the grader's labels."""
    async with database.write() as connection:
        labels = await labels_of(connection, grader)
        grade = await _grade(connection, turn_id, grader)
        if label not in labels:
            raise InvalidRequest(f"{grader} has no label {label}: choose from {', '.join(labels)}.")
        row = new_review(grade, label, reviewer, now(), blind=blind, picked=picked, note=note)
        await add_review(connection, row)
    return row


async def report(connection: AsyncConnection, grader: str | None, by: Sequence[str]) -> tuple[Calibration, ...]:
    """How good the graders are, by each reviewer's last word. Raises InvalidRequest."""
    if unknown := [cut for cut in by if cut not in CUTS]:
        raise InvalidRequest(f"Reviews cannot be cut by {', '.join(unknown)}: choose from {', '.join(CUTS)}.")
    if grader:
        await labels_of(connection, grader)
    reviews = await current_reviews(connection, grader)
    grades = await machine_grades(connection, sorted({one.grader for one in reviews}))
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
