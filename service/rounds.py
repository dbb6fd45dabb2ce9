"""Work in a table is looked for in rounds: at once where somebody knows of some, else every so often."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


class Rounds:
    """One round after the other while there is something to do; then the next hint, or `every_s`, is waited for."""

    def __init__(self, what: str, every_s: float) -> None:
        self._what = what
        self._every_s = every_s
        self._hinted = asyncio.Event()
        self.stopping = False

    def wake(self) -> None:
        """There is work: do not wait for the next look at the table."""
        self._hinted.set()

    def stop(self) -> None:
        """End after the round under way."""
        self.stopping = True
        self._hinted.set()

    async def run(self, work: Callable[[], Awaitable[int]]) -> None:
        """Call `work`, which tells how much it did, until stopped. Its errors are logged and do not end this."""
        while not self.stopping:
            self._hinted.clear()
            try:
                count = await work()
            except Exception:
                log.exception("%s failed; it will be tried again", self._what)
                count = 0
            if count == 0 and not self.stopping:
                await self._pause()

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._hinted.wait(), self._every_s)
        except TimeoutError:
            return
