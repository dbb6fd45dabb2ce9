"""Queueing grading work: rows of `grades` that are due, written with the turn that they judge."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.evaluator.grader import BY_MODEL, Grader, Stage
from service.storage.database import Database
from service.storage.tables import grades

PENDING, TO_JUDGE = "pending", "to_judge"
"""States of work that is due: for graders that compute, and for judges, who may leave much of it waiting."""


def due_state(grader: str) -> str:
    """In which state work for this grader waits: apart, so that nobody looks through what waits for the others."""
    return TO_JUDGE if grader.endswith(BY_MODEL) else PENDING


@dataclass(frozen=True, slots=True)
class GradingPlan:
    """Which graders, in which versions, judge every turn; `changing` gives those that others may change meanwhile."""

    graders: tuple[Grader, ...]
    changing: Callable[[], Sequence[Grader]] = tuple

    def work(self, turn_ids: Iterable[str], stage: Stage, at: datetime) -> list[dict[str, Any]]:
        """One row of pending work for each turn and each grader of the stage that takes it."""
        return [
            {
                "turn_id": turn_id,
                "grader": grader.id,
                "version": grader.version,
                "stage": stage.value,
                "state": due_state(grader.id),
                "attempts": 0,
                "not_before": at,
            }
            for turn_id in turn_ids
            for grader in (*self.graders, *self.changing())
            if grader.stage is stage and (grader.takes is None or grader.takes(turn_id))
        ]


async def queue(connection: AsyncConnection, database: Database, rows: Sequence[dict[str, Any]]) -> None:
    """Queue work; what is queued or graded already stays as it is."""
    if rows:
        await connection.execute(database.insert(grades).on_conflict_do_nothing(), list(rows))


async def requeue(connection: AsyncConnection, database: Database, rows: Sequence[dict[str, Any]]) -> None:
    """Queue work again although it was done, because the turn has changed since."""
    if rows:
        statement = database.insert(grades)
        key = [grades.c.turn_id, grades.c.grader, grades.c.version, grades.c.stage]
        changed = {name: statement.excluded[name] for name in ("state", "attempts", "not_before")}
        await connection.execute(
            statement.on_conflict_do_update(index_elements=key, set_=changed | {"claimed_by": None}), list(rows)
        )
