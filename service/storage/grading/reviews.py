"""Reviews: what humans said of grades. Nothing is overwritten: a reviewer's last word on a grade is what counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVarTuple

from sqlalchemy import Select, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.calibrate import MachineGrade
from evals.review_order import Candidate
from evals.reviewed import Review
from service.storage.grading.review_queue import candidate, judged
from service.storage.tables import conversations, grades, messages, reviews, turns
from service.storage.types import new_id

Columns = TypeVarTuple("Columns")


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review as stored. `given` is the grade's label, `picked` how the turn was found: random, risk or named."""

    id: str
    turn_id: str
    grader: str
    version: str
    given: str
    label: str
    blind: bool
    picked: str
    reviewer: str
    note: str
    at: datetime
    current: bool

    @property
    def verdict(self) -> str:
        """`confirms` or `corrects`."""
        return "confirms" if self.label == self.given else "corrects"


async def find_grade(connection: AsyncConnection, turn_id: str, grader: str) -> Candidate | None:
    """The turn's latest grade by this grader, if there is one that is a judgement."""
    query = judged(grader).where(grades.c.turn_id == turn_id).order_by(grades.c.graded_at.desc())
    row = (await connection.execute(query)).first()
    return candidate(row) if row else None


async def seen_labels(connection: AsyncConnection, grader: str) -> list[str]:
    """The labels that a grader has given so far."""
    query = select(grades.c.label).where(grades.c.grader == grader, grades.c.state == "done").distinct()
    return sorted(label for label in (await connection.execute(query)).scalars() if label)


async def turn_exists(connection: AsyncConnection, turn_id: str) -> bool:
    """Whether there is such a turn."""
    return (await connection.execute(select(turns.c.id).where(turns.c.id == turn_id))).first() is not None


async def replied_in(connection: AsyncConnection, turn_id: str, operator_id: str) -> bool:
    """Whether this operator has replied in this turn."""
    query = select(messages.c.id).where(messages.c.turn_id == turn_id, messages.c.operator_id == operator_id)
    return (await connection.execute(query.limit(1))).first() is not None


async def add_review(connection: AsyncConnection, row: ReviewRow) -> None:
    """Store a review beside those that there are."""
    values = {column.name: getattr(row, column.name) for column in reviews.columns}
    await connection.execute(insert(reviews).values(**values))


def new_review(
    grade: Candidate, label: str, reviewer: str, at: datetime, *, blind: bool, picked: str, note: str
) -> ReviewRow:
    """A review of this grade, not yet stored."""
    return ReviewRow(
        new_id(),
        grade.turn_id,
        grade.grader,
        grade.version,
        grade.label,
        label,
        blind,
        picked,
        reviewer,
        note,
        at,
        True,
    )


async def list_reviews(
    connection: AsyncConnection, grader: str | None = None, turn_id: str | None = None, limit: int = 200
) -> list[ReviewRow]:
    """Reviews, the newest first, former words of a reviewer included (`current` is false)."""
    last = _last_words().subquery()
    query = select(reviews, last.c.id.label("last")).outerjoin(last, last.c.id == reviews.c.id)
    if grader:
        query = query.where(reviews.c.grader == grader)
    if turn_id:
        query = query.where(reviews.c.turn_id == turn_id)
    rows = await connection.execute(query.order_by(reviews.c.id.desc()).limit(limit))
    return [
        ReviewRow(
            **{column.name: getattr(row, column.name) for column in reviews.columns}, current=row.last is not None
        )
        for row in rows
    ]


async def current_reviews(
    connection: AsyncConnection,
    grader: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Review]:
    """Each reviewer's last word on each grade of turns asked in [since, until), for calibration."""
    last = _last_words().subquery()
    query = (
        select(reviews, turns.c.conversation_id, turns.c.language, conversations.c.channel, turns.c.asked_at)
        .join(last, last.c.id == reviews.c.id)
        .join(turns, turns.c.id == reviews.c.turn_id)
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .order_by(reviews.c.id)
    )
    if grader:
        query = query.where(reviews.c.grader == grader)
    return [
        Review(
            turn_id=row.turn_id,
            conversation_id=row.conversation_id,
            grader=row.grader,
            version=row.version,
            given=row.given,
            label=row.label,
            reviewer=row.reviewer,
            at=row.asked_at,
            reviewed_at=row.at,
            random=row.picked == "random",
            language=row.language,
            channel=row.channel,
        )
        for row in await connection.execute(_asked_in(query, since, until))
    ]


async def machine_grades(
    connection: AsyncConnection, graders: Sequence[str], since: datetime | None = None, until: datetime | None = None
) -> list[MachineGrade]:
    """All judgements of these graders on turns asked in [since, until), for the rates."""
    query = judged(None).where(grades.c.grader.in_(graders))
    rows = await connection.execute(_asked_in(query, since, until))
    return [
        MachineGrade(row.turn_id, row.grader, row.version, row.label, row.asked_at, row.language, row.channel)
        for row in rows
    ]


def _asked_in(query: Select[*Columns], since: datetime | None, until: datetime | None) -> Select[*Columns]:
    if since:
        query = query.where(turns.c.asked_at >= since)
    return query.where(turns.c.asked_at < until) if until else query


def _last_words() -> Select[tuple[str]]:
    return select(func.max(reviews.c.id).label("id")).group_by(
        reviews.c.turn_id, reviews.c.grader, reviews.c.version, reviews.c.reviewer
    )
