"""Keeps the cells of rates up to date beside everything else: what has changed is worked out anew, a batch at a time.

So does it with the uses of documents, which rest on the same turns and grades.

Nothing waits for it: what the cells do not hold yet is worked out by whoever asks for rates. Several processes at once
would do no harm, only the same work.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime
from time import monotonic

from service.storage.database import Database
from service.storage.knowledge.document_uses import put_uses, uses_in
from service.storage.kpi_changes import count_changed, latest_change
from service.storage.processes import Process, oldest
from service.storage.rates.keeping import added, ensure_format, keep, next_changes, work_out
from service.storage.rates.kpis import KnownForAll
from service.storage.types import now

log = logging.getLogger(__name__)

EVERY_S = 1.0
SETTLES_S = 10.0
"""A conversation is worked out when nothing of it has changed for so long: each turn brings several changes."""
BATCH = 200


class RateKeeping:
    """`currency` is that of the prices; `clock` is the time, for tests to set."""

    def __init__(self, database: Database, currency: str, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._known = KnownForAll(currency)
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque()

    async def run(self, process: Process) -> None:
        """Go on until cancelled. Of all processes the oldest does the work; the others watch whether it still is."""
        ensured = False
        while True:
            more = False
            try:
                if not ensured:
                    await ensure_format(self._database)
                    ensured = True
                more = await self._turn(process)
            except Exception:
                log.exception("rates could not be brought up to date; it will be tried again")
            await asyncio.sleep(0.0 if more else EVERY_S)

    async def catch_up(self, on_batch: Callable[[int, int], None] = lambda _done, _total: None) -> None:
        """Work out all that has changed so far; `on_batch` is told how many conversations of how many are done."""
        await ensure_format(self._database)
        async with self._database.read() as connection:
            total, done = await count_changed(connection), 0
        while batch := await self.batch():
            done += batch
            on_batch(done, max(done, total))
            if done >= total and batch < BATCH:
                return
            await asyncio.sleep(0)

    async def batch(self, settled: int | None = None) -> int:
        """Work out some conversations anew; how many, again those that another process has worked out meanwhile.

        With `settled`, the number of a change, none that have changed again after it.
        """
        at = self._clock()
        async with self._database.read() as connection:
            numbers, ids = await next_changes(connection, at, BATCH, settled)
            if not ids:
                return 0
            known = await self._known.look(connection)
            worked = await work_out(connection, ids, known, at)
            uses = await uses_in(connection, ids)
        sums = await asyncio.to_thread(added, worked.renewed)
        async with self._database.write() as connection:
            if await keep(connection, worked, sums, numbers):
                await put_uses(connection, ids, uses)
        return len(ids)

    async def _turn(self, process: Process) -> bool:
        """One batch of what has settled; whether there may be more of it."""
        async with self._database.read() as connection:
            if await oldest(connection) != process.id:
                return False
            latest = await latest_change(connection)
        self._seen.append((monotonic(), latest))
        while len(self._seen) > 1 and monotonic() - self._seen[1][0] >= SETTLES_S:
            self._seen.popleft()
        settled = self._seen[0][1] if monotonic() - self._seen[0][0] >= SETTLES_S else 0
        return await self.batch(settled) == BATCH
