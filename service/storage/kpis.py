"""Conversations as the rates see them, read from the database in pages."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.conversation import ConversationRecord, GradingCounts, Handoff
from evals.rules.grade import IDS, LABELS
from graphs.agent.forgetting import FORGETTING
from graphs.agent.occasions import OCCASIONS
from graphs.evaluator.grader import COULD_NOT_GRADE, NOT_APPLICABLE
from graphs.lead.known import REACHED_BY
from service.storage.tables import (
    accounts,
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

PAGE = 500
DURABLE_DAYS = 7
SMALL_TALK = (
    OCCASIONS
    | FORGETTING
    | {"greeting", "thanks", "goodbye", "other", "contact_left", "back_to_agent", "human_request"}
)
"""Intents that name no matter, so that coming back with one is not coming back about the same."""


async def kpi_records(
    connection: AsyncConnection, since: datetime | None = None, until: datetime | None = None
) -> list[ConversationRecord]:
    """Conversations started in [since, until + 7 days): the later ones tell who came back."""
    query = (
        select(conversations, accounts.c.name.label("account"))
        .join(accounts, accounts.c.id == conversations.c.account_id)
        .order_by(conversations.c.id)
        .limit(PAGE)
    )
    if since:
        query = query.where(conversations.c.started_at >= since)
    if until:
        query = query.where(conversations.c.started_at < until + timedelta(days=DURABLE_DAYS))
    records: list[ConversationRecord] = []
    last = ""
    while rows := (await connection.execute(query.where(conversations.c.id > last))).all():
        records += await _records(connection, rows)
        last = rows[-1].id
    return records


async def _records(connection: AsyncConnection, rows: Sequence[AnyRow]) -> list[ConversationRecord]:
    ids = [row.id for row in rows]
    said = await _by_conversation(
        connection,
        select(messages.c.conversation_id, messages.c.role, messages.c.at)
        .where(messages.c.conversation_id.in_(ids))
        .order_by(messages.c.conversation_id, messages.c.seq),
    )
    taken = await _by_conversation(
        connection,
        select(turns.c.conversation_id, turns.c.id, turns.c.intent, turns.c.citations, turns.c.cost)
        .where(turns.c.conversation_id.in_(ids))
        .order_by(turns.c.id),
    )
    passed = await _by_conversation(
        connection,
        select(handoffs.c.conversation_id, handoffs.c.reason, handoffs.c.at)
        .where(handoffs.c.conversation_id.in_(ids))
        .order_by(handoffs.c.id),
    )
    left = await _by_conversation(
        connection,
        select(leads.c.conversation_id, func.count().label("details"))
        .join(lead_fields, lead_fields.c.lead_id == leads.c.id)
        .where(leads.c.conversation_id.in_(ids), lead_fields.c.type.in_(REACHED_BY))
        .group_by(leads.c.conversation_id),
    )
    graded = await _by_conversation(
        connection,
        select(turns.c.conversation_id, grades.c.turn_id, grades.c.grader, grades.c.state, grades.c.label)
        .join(turns, turns.c.id == grades.c.turn_id)
        .where(turns.c.conversation_id.in_(ids))
        .order_by(grades.c.turn_id),
    )
    broken = await _by_conversation(
        connection,
        select(rule_hits.c.conversation_id, rule_hits.c.turn_id).where(
            rule_hits.c.conversation_id.in_(ids), rule_hits.c.state != "withdrawn"
        ),
    )
    return [
        _record(
            row,
            said.get(row.id, []),
            taken.get(row.id, []),
            passed.get(row.id, []),
            left.get(row.id, []),
            graded.get(row.id, []),
            broken.get(row.id, []),
        )
        for row in rows
    ]


async def _by_conversation(connection: AsyncConnection, query: Any) -> dict[str, list[AnyRow]]:
    found: dict[str, list[AnyRow]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.conversation_id, []).append(row)
    return found


def _record(
    row: AnyRow,
    said: Sequence[AnyRow],
    taken: Sequence[AnyRow],
    passed: Sequence[AnyRow],
    left: Sequence[AnyRow],
    graded: Sequence[AnyRow],
    broken: Sequence[AnyRow],
) -> ConversationRecord:
    by_rules = {grade.turn_id for grade in graded if grade.grader in IDS.values() and grade.label in LABELS}
    no_judgement = (None, NOT_APPLICABLE, COULD_NOT_GRADE)
    outcomes = [grade.label for grade in graded if grade.grader == "resolution" and grade.label not in no_judgement]
    return ConversationRecord(
        id=row.id,
        customer_id=row.customer_id,
        channel=row.channel,
        account=row.account,
        language=row.language,
        started_at=row.started_at,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        solved=row.solved,
        rating=row.rating,
        outcome=outcomes[-1] if outcomes else None,
        question_left=bool(said) and said[-1].role == "customer",
        intents=frozenset(turn.intent for turn in taken if turn.intent) - SMALL_TALK,
        documents=frozenset(citation["document"] for turn in taken for citation in turn.citations),
        replied_by=frozenset(message.role for message in said if message.role != "customer"),
        handoffs=tuple(Handoff(handoff.reason, handoff.at) for handoff in passed),
        leads_with_consent=left[0].details if left else int(row.had_lead),
        first_response_s=_wait_s(said, ("agent", "operator"), row.opened_at),
        operator_first_response_s=_wait_s(said, ("operator",), passed[0].at if passed else None),
        rule_turns=len(by_rules),
        rule_hit_turns=len(by_rules & {hit.turn_id for hit in broken}),
        cost=_cost([turn.cost for turn in taken]),
        # A turn that an operator is still to answer is not over, and so not yet to be graded.
        grading=_grading([turn.id for turn in taken if turn.id != row.open_turn_id], graded),
    )


def _wait_s(said: Sequence[AnyRow], roles: tuple[str, ...], since: datetime | None) -> float | None:
    """Seconds from `since` to the first message of one of these roles after it."""
    if since is None:
        return None
    replies = (message.at for message in said if message.role in roles and message.at >= since)
    first = next(replies, None)
    return (first - since).total_seconds() if first else None


def _cost(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def _grading(turn_ids: Sequence[str], graded: Sequence[AnyRow]) -> GradingCounts:
    waiting = {grade.turn_id for grade in graded if grade.state != "done"}
    failed = {grade.turn_id for grade in graded if grade.state == "done" and grade.label == COULD_NOT_GRADE}
    judged = {grade.turn_id for grade in graded} - waiting - failed
    return GradingCounts(
        turns=len(turn_ids), graded=len(judged), pending=len(waiting), could_not_grade=len(failed - waiting)
    )
