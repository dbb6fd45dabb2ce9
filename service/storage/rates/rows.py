"""Everything stored of some conversations that rates look at, read together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.rates.load import Span
from evals.rates.reviews import WATCHED
from evals.rules.grade import IDS
from graphs.evaluator.grader import BY_MODEL, COULD_NOT_GRADE, NO_JUDGEMENT, Stage
from graphs.lead.known import REACHED_BY
from service.storage.desk.assignments import Assignment, list_assignments
from service.storage.tables import (
    accounts,
    assignments,
    conversations,
    grades,
    handoffs,
    lead_fields,
    leads,
    messages,
    rule_hits,
    turns,
)
from service.storage.types import AnyRow

LOOKED_AT = (*WATCHED, *IDS.values())
"""The graders whose judgements rates rest on."""
_WAITS = grades.c.state != "done"
_OF_REPLY = grades.c.stage == Stage.REPLY
_PROGRESS = (
    func.sum(case((_WAITS, 1), else_=0)).label("waiting"),
    func.sum(case((and_(~_WAITS, grades.c.label == COULD_NOT_GRADE), 1), else_=0)).label("failed"),
    func.sum(case((and_(_OF_REPLY, or_(_WAITS, grades.c.graded_at.is_(None))), 1), else_=0)).label("reply_waiting"),
    func.max(case((_OF_REPLY, grades.c.graded_at))).label("reply_graded_at"),
)
"""Of a turn: grades that wait, those that could not be given; of its reply's, those not yet given, and the last one."""


@dataclass(frozen=True, slots=True)
class KpiRows:
    """A conversation's row with those that belong to it: `said`, `taken` (turns) and `passed` in their order.

    `graded` are judgements of the graders that rates rest on, `progress` tells of each turn how far its grading is.
    `left` counts contact details by which the customer can be reached; `broken` are hits of rules that count.
    `held` are the times for which operators had it, `beside` their other times that overlap with these, by operator.
    """

    conversation: AnyRow
    said: list[AnyRow] = field(default_factory=list)
    taken: list[AnyRow] = field(default_factory=list)
    passed: list[AnyRow] = field(default_factory=list)
    graded: list[AnyRow] = field(default_factory=list)
    progress: list[AnyRow] = field(default_factory=list)
    broken: list[AnyRow] = field(default_factory=list)
    left: int = 0
    held: list[Assignment] = field(default_factory=list)
    beside: dict[str, list[Span]] = field(default_factory=dict)


async def read_rows(connection: AsyncConnection, ids: Sequence[str]) -> list[KpiRows]:
    """Of these conversations, in the order of their ids; what is not there is left out."""
    found = await connection.execute(
        select(conversations, accounts.c.name.label("account"))
        .join(accounts, accounts.c.id == conversations.c.account_id)
        .where(conversations.c.id.in_(ids))
        .order_by(conversations.c.id)
    )
    said = await _by_conversation(
        connection,
        select(messages.c.conversation_id, messages.c.role, messages.c.at, messages.c.turn_id, messages.c.asks)
        .where(messages.c.conversation_id.in_(ids))
        .order_by(messages.c.conversation_id, messages.c.seq),
    )
    taken = await _by_conversation(
        connection,
        select(
            turns.c.conversation_id,
            turns.c.id,
            turns.c.intent,
            turns.c.citations,
            turns.c.cost,
            turns.c.replied_by,
            turns.c.answered,
            turns.c.model,
            turns.c.prompt_version,
            turns.c.knowledge_version,
        )
        .where(turns.c.conversation_id.in_(ids))
        .order_by(turns.c.id),
    )
    passed = await _by_conversation(
        connection,
        select(handoffs.c.conversation_id, handoffs.c.turn_id, handoffs.c.reason, handoffs.c.at)
        .where(handoffs.c.conversation_id.in_(ids))
        .order_by(handoffs.c.id),
    )
    # Judges' grades are no part of a rate: whether a model answers says nothing of how completely turns are graded.
    own = (turns.c.conversation_id.in_(ids), ~grades.c.grader.endswith(BY_MODEL, autoescape=True))
    graded = await _by_conversation(
        connection,
        select(turns.c.conversation_id, grades.c.turn_id, grades.c.grader, grades.c.version, grades.c.label)
        .join(turns, turns.c.id == grades.c.turn_id)
        .where(*own, grades.c.grader.in_(LOOKED_AT), grades.c.label.is_not(None), grades.c.label.not_in(NO_JUDGEMENT))
        .order_by(grades.c.turn_id, grades.c.graded_at, grades.c.version),
    )
    progress = await _by_conversation(
        connection,
        select(turns.c.conversation_id, grades.c.turn_id, *_PROGRESS)
        .join(turns, turns.c.id == grades.c.turn_id)
        .where(*own)
        .group_by(turns.c.conversation_id, grades.c.turn_id)
        .order_by(grades.c.turn_id),
    )
    broken = await _by_conversation(
        connection,
        select(rule_hits.c.conversation_id, rule_hits.c.turn_id, rule_hits.c.rule).where(
            rule_hits.c.conversation_id.in_(ids), rule_hits.c.state != "withdrawn"
        ),
    )
    left = await connection.execute(
        select(leads.c.conversation_id, func.count().label("details"))
        .join(lead_fields, lead_fields.c.lead_id == leads.c.id)
        .where(leads.c.conversation_id.in_(ids), lead_fields.c.type.in_(REACHED_BY))
        .group_by(leads.c.conversation_id)
    )
    details = {row.conversation_id: row.details for row in left}
    held: dict[str, list[Assignment]] = {}
    for one in await list_assignments(connection, ids):
        held.setdefault(one.conversation_id, []).append(one)
    beside = await _beside(connection, list(held))
    return [
        KpiRows(
            row,
            said.get(row.id, []),
            taken.get(row.id, []),
            passed.get(row.id, []),
            graded.get(row.id, []),
            progress.get(row.id, []),
            broken.get(row.id, []),
            details.get(row.id, 0),
            held.get(row.id, []),
            beside.get(row.id, {}),
        )
        for row in found
    ]


async def _beside(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, dict[str, list[Span]]]:
    """By conversation and operator, what else the operator had while they had that conversation."""
    if not ids:
        return {}
    own, other = assignments, assignments.alias()
    rows = await connection.execute(
        select(own.c.conversation_id, own.c.operator_id, other.c.id, other.c.taken_at, other.c.ended_at)
        .join(other, (other.c.operator_id == own.c.operator_id) & (other.c.conversation_id != own.c.conversation_id))
        .where(
            own.c.conversation_id.in_(ids),
            ~own.c.missed,
            ~other.c.missed,
            other.c.taken_at < own.c.ended_at,
            or_(other.c.ended_at.is_(None), other.c.ended_at > own.c.taken_at),
        )
        .distinct()
    )
    found: dict[str, dict[str, list[Span]]] = {}
    for row in rows:
        found.setdefault(row.conversation_id, {}).setdefault(row.operator_id, []).append((row.taken_at, row.ended_at))
    return found


async def _by_conversation(connection: AsyncConnection, query: Any) -> dict[str, list[AnyRow]]:
    found: dict[str, list[AnyRow]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.conversation_id, []).append(row)
    return found
