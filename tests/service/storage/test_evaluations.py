"""The queue of evaluations."""

import pytest

from service.errors import NotAllowedNow
from service.storage.database import Database
from service.storage.grading.evaluations import MOST_ACTIVE, ask_for, cancel, claim, end, list_evaluations, progress
from service.storage.processes import register, release


async def ask(database: Database, times: int = 1) -> list[str]:
    async with database.write() as connection:
        return [(await ask_for(connection, ["own/one"], {}, 1, "eva@example.com")).id for _ in range(times)]


async def test_no_more_than_are_allowed_run_at_once_over_all_processes(database: Database) -> None:
    first, second = await ask(database, 2)
    async with database.write() as connection:
        one, other = await register(connection), await register(connection)
        claimed = await claim(connection, one.id, 1)
        assert claimed is not None
        assert (claimed.id, claimed.state) == (first, "running")
        assert await claim(connection, other.id, 1) is None
        assert await end(connection, first, one.id, "done")
        claimed = await claim(connection, other.id, 1)
        assert claimed is not None
        assert claimed.id == second


async def test_what_a_dead_process_ran_is_taken_up_and_its_word_counts_no_more(database: Database) -> None:
    (evaluation,) = await ask(database)
    async with database.write() as connection:
        dead, living = await register(connection), await register(connection)
        await claim(connection, dead.id, 1)
        await release(connection, [dead.id])
        taken_up = await claim(connection, living.id, 1)
        assert taken_up is not None
        assert taken_up.id == evaluation
        assert not await progress(connection, evaluation, dead.id, 1, [])
        assert await progress(connection, evaluation, living.id, 1, [])


async def test_what_has_ended_cannot_be_cancelled_and_too_many_are_refused(database: Database) -> None:
    ids = await ask(database, MOST_ACTIVE)
    async with database.write() as connection:
        with pytest.raises(NotAllowedNow, match="wait or run already"):
            await ask_for(connection, ["own/one"], {}, 1, "eva@example.com")
        assert (await cancel(connection, ids[0])).state == "cancelled"
        with pytest.raises(NotAllowedNow, match="it is cancelled"):
            await cancel(connection, ids[0])
        await ask_for(connection, ["own/one"], {}, 1, "eva@example.com")
    async with database.read() as connection:
        newest = await list_evaluations(connection, 2)
        assert [one.id for one in await list_evaluations(connection, 1, newest[0].id)] == [newest[1].id]
