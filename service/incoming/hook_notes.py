"""Notes what comes to each account's hook: at most one write in a while for an account, whoever hammers at it."""

import asyncio
import logging
from dataclasses import replace
from datetime import datetime

from service.storage.accounts.hooks import HookCounts, add_counts
from service.storage.database import Database

log = logging.getLogger(__name__)

WRITE_EVERY_S = 5.0


class HookNotes:
    """Counts in memory and writes beside the request: the first delivery at once, what follows it together."""

    def __init__(self, database: Database, write_every_s: float = WRITE_EVERY_S) -> None:
        self._database = database
        self._write_every_s = write_every_s
        self._counted: dict[str, HookCounts] = {}
        self._writing: dict[str, asyncio.Task[None]] = {}
        self._closing = asyncio.Event()

    def accepted(self, account_id: str, at: datetime) -> None:
        """A genuine delivery came, and what was in it is stored."""
        before = self._counted.get(account_id, HookCounts())
        self._note(account_id, replace(before, accepted=before.accepted + 1, accepted_at=at))

    def refused(self, account_id: str, at: datetime, refusal: str) -> None:
        """A delivery was answered with an error of this code."""
        before = self._counted.get(account_id, HookCounts())
        self._note(account_id, replace(before, refused=before.refused + 1, refused_at=at, refusal=refusal))

    async def close(self) -> None:
        """Write down what is not yet."""
        self._closing.set()
        await asyncio.gather(*self._writing.values(), return_exceptions=True)

    def _note(self, account_id: str, counts: HookCounts) -> None:
        self._counted[account_id] = counts
        if account_id not in self._writing:
            self._writing[account_id] = asyncio.create_task(self._write_all(account_id))

    async def _write_all(self, account_id: str) -> None:
        try:
            while account_id in self._counted:
                await self._write(account_id)
                await self._pause()
        finally:
            del self._writing[account_id]

    async def _pause(self) -> None:
        """Return after a while, or at once when this process stops."""
        try:
            await asyncio.wait_for(self._closing.wait(), self._write_every_s)
        except TimeoutError:
            return

    async def _write(self, account_id: str) -> None:
        """Counts that could not be written are forgotten, and told in the log: they are worth no message."""
        counts = self._counted.pop(account_id)
        try:
            async with self._database.write_behind() as connection:
                await add_counts(connection, account_id, counts)
        except Exception:
            log.exception("deliveries to a hook could not be noted", extra={"account": account_id})
