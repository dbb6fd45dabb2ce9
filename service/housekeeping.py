"""What has to be done from time to time: heartbeats, what dead processes left behind, conversations that went idle."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from evals.judging.settings import JudgeSettings
from service.desk import Desk
from service.settings import Settings
from service.storage.database import Database
from service.storage.facts import any_expired, drop_expired
from service.storage.judging import any_old, drop_old
from service.storage.processes import HEARTBEAT_EVERY_S, Process, heartbeat, reap
from service.storage.types import now
from service.turns import Turns
from service.waiting_room import WaitingRoom

log = logging.getLogger(__name__)

JUDGED_WITHIN = timedelta(days=1)


class Housekeeping:
    """One round at the start, then one every few seconds. Who answers nobody has no `turns` and no `room`."""

    def __init__(
        self,
        *,
        database: Database,
        process: Process,
        settings: Settings,
        desk: Desk,
        turns: Turns | None,
        room: WaitingRoom | None,
    ) -> None:
        self._database = database
        self._process = process
        self._settings = settings
        self._desk = desk
        self._turns = turns
        self._room = room
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
        if self._room:
            await self._room.look_after()
        await self._recover()
        if self._turns:
            await self._desk.close_idle(self._settings.idle_close_s, self._settings.idle_operator_close_s)

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
