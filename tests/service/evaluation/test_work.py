"""Evaluations as processes: followed, called off, and taken up again where they were."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from service.evaluation.shelf import Shelf
from service.evaluation.work import EvaluationWork
from service.live import Live
from service.settings import Settings
from service.storage.database import Database
from service.storage.grading.evaluations import Evaluation, ask_for, cancel, get_evaluation
from service.storage.processes import register

BOTH = ["own/one", "own/two"]
PATIENCE_S = 60.0


@pytest.fixture
def working(database: Database, shelf: Shelf, tmp_path: Path) -> Callable[[Any], Any]:
    """Works with a command for as long as the block runs."""

    @asynccontextmanager
    async def working(command: Any) -> AsyncIterator[None]:
        async with database.write() as connection:
            process = await register(connection)
        work = EvaluationWork(database, process, Settings(data=tmp_path), shelf, Live(), command)
        task = asyncio.create_task(work.run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    return working


async def asked(database: Database, suites: list[str] = BOTH) -> str:
    async with database.write() as connection:
        return (await ask_for(connection, suites, {}, len(suites), "eva@example.com")).id


async def when(database: Database, evaluation_id: str, fits: Callable[[Evaluation], bool]) -> Evaluation:
    """The evaluation, as soon as it is so."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            async with database.read() as connection:
                found = await get_evaluation(connection, evaluation_id)
            if fits(found):
                return found
            await asyncio.sleep(0.05)


async def test_what_a_stop_cut_off_is_taken_up_again_and_only_what_is_left_is_run(
    database: Database, working: Any, command: Any
) -> None:
    evaluation = await asked(database)
    async with working(command(held=1)):
        await when(database, evaluation, lambda one: len(one.runs) == 1)
    cut_off = await when(database, evaluation, lambda one: one.state == "queued")
    assert [one.run for one in cut_off.runs] == ["run of one"]

    again = command()
    async with working(again):
        done = await when(database, evaluation, lambda one: one.state == "done")
    assert again.folders == [["two"]]
    assert [(one.suite, one.run) for one in done.runs] == [("own/one", "run of one"), ("own/two", "run of two")]
    assert (done.done, done.total, done.error) == (2, 2, None)


async def test_one_that_is_cancelled_ends_its_process_and_the_next_one_begins(
    database: Database, working: Any, command: Any
) -> None:
    first, second = await asked(database), await asked(database, ["own/two"])
    async with working(command(held=1)):
        await when(database, first, lambda one: one.state == "running")
        async with database.read() as connection:
            assert (await get_evaluation(connection, second)).state == "queued"
        async with database.write() as connection:
            await cancel(connection, first)
        await when(database, second, lambda one: one.state == "done")
    assert (await when(database, first, lambda _: True)).state == "cancelled"


async def test_a_command_that_fails_says_why(database: Database, working: Any, command: Any) -> None:
    broken = "import sys; sys.exit('Error: two/cases.jsonl:1: no JSON')"
    evaluation = await asked(database)
    async with working(command(script=broken)):
        failed = await when(database, evaluation, lambda one: one.state == "failed")
    assert failed.error == "two/cases.jsonl:1: no JSON"


async def test_one_that_a_service_manager_ended_beside_the_server_waits_to_be_taken_up_again(
    database: Database, working: Any, command: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.evaluation.work.AFTER_CUT_S", 0.0)
    ended_from_outside = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
    evaluation = await asked(database)
    async with working(command(script=ended_from_outside)):
        await when(database, evaluation, lambda one: one.state == "queued" and one.started_at is not None)


async def test_a_suite_that_is_gone_is_told(database: Database, working: Any, command: Any) -> None:
    evaluation = await asked(database, ["own/gone"])
    async with working(command()):
        failed = await when(database, evaluation, lambda one: one.state == "failed")
    assert failed.error == "There is no suite own/gone."
