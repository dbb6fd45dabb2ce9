"""Grading work as workers claim it, and grades as they were given."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, delete, literal_column, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.evaluator.grader import COULD_NOT_GRADE, NOT_APPLICABLE, Graded, GradingContext, Stage
from service.storage.grading.contexts import grading_contexts
from service.storage.grading.grading import due_state
from service.storage.integrations.events import emit_graded
from service.storage.kpi_changes import mark_turns
from service.storage.memories.forgetting import NOTHING_LEFT
from service.storage.tables import grades
from service.storage.types import AnyRow

MAX_ATTEMPTS = 3
RETRY_AFTER = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class GradingJob:
    """One turn to grade in one stage, by these graders."""

    turn_id: str
    conversation_id: str
    stage: Stage
    graders: frozenset[str]
    queued_at: datetime
    context: GradingContext


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A grade as stored; `label` is None while it is pending."""

    turn_id: str
    grader: str
    stage: str
    version: str
    label: str | None
    score: float | None
    reason: str | None
    evidence: list[str]
    graded_at: datetime | None


_KEY = (grades.c.grader, grades.c.version, grades.c.stage)


async def claim_work(
    connection: AsyncConnection, process_id: str, versions: Collection[tuple[str, str]], at: datetime, turns_limit: int
) -> list[GradingJob]:
    """Claim due work of up to `turns_limit` turns, oldest first, for graders in exactly these versions.

    They are all judges or none is.
    """
    (state,) = {due_state(grader) for grader, _ in versions}
    due_now = (
        grades.c.state == literal_column(f"'{state}'"),  # as the index has it
        grades.c.not_before <= at,
        tuple_(grades.c.grader, grades.c.version).in_(list(versions)),
    )
    due = (
        select(grades.c.turn_id, *_KEY, grades.c.not_before)
        .where(*due_now)
        .order_by(grades.c.not_before, grades.c.turn_id)
        .limit(turns_limit * len(versions))  # a turn's work is not cut in two: graders share what they work out
        .with_for_update(skip_locked=True)
    )
    free = (await connection.execute(due)).all()
    turn_ids = list(dict.fromkeys(row.turn_id for row in free))[:turns_limit]
    if not turn_ids:
        return []
    # Exactly the rows that are locked here: the rest of a turn may be another worker's, who waits for none of ours.
    locked = [row for row in free if row.turn_id in set(turn_ids)]
    await connection.execute(_CLAIM, [_key_of(row, process_id) for row in locked])
    wanted: dict[tuple[str, str], list[AnyRow]] = {}
    for row in locked:
        wanted.setdefault((row.turn_id, row.stage), []).append(row)
    contexts = await grading_contexts(connection, turn_ids)
    if blank := [turn_id for turn_id, context in contexts.items() if not any(one.text for one in context.turn.asked)]:
        await _skip(connection, blank, at)
    return [
        GradingJob(
            turn_id=turn_id,
            conversation_id=contexts[turn_id].turn.conversation_id,
            stage=Stage(stage),
            graders=frozenset(row.grader for row in rows),
            queued_at=min(row.not_before for row in rows),
            context=contexts[turn_id],
        )
        for (turn_id, stage), rows in wanted.items()
        if turn_id not in blank
    ]


async def _skip(connection: AsyncConnection, turn_ids: Sequence[str], at: datetime) -> None:
    """Turns whose texts were deleted at the customer's wish cannot be judged."""
    await connection.execute(
        update(grades)
        .where(grades.c.turn_id.in_(turn_ids), grades.c.state != "done")
        .values(state="done", label=NOT_APPLICABLE, reason=NOTHING_LEFT, claimed_by=None, graded_at=at)
    )
    await mark_turns(connection, turn_ids)


def _key_of(row: AnyRow, process_id: str) -> dict[str, str]:
    return {
        "key_turn": row.turn_id,
        "key_grader": row.grader,
        "key_version": row.version,
        "key_stage": row.stage,
        "key_process": process_id,
    }


_ROW = (
    grades.c.turn_id == bindparam("key_turn"),
    grades.c.grader == bindparam("key_grader"),
    grades.c.version == bindparam("key_version"),
    grades.c.stage == bindparam("key_stage"),
)
_CLAIM = (
    update(grades)
    .where(*_ROW)
    .values(state="claimed", claimed_by=bindparam("key_process"), attempts=grades.c.attempts + 1)
)
_STORE = (
    update(grades)
    .where(*_ROW, grades.c.claimed_by == bindparam("key_process"), grades.c.state == "claimed")
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in ("state", "not_before", "label", "score", "reason", "evidence", "latency_ms", "graded_at")
        }
        | {"claimed_by": None}
    )
)


async def store_grades(
    connection: AsyncConnection, process_id: str, results: Sequence[tuple[str, Graded]], at: datetime
) -> None:
    """Store grades. "Could not grade" is stored too, and tried again a bounded number of times."""
    failing = {turn_id for turn_id, one in results if one.grade.label == COULD_NOT_GRADE}
    attempts = await _attempts(connection, list(failing)) if failing else {}
    rows: list[dict[str, Any]] = []
    for turn_id, one in results:
        failed = one.grade.label == COULD_NOT_GRADE
        again = failed and attempts.get((turn_id, one.grader, one.stage), MAX_ATTEMPTS) < MAX_ATTEMPTS
        rows.append(
            {
                "key_turn": turn_id,
                "key_grader": one.grader,
                "key_version": one.version,
                "key_stage": one.stage.value,
                "key_process": process_id,
                "new_state": due_state(one.grader) if again else "done",
                "new_not_before": at + RETRY_AFTER if again else at,
                "new_label": one.grade.label,
                "new_score": one.grade.score,
                "new_reason": one.grade.reason,
                "new_evidence": list(one.grade.evidence),
                "new_latency_ms": one.latency_ms,
                "new_graded_at": at,
            }
        )
    if rows:
        await connection.execute(_STORE, rows)
        await mark_turns(connection, [turn_id for turn_id, _ in results])
        given = [(row["key_turn"], _told(row)) for row in rows if row["new_state"] == "done"]
        await emit_graded(connection, given, at)


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """A grade for others: without its reason, which may quote the customer."""
    named = {name: row[f"key_{name}"] for name in ("grader", "version", "stage")}
    return named | {"label": row["new_label"], "score": row["new_score"]}


async def list_grades(connection: AsyncConnection, turn_ids: Sequence[str]) -> list[GradeRow]:
    """Grades and pending work of these turns."""
    rows = await connection.execute(
        select(grades).where(grades.c.turn_id.in_(turn_ids)).order_by(grades.c.turn_id, grades.c.stage, grades.c.grader)
    )
    return [
        GradeRow(
            row.turn_id,
            row.grader,
            row.stage,
            row.version,
            row.label,
            row.score,
            row.reason,
            row.evidence or [],
            row.graded_at,
        )
        for row in rows
    ]


async def adopt_versions(connection: AsyncConnection, versions: Collection[tuple[str, str]]) -> None:
    """Hand work that was queued for an earlier version of a grader to the version that runs now."""
    newer = grades.alias()
    for grader, version in versions:
        due = due_state(grader)
        outdated = (grades.c.grader == grader, grades.c.version != version, grades.c.state == due)
        # Also where two outdated versions wait side by side: only one of them can become this one.
        queued_anyway = (
            select(newer.c.turn_id)
            .where(
                newer.c.turn_id == grades.c.turn_id,
                newer.c.grader == grader,
                newer.c.stage == grades.c.stage,
                or_(
                    newer.c.version == version,
                    and_(newer.c.state == due, newer.c.version > grades.c.version),
                ),
            )
            .exists()
        )
        gone = await connection.execute(delete(grades).where(*outdated, queued_anyway).returning(grades.c.turn_id))
        await mark_turns(connection, gone.scalars())
        await connection.execute(update(grades).where(*outdated).values(version=version))


async def _attempts(connection: AsyncConnection, turn_ids: Sequence[str]) -> dict[tuple[str, str, str], int]:
    rows = await connection.execute(
        select(grades.c.turn_id, grades.c.grader, grades.c.stage, grades.c.attempts).where(
            grades.c.turn_id.in_(turn_ids)
        )
    )
    return {(row.turn_id, row.grader, row.stage): row.attempts for row in rows}
