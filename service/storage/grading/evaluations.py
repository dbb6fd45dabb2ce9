"""Evaluations as they are asked for, claimed, worked off and ended; the table is the queue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import NotAllowedNow, NotFound
from service.storage.tables import evaluations, processes
from service.storage.types import AnyRow, new_id, now

State = Literal["queued", "running", "done", "failed", "cancelled"]
ACTIVE: tuple[State, ...] = ("queued", "running")
MOST_ACTIVE = 20
"""So many may wait or run; more are refused, lest a slip of the hand keeps the machine busy for a day."""


@dataclass(frozen=True, slots=True)
class SuiteDone:
    """A suite that is done: its run, and whether all gates are met."""

    suite: str
    run: str
    ok: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Suites to run, by their ids in `service.evaluation.shelf`; `options` as `service.evaluation.options` writes them.

    `done` of `total` playings of cases are done; `error` is why it failed.
    """

    id: str
    suites: tuple[str, ...]
    options: Mapping[str, Any]
    state: State
    by: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    done: int
    total: int
    runs: tuple[SuiteDone, ...]
    error: str | None


async def ask_for(
    connection: AsyncConnection, suites: Sequence[str], options: Mapping[str, Any], total: int, by: str
) -> Evaluation:
    """Put an evaluation in the queue. Raises NotAllowedNow where too many are there."""
    active = await connection.execute(select(evaluations.c.id).where(evaluations.c.state.in_(ACTIVE)))
    if len(active.all()) >= MOST_ACTIVE:
        raise NotAllowedNow(f"{MOST_ACTIVE} evaluations wait or run already: wait for them, or cancel some.")
    moment, evaluation_id = now(), new_id()
    await connection.execute(
        insert(evaluations).values(
            id=evaluation_id,
            suites=list(suites),
            options=dict(options),
            state="queued",
            by=by,
            created_at=moment,
            changed_at=moment,
            total=total,
            runs=[],
        )
    )
    return await get_evaluation(connection, evaluation_id)


async def active_same(
    connection: AsyncConnection, suites: Sequence[str], options: Mapping[str, Any], by: str
) -> Evaluation | None:
    """What this user asked for already in the same words, and what has not ended; None without one."""
    query = select(evaluations).where(evaluations.c.state.in_(ACTIVE), evaluations.c.by == by)
    found = (_evaluation(row) for row in await connection.execute(query.order_by(evaluations.c.id)))
    return next((one for one in found if list(one.suites) == list(suites) and one.options == options), None)


async def get_evaluation(connection: AsyncConnection, evaluation_id: str) -> Evaluation:
    """One of them. Raises NotFound."""
    row = (await connection.execute(select(evaluations).where(evaluations.c.id == evaluation_id))).first()
    if row is None:
        raise NotFound("There is no such evaluation.")
    return _evaluation(row)


async def list_evaluations(connection: AsyncConnection, limit: int, before: str | None = None) -> list[Evaluation]:
    """The newest first; `before` is the id of the one to go on after."""
    query = select(evaluations).order_by(evaluations.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(evaluations.c.id < before)
    return [_evaluation(row) for row in await connection.execute(query)]


async def any_active(connection: AsyncConnection) -> bool:
    """Whether anything waits or runs."""
    return (
        await connection.execute(select(evaluations.c.id).where(evaluations.c.state.in_(ACTIVE)))
    ).first() is not None


async def claim(connection: AsyncConnection, process_id: str, at_once: int) -> Evaluation | None:
    """The next one to work on, as this process's own; None where nothing waits or enough run already.

    One whose process is gone is taken up again. All that are active are locked for it, so that two processes at the
    same moment start no more than `at_once` together.
    """
    rows = (
        await connection.execute(
            select(evaluations).where(evaluations.c.state.in_(ACTIVE)).order_by(evaluations.c.id).with_for_update()
        )
    ).all()
    if not rows:
        return None
    alive = set((await connection.execute(select(processes.c.id))).scalars())
    waiting = [row for row in rows if row.state == "queued" or row.process_id not in alive]
    if not waiting or len(rows) - len(waiting) >= at_once:
        return None
    first, moment = waiting[0], now()
    await connection.execute(
        update(evaluations)
        .where(evaluations.c.id == first.id)
        .values(
            state="running", process_id=process_id, started_at=first.started_at or moment, changed_at=moment, error=None
        )
    )
    return await get_evaluation(connection, first.id)


async def progress(
    connection: AsyncConnection, evaluation_id: str, process_id: str, done: int, runs: Sequence[SuiteDone]
) -> bool:
    """How far it is; False where it is this process's no longer: cancelled, or taken for dead."""
    kept = [{"suite": one.suite, "run": one.run, "ok": one.ok} for one in runs]
    return await _change(connection, _held(evaluation_id, process_id), done=done, runs=kept)


async def end(
    connection: AsyncConnection, evaluation_id: str, process_id: str, state: State, error: str | None = None
) -> bool:
    """It is done or failed; False as above."""
    return await _change(connection, _held(evaluation_id, process_id), state=state, error=error, ended_at=now())


async def is_held(connection: AsyncConnection, evaluation_id: str, process_id: str) -> bool:
    """Whether it is still this process's."""
    found = await connection.execute(select(evaluations.c.id).where(_held(evaluation_id, process_id)))
    return found.first() is not None


async def give_back(connection: AsyncConnection, evaluation_id: str, process_id: str) -> None:
    """It waits again, for another process or for this one's next start; nothing where it is no longer held."""
    await _change(connection, _held(evaluation_id, process_id), state="queued", process_id=None)


async def cancel(connection: AsyncConnection, evaluation_id: str) -> Evaluation:
    """Nobody goes on with it. Raises NotFound, and NotAllowedNow where it has ended."""
    active = (evaluations.c.id == evaluation_id) & evaluations.c.state.in_(ACTIVE)
    if not await _change(connection, active, state="cancelled", ended_at=now()):
        found = await get_evaluation(connection, evaluation_id)
        raise NotAllowedNow(f"This evaluation has ended: it is {found.state}.")
    return await get_evaluation(connection, evaluation_id)


def _held(evaluation_id: str, process_id: str) -> ColumnElement[bool]:
    return (
        (evaluations.c.id == evaluation_id)
        & (evaluations.c.state == "running")
        & (evaluations.c.process_id == process_id)
    )


async def _change(connection: AsyncConnection, where: ColumnElement[bool], **values: Any) -> bool:
    changed = await connection.execute(update(evaluations).where(where).values(changed_at=now(), **values))
    return changed.rowcount > 0


def _evaluation(row: AnyRow) -> Evaluation:
    return Evaluation(
        id=row.id,
        suites=tuple(row.suites),
        options=row.options,
        state=row.state,
        by=row.by,
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        done=row.done,
        total=row.total,
        runs=tuple(SuiteDone(**one) for one in row.runs),
        error=row.error,
    )
