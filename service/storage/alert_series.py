"""The single values of a rate, in the order in which they were known, for alerts to look at."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from math import inf
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.alerts.document import RateRule
from evals.rules.grade import IDS, LABELS
from graphs.evaluator.grader import BY_MODEL, NO_JUDGEMENT
from graphs.lead.known import REACHED_BY
from service.storage.tables import (
    conversations,
    grades,
    handoffs,
    lead_fields,
    leads,
    messages,
    rule_hits,
    turns,
)

SETTLED = timedelta(hours=1)
"""After so long it is decided whether a conversation counts as complained in, handed over, or with a lead.

A value that changes with each look would spoil the evidence of many looks.
"""

_Read = Callable[[AsyncConnection, RateRule, datetime, datetime], Awaitable[list[float]]]


async def series(connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime) -> list[float]:
    """What the rule watches, of [since, until): of each conversation or turn that is decided by then."""
    return await _READ.get(rule.rate, _scores)(connection, rule, since, until)


async def _first_response(connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime) -> list[float]:
    """Seconds to the first reply by anybody; without end where there is none yet."""
    replied = and_(
        messages.c.conversation_id == conversations.c.id,
        messages.c.role != "customer",
        messages.c.at >= conversations.c.opened_at,
    )
    until -= timedelta(seconds=rule.over or 0)
    query = _opened(rule, since, until, func.min(messages.c.at).label("then")).outerjoin(messages, replied)
    return await _waits(connection, query.group_by(conversations.c.id, conversations.c.opened_at))


async def _operator_first_response(
    connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime
) -> list[float]:
    """Seconds from a conversation's first hand-off to the operator's first reply."""
    first = select(handoffs.c.conversation_id, func.min(handoffs.c.at).label("at")).group_by(handoffs.c.conversation_id)
    passed = first.subquery()
    replied = and_(
        messages.c.conversation_id == passed.c.conversation_id,
        messages.c.role == "operator",
        messages.c.at >= passed.c.at,
    )
    query = (
        select(passed.c.at.label("start"), func.min(messages.c.at).label("then"))
        .select_from(passed.join(conversations, conversations.c.id == passed.c.conversation_id))
        .outerjoin(messages, replied)
        .where(passed.c.at >= since, passed.c.at < until - timedelta(seconds=rule.over or 0))
        .group_by(passed.c.conversation_id, passed.c.at)
        .order_by(passed.c.at)
    )
    return await _waits(connection, _in_channels(query, rule))


async def _grading_lag(connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime) -> list[float]:
    """Seconds from a reply until its turn had all grades of the stage `reply` but those that wait for a model."""
    by_model = grades.c.grader.endswith(BY_MODEL, autoescape=True)
    query = (
        select(
            turns.c.replied_at.label("start"),
            func.max(grades.c.graded_at).label("then"),
            func.sum(case((grades.c.state != "done", 1), else_=0)).label("pending"),
        )
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .join(grades, and_(grades.c.turn_id == turns.c.id, grades.c.stage == "reply", ~by_model))
        .where(turns.c.asked_at >= since, turns.c.replied_at < until - timedelta(seconds=rule.over or 0))
        .group_by(turns.c.id, turns.c.replied_at)
        .order_by(turns.c.replied_at)
    )
    rows = await connection.execute(_in_channels(query, rule))
    return [inf if row.pending or row.then is None else (row.then - row.start).total_seconds() for row in rows]


async def _cost(connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime) -> list[float]:
    """What a conversation's chat models cost, where that is known of all of its turns."""
    query = (
        _opened(rule, since, until - SETTLED, func.sum(turns.c.cost).label("cost"))
        .join(turns, turns.c.conversation_id == conversations.c.id)
        .group_by(conversations.c.id, conversations.c.opened_at)
        .having(func.count() == func.count(turns.c.cost))
    )
    return [float(row.cost) for row in await connection.execute(query)]


async def _csat(connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime) -> list[float]:
    """Ratings, as conversations closed."""
    query = (
        select(conversations.c.rating)
        .where(conversations.c.rating.is_not(None))
        .where(conversations.c.closed_at >= since, conversations.c.closed_at < until)
        .order_by(conversations.c.closed_at)
    )
    return [float(row.rating) for row in await connection.execute(_in_channels(query, rule))]


async def _transfer(connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime) -> list[float]:
    """Whether a conversation was handed over."""
    query = _opened(rule, since, until - SETTLED, func.min(handoffs.c.at).label("then"))
    query = query.outerjoin(handoffs, handoffs.c.conversation_id == conversations.c.id)
    return await _happened(connection, query.group_by(conversations.c.id, conversations.c.opened_at))


async def _complaint(connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime) -> list[float]:
    """Whether a turn of the conversation was graded a complaint; without grades of it there is no value."""
    complained = case((grades.c.label == "complaint", turns.c.asked_at))
    query = (
        _opened(rule, since, until - SETTLED, func.min(complained).label("then"))
        .join(turns, turns.c.conversation_id == conversations.c.id)
        .join(grades, and_(grades.c.turn_id == turns.c.id, grades.c.grader == "complaint"))
        .where(grades.c.label.in_(("complaint", "no_complaint")))
        .group_by(conversations.c.id, conversations.c.opened_at)
    )
    return await _happened(connection, query)


async def _lead_capture(connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime) -> list[float]:
    """Whether a conversation brought a contact detail with consent."""
    left = select(leads.c.id).join(lead_fields, lead_fields.c.lead_id == leads.c.id)
    left = left.where(leads.c.conversation_id == conversations.c.id, lead_fields.c.type.in_(REACHED_BY))
    captured = case((or_(conversations.c.had_lead, left.exists()), 1), else_=0).label("captured")
    rows = await connection.execute(_opened(rule, since, until - SETTLED, captured))
    return [float(row.captured) for row in rows]


async def _script_compliance(
    connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime
) -> list[float]:
    """Whether a turn that rules have judged is without a hit that counts."""
    hit = select(rule_hits.c.id).where(rule_hits.c.turn_id == turns.c.id, rule_hits.c.state != "withdrawn").exists()
    at = func.min(grades.c.graded_at)
    query = (
        select(turns.c.id, case((hit, 0), else_=1).label("kept"))
        .join(grades, grades.c.turn_id == turns.c.id)
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .where(grades.c.grader.in_(list(IDS.values())), grades.c.label.in_(LABELS))
        .where(grades.c.graded_at >= since, grades.c.graded_at < until)
        .group_by(turns.c.id)
        .order_by(at, turns.c.id)
    )
    return [float(row.kept) for row in await connection.execute(_in_channels(query, rule))]


async def _scores(connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime) -> list[float]:
    """The scores of the grader that the rate is named for, as they were given."""
    query = (
        select(grades.c.score)
        .join(turns, turns.c.id == grades.c.turn_id)
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .where(grades.c.grader == rule.rate, grades.c.state == "done", grades.c.score.is_not(None))
        .where(grades.c.label.not_in(NO_JUDGEMENT))
        .where(grades.c.graded_at >= since, grades.c.graded_at < until)
        .order_by(grades.c.graded_at, grades.c.turn_id)
    )
    return [float(row.score) for row in await connection.execute(_in_channels(query, rule))]


def _opened(rule: RateRule, since: datetime, until: datetime, *columns: Any) -> Any:
    query = (
        select(conversations.c.opened_at.label("start"), *columns)
        .select_from(conversations)
        .where(conversations.c.opened_at >= since, conversations.c.opened_at < until)
        .order_by(conversations.c.opened_at, conversations.c.id)
    )
    return _in_channels(query, rule)


def _in_channels(query: Any, rule: RateRule) -> Any:
    return query.where(conversations.c.channel.in_(rule.channels)) if rule.channels else query


async def _waits(connection: AsyncConnection, query: Any) -> list[float]:
    rows: Sequence[Any] = (await connection.execute(query)).all()
    return [inf if row.then is None else (row.then - row.start).total_seconds() for row in rows]


async def _happened(connection: AsyncConnection, query: Any) -> list[float]:
    rows: Sequence[Any] = (await connection.execute(query)).all()
    return [float(row.then is not None and row.then - row.start <= SETTLED) for row in rows]


_READ: dict[str, _Read] = {
    "first_response": _first_response,
    "operator_first_response": _operator_first_response,
    "grading_lag": _grading_lag,
    "cost": _cost,
    "csat": _csat,
    "transfer": _transfer,
    "complaint": _complaint,
    "lead_capture": _lead_capture,
    "script_compliance": _script_compliance,
}
