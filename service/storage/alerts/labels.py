"""The labels of a grader, and those that reviewers gave instead, for alerts on a grader that drifts."""

from datetime import datetime

from sqlalchemy import ColumnElement, Subquery, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.alerts.document import RateRule, ShiftRule
from graphs.evaluator.grader import COULD_NOT_GRADE, NO_JUDGEMENT
from service.storage.gradual import gradually
from service.storage.tables import conversations, grades, reviews, turns


async def latest_version(connection: AsyncConnection, grader: str, until: datetime) -> str | None:
    """The version of the grader's last grade before then."""
    query = select(grades.c.version).where(_done(grader), grades.c.graded_at < until)
    found: str | None = await connection.scalar(query.order_by(grades.c.graded_at.desc()).limit(1))
    return found


async def labels(
    connection: AsyncConnection, rule: ShiftRule, version: str, since: datetime, until: datetime
) -> list[str]:
    """What the grader said of the first turn of each conversation to which it applies, in the order of grading.

    That it could not grade is a label, too. Further turns of a conversation resemble the first: they would look like
    more evidence than they are.
    """
    first = _first(rule, version, since, until)
    query = select(first.c.label).where(first.c.number == 1).order_by(first.c.graded_at, first.c.turn_id)
    return [row.label async for row in gradually(connection, query)]


async def label_counts(
    connection: AsyncConnection, rule: ShiftRule, version: str, since: datetime, until: datetime
) -> dict[str, int]:
    """The same, counted."""
    first = _first(rule, version, since, until)
    query = select(first.c.label, func.count().label("times")).where(first.c.number == 1).group_by(first.c.label)
    return {row.label: row.times for row in await connection.execute(query)}


async def agreements(connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime) -> list[float]:
    """1 where a reviewer's first word on a grade confirms it, 0 where it corrects it, in the order of reviewing.

    Only what was drawn by chance: reviewers who turn to the riskiest grades find more mistakes, though the grader makes
    no more of them. Only the first word: what is said again later would change what was seen.
    """
    first = reviews.alias("first")
    earlier = (
        select(first.c.id)
        .where(
            first.c.turn_id == reviews.c.turn_id,
            first.c.grader == reviews.c.grader,
            first.c.version == reviews.c.version,
            first.c.reviewer == reviews.c.reviewer,
            first.c.id < reviews.c.id,
        )
        .exists()
    )
    query = (
        select(reviews.c.given, reviews.c.label)
        .join(turns, turns.c.id == reviews.c.turn_id)
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .where(reviews.c.grader == rule.grader, reviews.c.picked == "random", ~earlier)
        .where(reviews.c.at >= since, reviews.c.at < until)
        .order_by(reviews.c.at, reviews.c.id)
    )
    if rule.channels:
        query = query.where(conversations.c.channel.in_(rule.channels))
    return [float(row.given == row.label) for row in await connection.execute(query)]


def _first(rule: ShiftRule, version: str, since: datetime, until: datetime) -> Subquery:
    order = (grades.c.graded_at, grades.c.turn_id)
    query = (
        select(
            grades.c.label,
            *order,
            func.row_number().over(partition_by=turns.c.conversation_id, order_by=order).label("number"),
        )
        .join(turns, turns.c.id == grades.c.turn_id)
        .where(
            _done(rule.grader),
            grades.c.version == version,
            or_(grades.c.label == COULD_NOT_GRADE, grades.c.label.not_in(NO_JUDGEMENT)),
            grades.c.graded_at >= since,
            grades.c.graded_at < until,
        )
    )
    if rule.channels:
        query = query.join(conversations, conversations.c.id == turns.c.conversation_id)
        query = query.where(conversations.c.channel.in_(rule.channels))
    return query.subquery()


def _done(grader: str) -> ColumnElement[bool]:
    return and_(grades.c.grader == grader, grades.c.state == "done", grades.c.label.is_not(None))
