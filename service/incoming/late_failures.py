"""Replies that a platform took and could not deliver after all: marked as failed, so that an operator sees them."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta

from service.channel.interface import LateFailure
from service.live import Live
from service.storage.database import Database
from service.storage.outgoing.deliveries import fail_late
from service.storage.types import now
from service.texts import clean

log = logging.getLogger(__name__)

TOLD_WITHIN = timedelta(days=8)
"""Platforms deliver such news for up to a week."""
AGAIN_AFTER_S = (1.0, 5.0, 30.0)
"""It may come before the outbox has written down by which id the platform knows the reply."""


class LateFailures:
    """Takes such news; what fits no reply yet is looked at again beside everything else, a few times."""

    def __init__(self, database: Database, live: Live, again_after_s: Sequence[float] = AGAIN_AFTER_S) -> None:
        self._database = database
        self._live = live
        self._again_after_s = again_after_s
        self._waiting: set[asyncio.Task[None]] = set()

    async def take(self, account_id: str, failures: Sequence[LateFailure]) -> None:
        """Mark these replies of the account as failed."""
        for failure in failures:
            if not await self._marked(account_id, failure):
                task = asyncio.create_task(self._later(account_id, failure))
                self._waiting.add(task)
                task.add_done_callback(self._waiting.discard)

    async def settled(self) -> None:
        """Return when nothing is to be looked at again."""
        await asyncio.gather(*self._waiting, return_exceptions=True)

    async def _marked(self, account_id: str, failure: LateFailure) -> bool:
        async with self._database.write() as connection:
            since = now() - TOLD_WITHIN
            conversation_id = await fail_late(
                connection, account_id, failure.external_id, clean(failure.sentence), since
            )
        if conversation_id:
            self._live.changed("conversation", conversation_id)
        return conversation_id is not None

    async def _later(self, account_id: str, failure: LateFailure) -> None:
        for wait_s in self._again_after_s:
            await asyncio.sleep(wait_s)
            try:
                if await self._marked(account_id, failure):
                    return
            except Exception:
                log.exception("a reply could not be marked as failed")
        log.info("a platform told of a reply that failed, which is none of ours")
