"""Graders that do as they are told, and the monitors that run them."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import select, update

from graphs.evaluator.grader import Grade, Grader, GradingContext, Stage
from graphs.evaluator.graph import build_evaluator
from service.monitoring.monitor import Monitor
from service.storage.grading.grading import GradingPlan
from service.storage.processes import Process
from service.storage.tables import grades
from service.storage.types import now
from tests.service.shop import Shop


class Exam:
    """`acts` says what a grader does about what was asked; otherwise it passes. `calls` counts."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.calls: Counter[tuple[str, str]] = Counter()
        self.acts: dict[tuple[str, str], Callable[[], Awaitable[Grade]]] = {}
        self.graders = tuple(self.grader(name) for name in ("one", "two", "three"))

    def grader(self, name: str, version: str = "1", timeout_s: float = 30.0) -> Grader:
        async def grade(context: GradingContext) -> Grade:
            asked = context.turn.question
            self.calls[name, asked] += 1
            act = self.acts.get((name, asked))
            return await act() if act else Grade.passed()

        return Grader(id=name, version=version, stage=Stage.REPLY, labels=("passed",), grade=grade, timeout_s=timeout_s)

    async def monitor(self, process: Process | None = None, **changes: Any) -> Monitor:
        graders = changes.pop("graders", self.graders)
        given = {"batch_turns": 16, "patience_s": 0.0, "idle": nobody_waits} | changes
        return Monitor(
            database=self.shop.database,
            process=process or await self.shop.process(),
            evaluator=build_evaluator(graders),
            embed=None,  # type: ignore[arg-type]
            sense=None,  # type: ignore[arg-type]
            live=self.shop.live,
            **given,
        )

    async def turns(self, *said: str) -> None:
        """Answered turns, to be graded by all graders."""
        turning = await self.shop.turns(plan=GradingPlan(self.graders))
        for text in said:
            await self.shop.answered(turning, await self.shop.say(turning, text))

    async def labels(self) -> dict[str, Counter[str | None]]:
        """How often each grader gave each label."""
        given: dict[str, Counter[str | None]] = {}
        for row in await self.shop.rows(select(grades.c.grader, grades.c.label)):
            given.setdefault(row.grader, Counter())[row.label] += 1
        return given

    async def states(self) -> Counter[str]:
        return Counter(row.state for row in await self.shop.rows(select(grades.c.state)))

    async def due_now(self) -> None:
        """Let the waiting times be over."""
        async with self.shop.database.write() as connection:
            await connection.execute(update(grades).values(not_before=now()))


async def nobody_waits(_patience_s: float) -> None:
    """No customer is being answered."""


def raising(error: Exception) -> Callable[[], Awaitable[Grade]]:
    async def act() -> Grade:
        raise error

    return act


def giving(grade: Grade) -> Callable[[], Awaitable[Grade]]:
    async def act() -> Grade:
        return grade

    return act


def hanging() -> Callable[[], Awaitable[Grade]]:
    async def act() -> Grade:
        await asyncio.Event().wait()
        return Grade.passed()

    return act


async def graded(monitor: Monitor) -> None:
    """Grade until nothing is due."""
    while await monitor.grade_batch():
        pass
    await asyncio.gather(*monitor._slow)
    await monitor.grade_batch()
