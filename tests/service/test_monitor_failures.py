"""What breaks around the graders: the graph, the database, a grade that cannot be stored, the end of the process."""

import asyncio
import contextlib
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from graphs.evaluator.grader import Grade, Stage
from service.monitoring import monitor as module
from service.storage.tables import grades
from tests.service.exam import Exam, giving, graded

STRANGE = "half a character: \ud83d"


async def test_a_graph_that_breaks_is_recorded_as_could_not_grade(exam: Exam) -> None:
    class Broken:
        async def ainvoke(self, *_arguments: Any, **_options: Any) -> Any:
            raise RuntimeError("the graph broke")

    await exam.turns("ada: hi")
    monitor = await exam.monitor()
    monitor._evaluator = replace(monitor._evaluator, graph=Broken())  # type: ignore[arg-type]
    await graded(monitor)

    assert await exam.labels() == {name: Counter(could_not_grade=1) for name in ("one", "two", "three")}
    reasons = {row.reason for row in await exam.shop.rows(select(grades.c.reason))}
    assert reasons == {"the evaluator failed: RuntimeError"}


async def test_work_that_the_evaluator_passes_over_does_not_stay_claimed(exam: Exam) -> None:
    await exam.turns("ada: hi")
    moved = tuple(replace(grader, stage=Stage.OUTCOME) for grader in exam.graders)
    await graded(await exam.monitor(graders=moved))

    reasons = {row.reason for row in await exam.shop.rows(select(grades.c.reason))}
    assert reasons == {"the evaluator gave no grade"}
    assert await exam.states() == Counter(pending=3)


@pytest.mark.parametrize("failures", [1, 2, 3])
async def test_a_database_that_fails_loses_no_grades(exam: Exam, failures: int) -> None:
    await exam.turns("ada: hi", "bo: hi")
    monitor = await exam.monitor()
    write = monitor._write

    async def failing(*arguments: Any) -> None:
        if exam.shop.database.failing == 0 and not failed:
            failed.append(True)
            exam.shop.database.failing = failures
        await write(*arguments)

    failed: list[bool] = []
    monitor._write = failing  # type: ignore[method-assign]
    for _ in range(failures + 1):
        with contextlib.suppress(OperationalError):
            await monitor.grade_batch()

    assert await exam.labels() == {name: Counter(passed=2) for name in ("one", "two", "three")}
    assert set(exam.calls.values()) == {1}
    assert monitor._finished == []


async def test_a_grade_that_no_database_takes_keeps_no_other_back(exam: Exam) -> None:
    exam.acts["one", "ada: hi"] = giving(Grade.passed(STRANGE))
    await exam.turns("ada: hi", "bo: hi")
    monitor = await exam.monitor()
    await graded(monitor)

    labels = await exam.labels()
    assert labels["one"] == Counter(passed=1, could_not_grade=1)
    assert (labels["two"], labels["three"]) == (Counter(passed=2), Counter(passed=2))
    assert monitor._finished == []


async def test_errors_do_not_end_the_monitor_not_even_at_its_start(
    exam: Exam, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "POLL_S", 0.0)
    await exam.turns("ada: hi")
    monitor = await exam.monitor()
    exam.shop.database.failing = 3
    running = asyncio.create_task(monitor.run())

    async def done() -> bool:
        return set(await exam.states()) == {"done"}

    await until(done)
    monitor.stop()
    await asyncio.wait_for(running, 5.0)


async def test_stopping_stores_what_is_still_being_graded(
    exam: Exam, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SLOW_S", 0.01)
    gate = asyncio.Event()

    async def slowly() -> Grade:
        await gate.wait()
        return Grade.passed()

    exam.acts["one", "ada: hi"] = slowly
    await exam.turns("ada: hi")
    monitor = await exam.monitor()
    running = asyncio.create_task(monitor.run())
    await until(lambda: monitor._slow)
    monitor.stop()
    gate.set()
    await asyncio.wait_for(running, 5.0)

    assert await exam.states() == Counter(done=3)
