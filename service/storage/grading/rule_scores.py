"""Score cards, added up by the database: judged turns, and the hits that count, by conversation or by who replied."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import CTE, Float, case, cast, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.rules.grade import IDS, LABELS
from evals.rules.scores import FULL, ScoreCard
from evals.wilson import rate
from service.storage.tables import grades, messages, rule_hits, turns, users

_AGENT = ""
"""In place of an operator's id."""


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards with the lowest scores, and how many there are in all."""

    cards: list[ScoreCard]
    total: int


async def score_cards(
    connection: AsyncConnection,
    by: Literal["operator", "conversation"],
    since: datetime | None,
    until: datetime | None,
    limit: int,
) -> Cards:
    """Over turns asked in [since, until), the lowest score first; a hit is that of whoever said it.

    One card a conversation, or one for each who replied.
    """
    of_operators = by == "operator"
    said = _said(since, until, of_operators=of_operators)
    own = rule_hits.c.conversation_id if not of_operators else func.coalesce(rule_hits.c.operator_id, _AGENT)
    lost = (
        select(
            said.c.key,
            said.c.conversation_id,
            func.sum(rule_hits.c.points).label("points"),
            func.count().label("hits"),
            func.count(rule_hits.c.turn_id.distinct()).label("turns"),
        )
        .join(said, (said.c.turn_id == rule_hits.c.turn_id) & (said.c.key == own))
        .where(rule_hits.c.state != "withdrawn")
        .group_by(said.c.key, said.c.conversation_id)
        .cte("lost")
    )
    talks = (
        select(said.c.key, said.c.conversation_id, func.count().label("turns"))
        .group_by(said.c.key, said.c.conversation_id)
        .cte("talks")
    )
    left = FULL - func.coalesce(lost.c.points, 0)
    score = cast(func.sum(case((left > 0, left), else_=0)), Float) / func.count()
    hits = func.coalesce(func.sum(lost.c.hits), 0)
    rows = await connection.execute(
        select(
            talks.c.key,
            func.min(users.c.email).label("email"),
            score.label("score"),
            hits.label("hits"),
            func.sum(talks.c.turns).label("turns"),
            func.coalesce(func.sum(lost.c.turns), 0).label("hit_turns"),
            func.count().label("conversations"),
            func.count().over().label("total"),
        )
        .select_from(talks)
        .outerjoin(lost, (lost.c.key == talks.c.key) & (lost.c.conversation_id == talks.c.conversation_id))
        .outerjoin(users, users.c.id == talks.c.key)
        .group_by(talks.c.key)
        .order_by(score, hits.desc(), func.min(func.coalesce(users.c.email, talks.c.key)))
        .limit(limit)
    )
    found = rows.all()
    cards = [_card(row, row.email if of_operators else row.key) for row in found]
    return Cards(cards, found[0].total if found else 0)


def _said(since: datetime | None, until: datetime | None, *, of_operators: bool) -> CTE:
    """Each judged turn once for each key: who replied in it, or its conversation."""
    key = func.coalesce(messages.c.operator_id, _AGENT) if of_operators else turns.c.conversation_id
    judged = select(grades.c.turn_id).where(grades.c.grader.in_(list(IDS.values())), grades.c.label.in_(LABELS))
    query = (
        select(turns.c.id.label("turn_id"), turns.c.conversation_id, key.label("key"))
        .join(messages, messages.c.turn_id == turns.c.id)
        .where(messages.c.role != "customer", turns.c.id.in_(judged))
        .distinct()
    )
    if since is not None:
        query = query.where(turns.c.asked_at >= since)
    if until is not None:
        query = query.where(turns.c.asked_at < until)
    return query.cte("said")


def _card(row: Any, key: str | None) -> ScoreCard:
    compliance = rate(int(row.turns) - int(row.hit_turns), int(row.turns))
    return ScoreCard(key, float(row.score), int(row.hits), int(row.turns), int(row.conversations), compliance)
