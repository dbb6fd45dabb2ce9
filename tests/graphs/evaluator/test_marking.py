"""Graders that compute share a task; one that waits, is late or is cancelled keeps no other waiting."""

import asyncio
import time

import pytest

from graphs.evaluator import marking
from graphs.evaluator.grader import COULD_NOT_GRADE, Grade, Graded, Grader, GradeTurn, GradingContext, Stage
from graphs.evaluator.marking import mark_all
from graphs.turn import Message, Turn

SUBJECT = GradingContext(turn=Turn(id="t", conversation_id="c", asked=(Message("customer", "hello"),)))


def grader(name: str, grade: GradeTurn, timeout_s: float = 5.0) -> Grader:
    return Grader(id=name, version="1", stage=Stage.REPLY, labels=("passed",), grade=grade, timeout_s=timeout_s)


async def passes(context: GradingContext) -> Grade:
    return Grade.passed()


async def test_graders_that_never_wait_share_a_task_and_one_that_waits_has_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(marking, "_SHARE_S", 60.0)  # however busy the machine is
    tasks: dict[str, asyncio.Task[None] | None] = {}

    async def computes(context: GradingContext) -> Grade:
        tasks[f"computes {len(tasks)}"] = asyncio.current_task()
        return Grade.passed()

    async def waits(context: GradingContext) -> Grade:
        tasks["waits"] = asyncio.current_task()
        await asyncio.sleep(0.001)
        return Grade.passed()

    await mark_all([grader("a", waits), grader("b", computes), grader("c", computes)], SUBJECT)
    assert tasks["computes 1"] is tasks["computes 2"] is not tasks["waits"]


async def test_what_else_is_due_has_its_turn_between_graders_that_compute_long() -> None:
    happened: list[str] = []

    async def computes(context: GradingContext) -> Grade:
        happened.append("graded")
        asyncio.get_running_loop().call_soon(happened.append, "customer")
        until_s = time.perf_counter() + 0.002
        while time.perf_counter() < until_s:
            pass
        return Grade.passed()

    await mark_all([grader("a", computes), grader("b", computes)], SUBJECT)
    assert happened[:3] == ["graded", "customer", "graded"]


async def test_a_grader_that_is_given_up_has_one_grade_whatever_it_says_later() -> None:
    said = asyncio.Event()

    async def late(context: GradingContext) -> Grade:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            said.set()
        return Grade.passed()

    async def waits(context: GradingContext) -> Grade:
        await said.wait()
        await asyncio.sleep(0)
        return Grade.passed()

    heard: list[Graded] = []
    given = await mark_all([grader("late", late, timeout_s=0.01), grader("waits", waits)], SUBJECT, heard.append)
    assert [(graded.grader, graded.grade.label) for graded in given] == [("late", COULD_NOT_GRADE), ("waits", "passed")]
    assert given == tuple(heard)


async def test_a_grader_that_is_cancelled_from_within_spoils_only_its_own_grade() -> None:
    async def cancels(context: GradingContext) -> Grade:
        raise asyncio.CancelledError

    async def waits_and_cancels(context: GradingContext) -> Grade:
        await asyncio.sleep(0)
        raise asyncio.CancelledError

    given = await mark_all([grader("a", cancels), grader("b", waits_and_cancels), grader("good", passes)], SUBJECT)
    reasons = {graded.grader: graded.grade.reason for graded in given}
    assert reasons == {"a": "the grader was cancelled", "b": "the grader was cancelled", "good": ""}
