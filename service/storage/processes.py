"""Which processes run, so that what a dead one had claimed goes on elsewhere at once.

A claim names the process that made it. A process is dead when its heartbeat is old, or, on this very host, when its
pid is gone; then its conversations are free again, its grading work is pending again, and what it was just sending is
uncertain: it may have arrived, so a person decides.
"""

import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import case, delete, func, insert, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.evaluator.grader import BY_MODEL
from service.storage.database import Database
from service.storage.grading.grading import PENDING, TO_JUDGE
from service.storage.tables import attachments, conversations, grades, outbox, processes
from service.storage.types import AnyRow, new_id, now

# Drawn once when the interpreter starts: a restarted container has the same host name and the same pid.
LIFE: Final = new_id()

HEARTBEAT_EVERY_S = 5.0
DEAD_AFTER = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Process:
    """This process as the database knows it. `life` tells it from an earlier one that had the same pid."""

    id: str
    host: str
    pid: int
    life: str


async def register(connection: AsyncConnection) -> Process:
    """Enter this process."""
    process = Process(new_id(), socket.gethostname(), os.getpid(), LIFE)
    await _enter(connection, process)
    return process


async def heartbeat(connection: AsyncConnection, process: Process) -> bool:
    """Say that this process lives; False when others had taken it for dead: what it had claimed is theirs by now."""
    result = await connection.execute(update(processes).where(processes.c.id == process.id).values(heartbeat_at=now()))
    if result.rowcount == 0:
        await _enter(connection, process)
    return result.rowcount == 1


async def oldest(connection: AsyncConnection) -> str | None:
    """The id of the process that has run for longest: for work that one of them is to do."""
    found: str | None = await connection.scalar(select(func.min(processes.c.id)))
    return found


async def _enter(connection: AsyncConnection, process: Process) -> None:
    moment = now()
    await connection.execute(
        insert(processes).values(
            id=process.id, host=process.host, pid=process.pid, life=process.life, started_at=moment, heartbeat_at=moment
        )
    )


async def reap(connection: AsyncConnection, process: Process) -> int:
    """Forget dead processes and release what no entered process holds; return how many were found dead.

    A process that was taken for dead may have claimed more before it noticed: so what counts is who is entered.
    """
    rows = await connection.execute(select(processes).where(processes.c.id != process.id))
    oldest = now() - DEAD_AFTER
    dead = [row.id for row in rows if row.heartbeat_at < oldest or _gone_here(row, process)]
    await release(connection, dead)
    return len(dead)


async def release(connection: AsyncConnection, ids: list[str]) -> None:
    """Forget these processes; whatever is claimed by none of the others is free again."""
    if ids:
        await connection.execute(delete(processes).where(processes.c.id.in_(ids)))
    entered = select(processes.c.id)
    await connection.execute(
        update(conversations)
        .where(conversations.c.lease.is_not(None), conversations.c.lease.not_in(entered))
        .values(lease=None)
    )
    await connection.execute(
        update(attachments)
        .where(attachments.c.claimed_by.is_not(None), attachments.c.claimed_by.not_in(entered))
        .values(claimed_by=None)
    )
    by_model = grades.c.grader.endswith(BY_MODEL, autoescape=True)
    await connection.execute(
        update(grades)
        .where(grades.c.state == literal_column("'claimed'"), grades.c.claimed_by.not_in(entered))
        .values(state=case((by_model, TO_JUDGE), else_=PENDING), claimed_by=None)
    )
    await connection.execute(
        update(outbox)
        .where(outbox.c.state == "sending", outbox.c.claimed_by.not_in(entered))
        .values(
            state="uncertain", claimed_by=None, fault="crashed", error="the process ended while it was sending this"
        )
    )


def _gone_here(row: AnyRow, process: Process) -> bool:
    if row.host != process.host:
        return False
    if row.pid == process.pid:
        return bool(row.life != process.life)
    try:
        os.kill(row.pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


@asynccontextmanager
async def open_process(database: Database) -> AsyncIterator[Process]:
    """This process, entered among the running ones until it ends."""
    async with database.write() as connection:
        process = await register(connection)
    try:
        yield process
    finally:
        async with database.write() as connection:
            await release(connection, [process.id])
