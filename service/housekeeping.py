"""What has to be done from time to time: heartbeats, what dead processes left behind, conversations that went idle."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Protocol

from evals.judging.settings import JudgeSettings
from service.storage.database import Database
from service.storage.grading.judging import any_old, drop_old
from service.storage.memories.facts import any_expired, drop_expired
from service.storage.processes import HEARTBEAT_EVERY_S, Process, heartbeat, reap
from service.storage.types import now
from service.turns.turns import Turns

log = logging.getLogger(__name__)

JUDGED_WITHIN = timedelta(days=1)


class LooksAfter(Protocol):
    """Does what has become due, one thing failing without the others; returns how much that was."""

    async def look_after(self) -> int: ...


class Housekeeping:
    """One round at the start, then one every few seconds.

    Who answers nobody has no `turns`, and nobody to look after: `care` are those who tell customers something when a
    time has come, or end what is over.
    """

    def __init__(
        self,
        *,
        database: Database,
        process: Process,
        turns: Turns | None,
        care: Sequence[LooksAfter] = (),
    ) -> None:
        self._database = database
        self._process = process
        self._turns = turns
        self._care = care
        self._judge_cache = timedelta(days=JudgeSettings().judge_cache_days)

    async def run(self) -> None:
        """Make rounds until cancelled. However long the tidying takes, the heart goes on beating beside it."""
        await asyncio.gather(self._again_and_again(self.beat), self._again_and_again(self.tidy))

    async def round(self) -> None:
        """All of it once."""
        await self.beat()
        await self.tidy()

    async def beat(self) -> None:
        """Say that we live, and free what the dead held."""
        async with self._database.write() as connection:
            if not await heartbeat(connection, self._process):
                log.warning("this process was taken for dead: it had not reported in time")
            dead = await reap(connection, self._process)
        if dead:
            log.info("took over from %d ended processes", dead)
            await self._recover()

    async def tidy(self) -> None:
        """Tell those for whom nobody has come, answer what waits, end what is idle."""
        await self._drop_expired()
        await self._drop_judging()
        await self._recover()
        for who in self._care:
            await who.look_after()

    async def _drop_expired(self) -> None:
        """Delete facts about customers whose time is over; nobody is told of them any more anyway."""
        async with self._database.read() as connection:
            expired = await any_expired(connection, now())
        if expired:
            async with self._database.write() as connection:
                await drop_expired(connection, now())

    async def _drop_judging(self) -> None:
        """Forget old answers of judges, and what none of them came to grade."""
        answered, queued = now() - self._judge_cache, now() - JUDGED_WITHIN
        async with self._database.read() as connection:
            old = await any_old(connection, answered, queued)
        if old:
            async with self._database.write() as connection:
                await drop_old(connection, answered, queued)

    async def _recover(self) -> None:
        if self._turns and (recovered := await self._turns.recover()):
            log.info("answering %d conversations that were waiting", recovered)

    async def _again_and_again(self, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await work()
            except Exception:
                log.exception("housekeeping failed; it will be tried again")
            await asyncio.sleep(HEARTBEAT_EVERY_S)
