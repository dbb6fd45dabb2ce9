"""Many rows are read in slices, between which others have their turn."""

import asyncio

from sqlalchemy import literal, select, text

from service.storage.database import Database
from service.storage.gradual import SLICE, gradually

ROWS = 10 * SLICE


async def test_others_have_their_turn_while_many_rows_are_read(database: Database) -> None:
    numbers = text(f"WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < {ROWS}) SELECT x FROM n")
    turns, done = 0, asyncio.Event()

    async def others() -> None:
        nonlocal turns
        while not done.is_set():
            turns += 1
            await asyncio.sleep(0)

    async with database.read() as connection:
        result = gradually(connection, numbers)
        first = await anext(result)  # what the database itself needs is over
        beside = asyncio.create_task(others())
        rest = [row.x async for row in result]
        done.set()
        await beside

    assert [first.x, *rest] == list(range(1, ROWS + 1))
    assert turns >= ROWS // SLICE


async def test_a_query_without_rows_gives_none(database: Database) -> None:
    async with database.read() as connection:
        assert [row async for row in gradually(connection, select(literal(1)).where(text("1 = 0")))] == []
