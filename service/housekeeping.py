"""What has to be done from time to time: heartbeats, what dead processes left behind, conversations that went idle."""

import asyncio
import logging

from service.desk import Desk
from service.settings import Settings
from service.storage.database import Database
from service.storage.processes import HEARTBEAT_EVERY_S, Process, heartbeat, reap
from service.turns import Turns

log = logging.getLogger(__name__)


class Housekeeping:
    """One round at the start, then one every few seconds. `turns` is None in a process that answers nobody."""

    def __init__(
        self, *, database: Database, process: Process, settings: Settings, desk: Desk, turns: Turns | None
    ) -> None:
        self._database = database
        self._process = process
        self._settings = settings
        self._desk = desk
        self._turns = turns

    async def run(self) -> None:
        """Make rounds until cancelled. Errors are logged and do not end it."""
        while True:
            try:
                await self.round()
            except Exception:
                log.exception("housekeeping failed; it will be tried again")
            await asyncio.sleep(HEARTBEAT_EVERY_S)

    async def round(self) -> None:
        """Say that we live, free what the dead held, answer what waits, end what is idle."""
        async with self._database.write() as connection:
            if not await heartbeat(connection, self._process):
                log.warning("this process was taken for dead: it had not reported in time")
            dead = await reap(connection, self._process)
        if dead:
            log.info("took over from %d ended processes", dead)
        if self._turns:
            recovered = await self._turns.recover()
            if recovered:
                log.info("answering %d conversations that were waiting", recovered)
            await self._desk.close_idle(self._settings.idle_close_s, self._settings.idle_operator_close_s)
