"""The monitor: grades every stored turn, off the path of customers.

The table of grades is the queue. Work is claimed in batches, graded by the evaluator graph, stored; what was claimed
by a process that died is pending again. While customers are being answered the monitor steps back, but never for
longer than its patience.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from graphs.evaluator.evaluate import evaluate_each
from graphs.evaluator.grader import Embed, Grade, Graded
from graphs.evaluator.graph import Evaluator
from service.live import Live
from service.storage.database import Database
from service.storage.grades import GradingJob, adopt_versions, claim_work, store_grades
from service.storage.processes import Process
from service.storage.types import now

log = logging.getLogger(__name__)

POLL_S = 1.0
CONCURRENT_JOBS = 4
SLOW_S = 0.25


class Monitor:
    """Claims and grades until it is stopped. `idle` returns when no customer is being answered, or out of patience."""

    def __init__(
        self,
        *,
        database: Database,
        process: Process,
        evaluator: Evaluator,
        embed: Embed,
        live: Live,
        idle: Callable[[float], Awaitable[None]],
        batch_turns: int,
        patience_s: float,
    ) -> None:
        self._database = database
        self._process = process
        self._evaluator = evaluator
        self._embed = embed
        self._live = live
        self._idle = idle
        self._batch_turns = batch_turns
        self._patience_s = patience_s
        self._news = asyncio.Event()
        self._stopping = False
        self._versions = [(grader.id, grader.version) for grader in evaluator.graders.values()]
        self._slow: set[asyncio.Task[None]] = set()
        self._finished: list[tuple[GradingJob, Graded]] = []

    def wake(self) -> None:
        """There is work: do not wait for the next look at the table."""
        self._news.set()

    def stop(self) -> None:
        """End after the batch under way."""
        self._stopping = True
        self._news.set()

    async def run(self) -> None:
        """Grade what is due, for ever. Errors are logged and do not end it."""
        async with self._database.write() as connection:
            await adopt_versions(connection, self._versions)
        while not self._stopping:
            self._news.clear()
            try:
                graded = await self.grade_batch()
            except Exception:
                log.exception("grading failed; it will be tried again")
                graded = 0
            if graded == 0 and not self._stopping:
                await self._wait()
        await asyncio.gather(*self._slow)
        await self._store()

    async def grade_batch(self) -> int:
        """Claim one batch, grade it and store its grades; return the number of jobs (a turn in one stage).

        A grader that takes long keeps nobody waiting: its grade is stored with a later batch.
        """
        await self._step_back()
        async with self._database.write() as connection:
            jobs = await claim_work(connection, self._process.id, self._versions, now(), self._batch_turns)
        for start in range(0, len(jobs), CONCURRENT_JOBS):
            some = {asyncio.create_task(self._grade(job)) for job in jobs[start : start + CONCURRENT_JOBS]}
            _, slow = await asyncio.wait(some, timeout=SLOW_S)
            self._slow |= slow
            await self._step_back()
        self._slow = {task for task in self._slow if not task.done()}
        await self._store()
        return len(jobs)

    async def _grade(self, job: GradingJob) -> None:
        context = job.context.with_embed(self._embed)
        try:
            async for graded in evaluate_each(self._evaluator, context, job.stage, job.graders):
                self._finished.append((job, graded))
        except Exception as error:  # not a grader's, for those are grades: the graph itself broke
            log.exception("the evaluator graph failed", extra={"turn": job.turn_id})
            reason = Grade.could_not_grade(f"the evaluator failed: {type(error).__name__}")
            versions = dict(self._versions)
            self._finished += [
                (job, Graded(grader, versions[grader], job.stage, reason, 0.0)) for grader in sorted(job.graders)
            ]

    async def _store(self) -> None:
        if not self._finished:
            return
        finished = list(self._finished)
        async with self._database.write() as connection:
            await store_grades(connection, self._process.id, [(job.turn_id, graded) for job, graded in finished], now())
        del self._finished[: len(finished)]
        for conversation_id in {job.conversation_id for job, _ in finished}:
            self._live.changed("grades", conversation_id)
        self._live.changed("kpis")

    async def _step_back(self) -> None:
        if not self._stopping:
            await self._idle(self._patience_s)

    async def _wait(self) -> None:
        try:
            await asyncio.wait_for(self._news.wait(), POLL_S)
        except TimeoutError:
            return
