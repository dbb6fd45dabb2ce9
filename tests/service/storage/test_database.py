"""The database under cancellation: whoever gives up leaves nothing locked, and holds up nobody else."""

import asyncio
import shutil
import sqlite3
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from service.storage.database import Database
from service.storage.tables import customers
from service.storage.types import new_id, now


async def write(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(insert(customers).values(id=new_id(), name="Ada", created_at=now()))


async def test_who_gives_up_while_another_process_writes_stops_nobody(
    sqlite_template: Path, tmp_path: Path, until: Any
) -> None:
    path = tmp_path / "turnwise.db"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite+aiosqlite:///{path}")
    await write(database)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(write(database))
    await until(lambda: database._writer.pool.checkedout() == 1)  # type: ignore[attr-defined]
    waiting.cancel()
    started_s, beats, slowest_s = perf_counter(), 0, 0.0
    while beats < 50:  # the event loop goes on
        await asyncio.sleep(0.001)
        beats, slowest_s = beats + 1, max(slowest_s, perf_counter() - started_s)
        started_s = perf_counter()
    other.execute("ROLLBACK")
    with pytest.raises(asyncio.CancelledError):
        await waiting

    assert slowest_s < 2.0
    await asyncio.wait_for(write(database), 5.0)
    other.execute("BEGIN IMMEDIATE")  # nothing was left locked
    assert other.execute("SELECT count(*) FROM customers").fetchone() == (2,)
    other.execute("ROLLBACK")
    other.close()
    await database.dispose()


@pytest.mark.parametrize("yields", range(12))
async def test_a_write_that_is_cancelled_anywhere_is_all_there_or_not_at_all(database: Database, yields: int) -> None:
    writing = [asyncio.create_task(write(database)) for _ in range(4)]
    for _ in range(yields):
        await asyncio.sleep(0)
    for task in writing[::2]:
        task.cancel()
    ends = await asyncio.gather(*writing, return_exceptions=True)
    await asyncio.wait_for(write(database), 5.0)

    async with database.read() as connection:
        count = (await connection.execute(select(func.count()).select_from(customers))).scalar_one()
    # Who was cancelled in the commit may have committed; who was not cancelled has.
    assert 1 + ends.count(None) <= count <= 5


async def test_what_can_be_done_again_does_not_wait_for_the_disk_and_everything_else_does(database: Database) -> None:
    if not database.is_sqlite:
        return  # PostgreSQL's own setting holds there
    for opened, expected in ((database.write_behind, 1), (database.write, 2), (database.write_behind, 1)):
        async with opened() as connection:
            assert (await connection.execute(text("PRAGMA synchronous"))).scalar_one() == expected


async def test_what_customers_say_is_in_no_error_of_the_database(database: Database) -> None:
    with pytest.raises(SQLAlchemyError) as failed:
        async with database.write() as connection:
            await connection.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": "my secret"})
    assert "my secret" not in str(failed.value)
