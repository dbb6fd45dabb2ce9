"""Grading beside the customers' path: every turn once, whatever hangs, breaks or dies."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from service.monitoring import monitor as module
from service.storage.grading.grades import MAX_ATTEMPTS
from service.storage.processes import reap
from service.storage.tables import grades
from service.storage.types import now
from tests.service.exam import Exam, graded, hanging, raising


async def test_every_turn_gets_every_grade_once(exam: Exam) -> None:
    said = [f"p{number}: hi" for number in range(20)]
    await exam.turns(*said)
    await graded(await exam.monitor())

    assert await exam.labels() == {name: Counter(passed=20) for name in ("one", "two", "three")}
    assert set(exam.calls.values()) == {1}


async def test_a_grader_that_hangs_delays_no_other_grade_and_ends_by_its_own_time_out(
    exam: Exam, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SLOW_S", 0.01)
    exam.graders = (exam.grader("one", timeout_s=0.5), *exam.graders[1:])
    exam.acts["one", "ada: hi"] = hanging()
    await exam.turns("ada: hi", "bo: hi")
    monitor = await exam.monitor()
    await monitor.grade_batch()

    labels = await exam.labels()
    assert (labels["two"], labels["three"]) == (Counter(passed=2), Counter(passed=2))
    assert labels["one"] == Counter({"passed": 1, None: 1})

    await graded(monitor)
    assert (await exam.labels())["one"] == Counter(passed=1, could_not_grade=1)
    assert monitor._slow == set()


async def test_a_grader_that_raises_is_asked_a_bounded_number_of_times(exam: Exam) -> None:
    exam.acts["one", "ada: hi"] = raising(ZeroDivisionError("no words"))
    await exam.turns("ada: hi")
    monitor = await exam.monitor()
    await graded(monitor)
    assert exam.calls["one", "ada: hi"] == 1  # not at once again
    for _ in range(MAX_ATTEMPTS + 2):
        await exam.due_now()
        await graded(monitor)

    assert exam.calls == {("one", "ada: hi"): MAX_ATTEMPTS, ("two", "ada: hi"): 1, ("three", "ada: hi"): 1}
    (row,) = await exam.shop.rows(select(grades).where(grades.c.grader == "one"))
    assert (row.state, row.label, row.reason) == ("done", "could_not_grade", "ZeroDivisionError: no words")


async def test_a_grader_that_recovers_gets_its_grade_in(exam: Exam) -> None:
    exam.acts["one", "ada: hi"] = raising(OSError("the judge is away"))
    await exam.turns("ada: hi")
    monitor = await exam.monitor()
    await graded(monitor)
    exam.acts.clear()
    await exam.due_now()
    await graded(monitor)

    assert (await exam.labels())["one"] == Counter(passed=1)


async def test_two_monitors_grade_nothing_twice_and_leave_nothing(exam: Exam) -> None:
    await exam.turns(*(f"p{number}: hi" for number in range(12)))
    one, other = await exam.monitor(batch_turns=2), await exam.monitor(batch_turns=2)
    await asyncio.gather(graded(one), graded(other))
    await graded(one)

    assert len(exam.calls) == 36
    assert set(exam.calls.values()) == {1}
    assert await exam.states() == Counter(done=36)


async def test_what_a_dead_process_had_claimed_is_graded_by_another(
    exam: Exam, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SLOW_S", 0.01)
    for name in ("one", "two", "three"):
        exam.acts[name, "ada: hi"] = hanging()
    await exam.turns("ada: hi")
    dying, living = await exam.shop.process(), await exam.shop.process()
    dead = await exam.monitor(dying)
    await dead.grade_batch()
    assert await exam.states() == Counter(claimed=3)
    exam.acts.clear()
    await exam.shop.bury(dying)
    async with exam.shop.database.write() as connection:
        await reap(connection, living)
    await graded(await exam.monitor(living))

    assert await exam.states() == Counter(done=3)
    for task in dead._slow:
        task.cancel()


async def test_work_for_earlier_versions_is_adopted_also_where_it_turns_up_later(
    exam: Exam, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "POLL_S", 0.0)
    monkeypatch.setattr(module, "ADOPT_EVERY_S", 0.0)
    await exam.turns("ada: hi")
    newer = tuple(exam.grader(name, version="2") for name in ("one", "two", "three"))
    monitor = await exam.monitor(graders=newer)
    running = asyncio.create_task(monitor.run())

    async def done() -> bool:
        return set(await exam.states()) == {"done"}

    await until(done)
    await exam.turns("bo: hi")  # a process of the earlier version is still there, and queues for it
    await until(done)
    monitor.stop()
    await asyncio.wait_for(running, 5.0)

    assert {row.version for row in await exam.shop.rows(select(grades.c.version))} == {"2"}
    assert await exam.states() == Counter(done=6)


async def test_customers_go_first_but_not_for_longer_than_the_patience(exam: Exam) -> None:
    waits: list[float] = []

    async def busy(patience_s: float) -> None:
        waits.append(patience_s)
        assert not exam.calls

    await exam.turns("ada: hi")
    monitor = await exam.monitor(idle=busy, patience_s=60.0)
    await monitor.grade_batch()
    assert exam.calls.total() == 3
    assert max(waits) <= 60.0
    assert len(waits) == 2  # before it looks for work, and before the one turn

    exam.calls.clear()
    await exam.turns("bo: hi")
    async with exam.shop.database.write() as connection:
        await connection.execute(update(grades).values(not_before=now() - timedelta(minutes=2)))
    waits.clear()
    await monitor.grade_batch()
    assert exam.calls.total() == 3
    assert waits == [60.0, 0.0]  # the work has waited for long enough: it goes on beside customers


async def test_grades_are_told_once_they_are_stored(exam: Exam) -> None:
    told: list[tuple[str, str]] = []
    await exam.turns("ada: hi", "bo: hi")

    def hear(stored: Any) -> None:
        told.extend((job.conversation_id, graded.grader) for job, graded in stored)

    await graded(await exam.monitor(told=hear))
    assert len({conversation for conversation, _ in told}) == 2
    assert Counter(grader for _, grader in told) == Counter(one=2, two=2, three=2)
