"""The one node that every grader gets: it grades within the grader's time-out, and its failure stays its own."""

import asyncio
import math
import time
from typing import Protocol

from langgraph.runtime import Runtime

from graphs.evaluator.grader import COULD_NOT_GRADE, NOT_APPLICABLE, Grade, Graded, Grader, GradingContext
from graphs.evaluator.state import Context, Marks, State


class GradeNode(Protocol):
    """The signature of a node that takes the runtime context."""

    async def __call__(self, state: State, *, runtime: Runtime[Context]) -> Marks: ...


def grade_by(grader_id: str) -> GradeNode:
    """The node that asks the grader of that id, as the runtime context knows it."""

    async def grade(state: State, *, runtime: Runtime[Context]) -> Marks:
        return {"marks": (await mark(runtime.context.graders[grader_id], state["subject"]),)}

    return grade


async def mark(grader: Grader, subject: GradingContext) -> Graded:
    """The grader's judgement; "could not grade" when it raises, runs out of time or breaks its own contract."""
    started = time.perf_counter()
    grade = await _within_time(grader, subject)
    latency_ms = (time.perf_counter() - started) * 1000
    return Graded(grader.id, grader.version, grader.stage, _checked(grader, grade), latency_ms)


async def _within_time(grader: Grader, subject: GradingContext) -> Grade:
    """Waits no longer than the time-out, not even for a grader that refuses to be cancelled."""
    task = asyncio.ensure_future(grader.grade(subject))
    try:
        done, _ = await asyncio.wait({task}, timeout=grader.timeout_s)
    except asyncio.CancelledError:
        task.cancel()
        raise
    if not done:
        task.cancel()
        task.add_done_callback(_forget)
        return Grade.could_not_grade(f"no grade within {grader.timeout_s:g} s")
    if task.cancelled():
        return Grade.could_not_grade("the grader was cancelled")
    if error := task.exception():
        return Grade.could_not_grade(f"{type(error).__name__}: {error}")
    return task.result()


def _forget(task: "asyncio.Future[Grade]") -> None:
    """Read a late task's exception, so that asyncio does not report as unhandled what is already recorded."""
    if not task.cancelled():
        task.exception()


def _checked(grader: Grader, grade: Grade) -> Grade:
    """The grade, if it is one that this grader may give."""
    if grade.label in (NOT_APPLICABLE, COULD_NOT_GRADE):
        return grade
    if grade.label not in grader.labels:
        return Grade.could_not_grade(f"gave the label {grade.label!r}, which is not one of {', '.join(grader.labels)}")
    if grade.score is None or not math.isfinite(grade.score) or not 0 <= grade.score <= 1:
        return Grade.could_not_grade(f"gave {grade.label!r} with the score {grade.score!r}, which is not in [0, 1]")
    return grade
