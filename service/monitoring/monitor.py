"""The monitor: grades every stored turn, off the path of customers.

The table of grades is the queue. Work is claimed in batches, graded by the evaluator graph, stored; what was claimed
by a process that died is pending again. While customers are being answered the monitor steps back, until the work has
waited for as long as its patience lasts: then it goes on beside them.
"""

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from time import monotonic
from typing import Protocol

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.evaluator.evaluate import evaluate_each
from graphs.evaluator.grader import Embed, Grade, Graded, Grader, Sense
from graphs.evaluator.graph import Evaluator
from service.live import Live
from service.rounds import Rounds
from service.storage.database import Database
from service.storage.grading.grades import GradingJob, adopt_versions, claim_work, store_grades
from service.storage.grading.rule_grades import store_hits
from service.storage.processes import Process
from service.storage.types import now

log = logging.getLogger(__name__)

POLL_S = 1.0
SLOW_S = 0.25
ADOPT_EVERY_S = 60.0
STOP_S = 8.0


class ChangingGraders(Protocol):
    """Graders of the evaluator that people change while it runs."""

    async def look(self, connection: AsyncConnection) -> Sequence[Grader]:
        """Those in force now, of the same ids."""
        ...


Told = Callable[[Sequence[tuple[GradingJob, Graded]]], None]
"""Hears of grades that were stored, in a thread of its own."""


class Monitor:
    """Claims and grades until it is stopped. `idle` returns when no customer is being answered, or out of
    patience; without any it may still wait for a moment.

    `changing` are looked at before each batch: what waits for an earlier version is then graded by the one in force.
    `turns_at_once` is for graders that ask a model: so many turns are graded side by side, and no more are claimed
    while they are. Without it one follows the other, as is best for graders that compute. `told` hears of what was
    stored.
    """

    def __init__(
        self,
        *,
        database: Database,
        process: Process,
        evaluator: Evaluator,
        embed: Embed,
        sense: Sense,
        live: Live,
        idle: Callable[[float], Awaitable[None]],
        batch_turns: int,
        patience_s: float,
        changing: ChangingGraders | None = None,
        turns_at_once: int | None = None,
        told: Told | None = None,
    ) -> None:
        self._database = database
        self._process = process
        self._evaluator = evaluator
        self._embed, self._sense = embed, sense
        self._live = live
        self._idle = idle
        self._batch_turns = batch_turns
        self._patience_s = patience_s
        self._rounds = Rounds("grading", POLL_S)
        self._changing = changing
        self._turns_at_once = turns_at_once
        self._told = told
        self._versions = _versions(evaluator)
        self._adopted_at = -math.inf
        self._more = False
        self._slow: set[asyncio.Task[None]] = set()
        self._finished: list[tuple[GradingJob, Graded]] = []

    def wake(self) -> None:
        """There is work: do not wait for the next look at the table."""
        self._rounds.wake()

    def stop(self) -> None:
        """End after the batch under way."""
        self._rounds.stop()

    async def run(self) -> None:
        """Grade what is due, for ever. Errors are logged and do not end it."""
        try:
            await self._rounds.run(self._round)
            if self._slow:  # what takes longer is due again when this process has ended
                await asyncio.wait(self._slow, timeout=STOP_S)
            await self._store()
        finally:
            for task in self._slow:
                task.cancel()

    async def _round(self) -> int:
        await self._adopt()
        return await self.grade_batch()

    async def _look(self) -> None:
        """Grade by what is in force now, and take over at once what waits for what was in force before."""
        if self._changing is None:
            return
        async with self._database.read() as connection:
            graders = await self._changing.look(connection)
        if any(self._versions[grader.id] != grader.version for grader in graders):
            changed = {grader.id: grader for grader in graders}
            self._evaluator = replace(self._evaluator, graders={**self._evaluator.graders, **changed})
            self._versions = _versions(self._evaluator)
            self._adopted_at = -math.inf
            await self._adopt()

    async def _adopt(self) -> None:
        """Take over work for earlier versions, again and again: a process that runs one may stop at any time."""
        if monotonic() - self._adopted_at >= ADOPT_EVERY_S:
            async with self._database.write() as connection:
                await adopt_versions(connection, self._versions.items())
            self._adopted_at = monotonic()

    async def grade_batch(self) -> int:
        """Claim one batch, grade it and store its grades; return the number of jobs (a turn in one stage).

        A grader that takes long keeps nobody waiting: its grade is stored with a later batch.
        """
        if not self._more:
            await self._step_back(0.0)
        await self._look()
        async with self._database.write() as connection:
            jobs = await claim_work(connection, self._process.id, self._versions.items(), now(), self._batch_turns)
        self._more = len(jobs) >= self._batch_turns
        for job in jobs:
            await self._step_back((now() - job.queued_at).total_seconds())
            patience_s = 0.0 if self._turns_at_once else SLOW_S
            _, slow = await asyncio.wait({asyncio.create_task(self._grade(job))}, timeout=patience_s)
            if slow:
                self._slow |= slow
                await self._store()
            if self._turns_at_once and not await self._has_room(self._turns_at_once):
                break  # what is claimed and was not begun is due again when this process has ended
        self._slow = {task for task in self._slow if not task.done()}
        await self._store()
        return len(jobs)

    async def _has_room(self, turns: int) -> bool:
        """Wait until fewer turns than that are under way; False where the monitor is to end before."""
        while len(self._slow) >= turns and not self._rounds.stopping:
            _, self._slow = await asyncio.wait(self._slow, timeout=POLL_S, return_when=asyncio.FIRST_COMPLETED)
            await self._store()
        return not self._rounds.stopping

    async def _grade(self, job: GradingJob) -> None:
        context = job.context.with_embed(self._embed, self._sense)
        missing, reason = set(job.graders), "the evaluator gave no grade"
        evaluator, versions = self._evaluator, self._versions  # those that the job was claimed for
        try:
            async for graded in evaluate_each(evaluator, context, job.stage, job.graders):
                self._finished.append((job, graded))
                missing.discard(graded.grader)
        except Exception as error:  # not a grader's, for those are grades: the graph itself broke
            log.exception("the evaluator graph failed", extra={"turn": job.turn_id})
            reason = f"the evaluator failed: {type(error).__name__}"
        grade = Grade.could_not_grade(reason)
        self._finished += [(job, Graded(grader, versions[grader], job.stage, grade, 0.0)) for grader in sorted(missing)]

    async def _store(self) -> None:
        """Store what is finished. A grade that no database takes keeps no other back. Raises what keeps all back."""
        if not self._finished:
            return
        finished = list(self._finished)
        try:
            await self._write(finished)
        except Exception:
            log.exception("grades could not be stored together; each is stored alone")
            for job, graded in finished:
                await self._store_alone(job, graded)
        del self._finished[: len(finished)]
        for conversation_id in {job.conversation_id for job, _ in finished}:
            self._live.changed("grades", conversation_id)
        self._live.changed("kpis")
        if self._told is not None:
            await asyncio.to_thread(self._told, finished)

    async def _store_alone(self, job: GradingJob, graded: Graded) -> None:
        try:
            await self._write([(job, graded)])
        except (OperationalError, OSError):  # it is the database, not the grade
            raise
        except Exception as error:
            log.exception("a grade could not be stored", extra={"turn": job.turn_id})
            grade = Grade.could_not_grade(f"the grade could not be stored: {type(error).__name__}")
            await self._write([(job, replace(graded, grade=grade))])

    async def _write(self, grades: Sequence[tuple[GradingJob, Graded]]) -> None:
        async with self._database.write() as connection:
            given = [(job.turn_id, graded) for job, graded in grades]
            await store_grades(connection, self._process.id, given, now())
            await store_hits(connection, self._database, given)

    async def _step_back(self, waited_s: float) -> None:
        """Let customers go first, as long as the work has not waited for longer than the patience."""
        if not self._rounds.stopping:
            await self._idle(max(0.0, self._patience_s - waited_s))


def _versions(evaluator: Evaluator) -> Mapping[str, str]:
    return {grader.id: grader.version for grader in evaluator.graders.values()}
