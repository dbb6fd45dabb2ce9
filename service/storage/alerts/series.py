"""The single values of a rate, in the order in which they were known, for alerts to look at."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from math import inf
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.alerts.document import RateRule
from evals.alerts.measures import AGREEMENT, VIOLATIONS
from evals.rules.grade import IDS, LABELS
from graphs.evaluator.grader import BY_MODEL, NO_JUDGEMENT
from graphs.lead.known import REACHED_BY
from service.storage.alerts.labels import agreements
from service.storage.alerts.turns import hit_by
from service.storage.gradual import gradually
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
"""After so long it is decided what a conversation counts as: complained in, handed over, with a lead, how graded.

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


async def _response(connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime) -> list[float]:
    """Seconds from a turn's first message to its first reply by anybody; without end where there is none yet."""
    query = (
        select(turns.c.asked_at.label("start"), turns.c.replied_at.label("then"))
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .where(turns.c.asked_at >= since, turns.c.asked_at < until - timedelta(seconds=rule.over or 0))
        .order_by(turns.c.asked_at, turns.c.id)
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
    rows = gradually(connection, _in_channels(query, rule))
    return [inf if row.pending or row.then is None else (row.then - row.start).total_seconds() async for row in rows]


async def _cost(connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime) -> list[float]:
    """What a conversation's chat models cost, where that is known of all of its turns."""
    query = (
        _opened(rule, since, until - SETTLED, func.sum(turns.c.cost).label("cost"))
        .join(turns, turns.c.conversation_id == conversations.c.id)
        .group_by(conversations.c.id, conversations.c.opened_at)
        .having(func.count() == func.count(turns.c.cost))
    )
    return [float(row.cost) async for row in gradually(connection, query)]


async def _csat(connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime) -> list[float]:
    """Ratings, as conversations closed."""
    query = (
        select(conversations.c.rating)
        .where(conversations.c.rating.is_not(None))
        .where(conversations.c.closed_at >= since, conversations.c.closed_at < until)
        .order_by(conversations.c.closed_at)
    )
    return [float(row.rating) async for row in gradually(connection, _in_channels(query, rule))]


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
    rows = gradually(connection, _opened(rule, since, until - SETTLED, captured))
    return [float(row.captured) async for row in rows]


async def _script_compliance(
    connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime
) -> list[float]:
    """Whether a turn that rules have judged is without a hit that counts."""
    return [1 - broken for broken in await _rule_violations(connection, rule, since, until)]


async def _rule_violations(
    connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime
) -> list[float]:
    """Of each conversation the share of turns, of those that rules have judged, with a hit that the alert is about."""
    counts = (rule_hits.c.turn_id == turns.c.id, rule_hits.c.state != "withdrawn", hit_by(rule.hits, rule.hit_severity))
    hit = select(rule_hits.c.id).where(*counts).exists()
    query = (
        _opened(rule, since, until - SETTLED, case((hit, 1.0), else_=0.0).label("value"), conversations.c.id)
        .add_columns(func.min(grades.c.graded_at).label("then"))
        .join(turns, turns.c.conversation_id == conversations.c.id)
        .join(grades, grades.c.turn_id == turns.c.id)
        .where(grades.c.grader.in_(list(IDS.values())), grades.c.label.in_(LABELS))
        .group_by(conversations.c.id, conversations.c.opened_at, turns.c.id)
    )
    return await _means(connection, query)


async def _scores(connection: AsyncConnection, rule: RateRule, since: datetime, until: datetime) -> list[float]:
    """Of each conversation the mean score of the grader that the rate is named for."""
    query = (
        _opened(rule, since, until - SETTLED, grades.c.score.label("value"), conversations.c.id)
        .add_columns(grades.c.graded_at.label("then"))
        .join(turns, turns.c.conversation_id == conversations.c.id)
        .join(grades, grades.c.turn_id == turns.c.id)
        .where(grades.c.grader == rule.rate, grades.c.state == "done", grades.c.score.is_not(None))
        .where(grades.c.label.not_in(NO_JUDGEMENT))
    )
    return await _means(connection, query)


async def _means(connection: AsyncConnection, query: Any) -> list[float]:
    """Of each conversation the mean of what was known of its turns when it counted as decided.

    Turns of one conversation resemble each other: each counted for itself, they would look like more evidence than
    they are, and raise false alarms.
    """
    known: dict[str, list[float]] = {}
    async for row in gradually(connection, query):
        if row.then - row.start <= SETTLED:
            known.setdefault(row.id, []).append(float(row.value))
    return [sum(values) / len(values) for values in known.values()]


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
    rows = gradually(connection, query)
    return [inf if row.then is None else (row.then - row.start).total_seconds() async for row in rows]


async def _happened(connection: AsyncConnection, query: Any) -> list[float]:
    rows = gradually(connection, query)
    return [float(row.then is not None and row.then - row.start <= SETTLED) async for row in rows]


_READ: dict[str, _Read] = {
    "first_response": _first_response,
    "operator_first_response": _operator_first_response,
    "response": _response,
    "grading_lag": _grading_lag,
    "cost": _cost,
    "csat": _csat,
    "transfer": _transfer,
    "complaint": _complaint,
    "lead_capture": _lead_capture,
    "script_compliance": _script_compliance,
    VIOLATIONS: _rule_violations,
    AGREEMENT: agreements,
}
