"""A moment in which no customer is being answered: for work that gives way to them."""

import asyncio
from time import monotonic

from service.arrivals import Arrivals

QUIET_S = 0.03


class Quiet:
    """Told when turns begin and when none is under way any more."""

    def __init__(self, arrivals: Arrivals) -> None:
        self._arrivals = arrivals
        self._idle = asyncio.Event()
        self._idle.set()
        self._last_at = 0.0

    def broken(self) -> None:
        """Somebody is to be answered."""
        self._idle.clear()

    def answered(self, *, all_are: bool) -> None:
        """Somebody was answered, perhaps the last one."""
        self._last_at = monotonic()
        if all_are:
            self._idle.set()

    async def wait(self, patience_s: float) -> None:
        """Return when customers have left a moment of quiet, or when the patience is over.

        For deliveries that come late it waits for a moment even then: they have a deadline.
        """
        if patience_s > 0:
            await self._answered(patience_s)
        await self._arrivals.give_way()

    async def _answered(self, patience_s: float) -> None:
        try:
            async with asyncio.timeout(patience_s):
                while not self._idle.is_set() or monotonic() - self._last_at < QUIET_S:
                    await self._idle.wait()
                    await asyncio.sleep(QUIET_S)
        except TimeoutError:
            return
