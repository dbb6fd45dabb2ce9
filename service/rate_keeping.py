"""Keeps the cells of rates up to date beside everything else: what has changed is worked out anew, a batch at a time.

Nothing waits for it: what the cells do not hold yet is worked out by whoever asks for rates.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from service.storage.database import Database
from service.storage.kpi_changes import count_changed
from service.storage.kpi_keeping import added, keep, next_changes, work_out
from service.storage.kpis import KnownForAll
from service.storage.types import now

log = logging.getLogger(__name__)

EVERY_S = 1.0
BATCH = 200


class RateKeeping:
    """`currency` is that of the prices; `clock` is the time, for tests to set."""

    def __init__(self, database: Database, currency: str, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._known = KnownForAll(currency)
        self._clock = clock

    async def run(self) -> None:
        """Go on until cancelled."""
        while True:
            try:
                await self.catch_up()
            except Exception:
                log.exception("rates could not be brought up to date; it will be tried again")
            await asyncio.sleep(EVERY_S)

    async def catch_up(self, on_batch: Callable[[int, int], None] = lambda _done, _total: None) -> None:
        """Work out all that has changed so far; `on_batch` is told how many conversations of how many are done."""
        async with self._database.read() as connection:
            total, done = await count_changed(connection), 0
        while batch := await self.batch():
            done += batch
            on_batch(done, max(done, total))
            if done >= total and batch < BATCH:
                return
            await asyncio.sleep(0)

    async def batch(self) -> int:
        """Work out some conversations anew; how many, again those that another process has worked out meanwhile."""
        at = self._clock()
        async with self._database.read() as connection:
            numbers, ids = await next_changes(connection, at, BATCH)
            if not ids:
                return 0
            known = await self._known.look(connection)
            renewed = await work_out(connection, ids, known, at)
        sums = await asyncio.to_thread(added, renewed)
        async with self._database.write() as connection:
            await keep(connection, renewed, sums, numbers)
        return len(ids)
