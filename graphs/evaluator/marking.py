"""Ask graders for their grades: each within its own time, each failure its own, each grade told once it is given.

To make a task costs more than many a grader does. So one task asks one grader after another, for as long as none has to
wait; one that waits is left behind in that task, and the next task goes on with the others.
"""

import asyncio
import math
import time
from collections import deque
from collections.abc import Callable, Iterable

from graphs.evaluator.grader import NO_JUDGEMENT, Grade, Graded, Grader, GradingContext

Hear = Callable[[Graded], None]

_SHARE_S = 0.001
"""A task that has computed for so long ends after its grader, and whatever else is due in the process has its turn."""


async def mark_all(graders: Iterable[Grader], subject: GradingContext, hear: Hear | None = None) -> tuple[Graded, ...]:
    """The grades in the order in which they were given; "could not grade" for whoever raises, runs out of time or
    breaks its own contract. `hear` is told of each at once. Who is cancelled here stops the graders.
    """
    marking = _Marking(deque(graders), subject, hear)
    desks: dict[asyncio.Task[None], _Desk] = {}
    try:
        while marking.left:
            desk = _Desk(marking)
            task = asyncio.create_task(desk.work())
            desks[task] = desk
            await asyncio.sleep(0)  # the task has its turn before this goes on
            if task.done():
                desks.pop(task)
                task.result()
            desk.left_behind = True
        while desks:
            await _wait(desks)
    finally:
        for task, desk in desks.items():
            desk.given_up = True
            task.cancel()
    return tuple(marking.marks)


async def _wait(desks: "dict[asyncio.Task[None], _Desk]") -> None:
    """Until the next of them is done, or out of time; not even for a grader that refuses to be cancelled."""
    left_s = min(desk.ends_s for desk in desks.values()) - time.perf_counter()
    done, _ = await asyncio.wait(desks, timeout=max(0.0, left_s), return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        desks.pop(task)
        task.result()
    late = [task for task, desk in desks.items() if desk.ends_s <= time.perf_counter()]
    for task in late:
        desks.pop(task).give_up()
        task.cancel()


class _Marking:
    """The graders that were not asked yet, and the grades so far."""

    def __init__(self, left: deque[Grader], subject: GradingContext, hear: Hear | None) -> None:
        self.left = left
        self.subject = subject
        self.marks: list[Graded] = []
        self._hear = hear

    def enter(self, grader: Grader, grade: Grade, latency_ms: float) -> None:
        """A grade was given."""
        graded = Graded(grader.id, grader.version, grader.stage, checked(grader, grade), latency_ms)
        self.marks.append(graded)
        if self._hear is not None:
            self._hear(graded)


class _Desk:
    """Where one task asks graders: the one being asked, and since when.

    `left_behind`: that one waits, and others are asked elsewhere. `given_up`: what it says now is not heard any more.
    """

    def __init__(self, marking: _Marking) -> None:
        self._marking = marking
        self._grader = marking.left[0]
        self._started_s = time.perf_counter()
        self.left_behind = False
        self.given_up = False

    @property
    def ends_s(self) -> float:
        """When the time of the grader that is being asked is over, by the clock `time.perf_counter`."""
        return self._started_s + self._grader.timeout_s

    async def work(self) -> None:
        """Ask one after another until one has waited, the share of time is used up or nobody is left."""
        marking = self._marking
        until_s = time.perf_counter() + _SHARE_S
        while marking.left:
            self._grader, self._started_s = marking.left.popleft(), time.perf_counter()
            grade = await self._ask()
            ended_s = time.perf_counter()
            if self.given_up:
                return
            marking.enter(self._grader, grade, (ended_s - self._started_s) * 1000)
            if self.left_behind or ended_s >= until_s:
                return

    async def _ask(self) -> Grade:
        try:
            return await self._grader.grade(self._marking.subject)
        except asyncio.CancelledError:
            if self.given_up:
                raise
            return Grade.could_not_grade("the grader was cancelled")
        except Exception as error:  # noqa: BLE001 - a plug-in's failure is its grade
            return Grade.could_not_grade(f"{type(error).__name__}: {error}")

    def give_up(self) -> None:
        """Its time is over: that is its result, whatever it may say later."""
        self.given_up = True
        reason = f"no grade within {self._grader.timeout_s:g} s"
        late_ms = (time.perf_counter() - self._started_s) * 1000
        self._marking.enter(self._grader, Grade.could_not_grade(reason), late_ms)


def checked(grader: Grader, grade: Grade) -> Grade:
    """The grade, if it is one that this grader may give."""
    if grade.label in NO_JUDGEMENT:
        return grade
    if grade.label not in grader.labels:
        return Grade.could_not_grade(f"gave the label {grade.label!r}, which is not one of {', '.join(grader.labels)}")
    if grade.score is None or not math.isfinite(grade.score) or not 0 <= grade.score <= 1:
        return Grade.could_not_grade(f"gave {grade.label!r} with the score {grade.score!r}, which is not in [0, 1]")
    return grade
