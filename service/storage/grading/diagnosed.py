"""Stored turns as a diagnosis sees them, with their grades."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.diagnosis.record import Given, Record
from graphs.turn import Edit, ToolCall
from service.storage.grading.contexts import grading_contexts
from service.storage.grading.grades import GradeRow, list_grades
from service.storage.tables import turns


async def diagnosis_records(
    connection: AsyncConnection, turn_ids: Sequence[str], *, threshold: float, model: str | None
) -> list[Record]:
    """The records of these turns, in the order of the ids; those that are not stored are left out.

    `threshold` and `model` as the agent answers now: turns do not keep them.
    """
    contexts = await grading_contexts(connection, turn_ids)
    kept = select(turns.c.id, turns.c.replied_by, turns.c.tool_calls, turns.c.edits).where(turns.c.id.in_(turn_ids))
    rows = {row.id: row for row in await connection.execute(kept)}
    given: dict[str, dict[str, Given]] = {}
    for grade in await list_grades(connection, turn_ids):
        if (one := _given(grade)) is not None:
            given.setdefault(grade.turn_id, {})[grade.grader] = one
    return [
        Record(
            turn=contexts[turn_id].turn,
            following=contexts[turn_id].following,
            grades=given.get(turn_id, {}),
            tool_calls=tuple(ToolCall(**call) for call in rows[turn_id].tool_calls),
            edits=tuple(Edit(**edit) for edit in rows[turn_id].edits),
            threshold=threshold,
            model=model,
            by_operator=rows[turn_id].replied_by == "operator",
        )
        for turn_id in turn_ids
        if turn_id in contexts
    ]


async def latest_turn_ids(connection: AsyncConnection, since: datetime, until: datetime | None, most: int) -> list[str]:
    """The ids of the latest turns asked in [since, until) that somebody has replied to, oldest first."""
    query = select(turns.c.id).where(*_replied_between(since, until)).order_by(turns.c.id.desc()).limit(most)
    return list((await connection.execute(query)).scalars())[::-1]


async def count_turns(connection: AsyncConnection, since: datetime, until: datetime | None) -> int:
    """How many turns were asked in [since, until) that somebody has replied to."""
    query = select(func.count()).select_from(turns).where(*_replied_between(since, until))
    return int((await connection.execute(query)).scalar_one())


def _replied_between(since: datetime, until: datetime | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [turns.c.replied_at.is_not(None), turns.c.asked_at >= since]
    return conditions if until is None else [*conditions, turns.c.asked_at < until]


def _given(grade: GradeRow) -> Given | None:
    return Given(grade.label, grade.score, grade.reason or "") if grade.label is not None else None
