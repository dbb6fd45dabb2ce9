"""Rounds of one process that goes on: each grade is read once, and only the oldest process reads."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from service.alerts.alerting import Round
from service.storage.processes import Process, register
from tests.service.storage.alerting_world import Shift, conversed, grade
from tests.service.storage.conftest import START, World


async def test_a_process_reads_grades_once_those_stored_late_too_and_all_of_them_by_new_rules(world: World) -> None:
    shift = Shift(world)
    angry = {"id": "angry", "kind": "turn", "grader": "sentiment", "score_up_to": 0.05}
    await shift.rules(angry)
    first, second, third = await conversed(world, START, 1.0, 1.0, 1.0)
    await grade(world, "sentiment", START, (first, "negative", 0.02))
    async with httpx.AsyncClient() as http:
        alerting = shift.alerting(http)
        assert (await alerting.round()).fired == 1
        shift.at += timedelta(minutes=10)
        await grade(world, "sentiment", START + timedelta(minutes=1), (second, "negative", 0.02))
        assert (await alerting.round()).fired == 1
        shift.at += timedelta(minutes=30)
        assert (await alerting.round()).fired == 0
        await grade(world, "sentiment", START, (third, "negative", 0.02))  # stored more than 15 minutes late
        assert (await alerting.round()).fired == 0
        await shift.rules(angry, {"id": "another", "kind": "turn", "grader": "politeness", "score_up_to": 0.05})
        assert (await alerting.round()).fired == 1


async def test_only_the_oldest_process_looks(
    world: World, monkeypatch: pytest.MonkeyPatch, until: Callable[..., Awaitable[None]]
) -> None:
    shift = Shift(world)
    await shift.rules({"id": "angry", "kind": "turn", "grader": "sentiment", "score_up_to": 0.05})
    (turn,) = await conversed(world, START, 1.0)
    await grade(world, "sentiment", START, (turn, "negative", 0.02))
    async with world.database.write() as connection:
        older = await register(connection)
        younger = await register(connection)

    async with httpx.AsyncClient() as http:
        rounds = {process.id: 0 for process in (younger, older)}
        tasks = []
        for process in (younger, older):
            alerting = shift.alerting(http)
            monkeypatch.setattr(alerting, "round", counted(alerting.round, rounds, process))
            tasks.append(asyncio.create_task(alerting.run(process)))
        await until(lambda: rounds[older.id])
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    assert rounds == {younger.id: 0, older.id: 1}
    assert len(await shift.alerts()) == 1


def counted(make: Callable[[], Awaitable[Round]], rounds: dict[str, int], process: Process) -> Callable[..., Any]:
    async def one() -> Round:
        done = await make()
        rounds[process.id] += 1
        return done

    return one
