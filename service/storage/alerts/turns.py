"""Single turns that alerts are raised for: by a grade, or by a hit of a rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.alerts.document import TurnRule
from graphs.evaluator.grader import NO_JUDGEMENT
from service.storage.tables import conversations, grades, rule_hits, turns


@dataclass(frozen=True, slots=True)
class AlarmingTurn:
    """A turn, with what is wrong in words that quote nobody; `score` is the grade's."""

    turn_id: str
    conversation_id: str
    reason: str
    score: float | None


async def alarming_turns(connection: AsyncConnection, rule: TurnRule, since: datetime) -> list[AlarmingTurn]:
    """Turns that were graded, or replied to, since then, and that the rule is about; the first first."""
    return await (_graded if rule.grader else _hit)(connection, rule, since)


def hit_by(hits: Sequence[str], severity: str | None) -> ColumnElement[bool]:
    """Hits of these rules (`*` may end an id) or of this severity; of all where neither is said."""
    wanted: list[ColumnElement[bool]] = [
        rule_hits.c.rule.startswith(name[:-1], autoescape=True) if name.endswith("*") else rule_hits.c.rule == name
        for name in hits
    ]
    if severity:
        wanted.append(rule_hits.c.severity == severity)
    return or_(*wanted) if wanted else true()


async def _graded(connection: AsyncConnection, rule: TurnRule, since: datetime) -> list[AlarmingTurn]:
    wanted: list[ColumnElement[bool]] = [grades.c.label.in_(rule.labels)] if rule.labels else []
    if rule.score_up_to is not None:
        wanted.append(grades.c.score <= rule.score_up_to)
    query = (
        select(grades.c.turn_id, turns.c.conversation_id, grades.c.grader, grades.c.label, grades.c.score)
        .join(turns, turns.c.id == grades.c.turn_id)
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .where(grades.c.grader == rule.grader, grades.c.state == "done", grades.c.graded_at >= since)
        .where(grades.c.label.not_in(NO_JUDGEMENT), or_(*wanted))
        .order_by(grades.c.graded_at)
    )
    if rule.channels:
        query = query.where(conversations.c.channel.in_(rule.channels))
    return [
        AlarmingTurn(row.turn_id, row.conversation_id, f"{row.grader}: {row.label}", row.score)
        for row in await connection.execute(query)
    ]


async def _hit(connection: AsyncConnection, rule: TurnRule, since: datetime) -> list[AlarmingTurn]:
    query = (
        select(rule_hits.c.turn_id, rule_hits.c.conversation_id, rule_hits.c.rule)
        .join(conversations, conversations.c.id == rule_hits.c.conversation_id)
        .where(rule_hits.c.at >= since, rule_hits.c.state != "withdrawn")
        .where(hit_by(rule.hits, rule.hit_severity))
        .order_by(rule_hits.c.at, rule_hits.c.id)
    )
    if rule.channels:
        query = query.where(conversations.c.channel.in_(rule.channels))
    return [
        AlarmingTurn(row.turn_id, row.conversation_id, f"rule hit: {row.rule}", None)
        for row in await connection.execute(query)
    ]
