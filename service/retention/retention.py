"""Forgets customers who have been silent for longer than the policy keeps what they told."""

import asyncio
import logging
from datetime import datetime, timedelta
from time import monotonic

from sqlalchemy.ext.asyncio import AsyncConnection

from service.in_force import Policies
from service.retention.forgetting import Forgetting
from service.storage.customers.people import person_of
from service.storage.database import Database
from service.storage.memories.retention import any_active, silent_customers
from service.storage.types import now

log = logging.getLogger(__name__)

BY = "retention"
"""Who deleted it, in the record of that."""
_LOOK_EVERY_S = 60.0
_ROUND_EVERY_S = 6 * 3_600.0
_TOGETHER = 100


class Retention:
    """One look a minute whether there is another policy; a round for that, and every six hours.

    Several processes may do this: what one has forgotten, the others find forgotten.
    """

    def __init__(self, database: Database, policies: Policies, forgetting: Forgetting) -> None:
        self._database = database
        self._policies = policies
        self._forgetting = forgetting
        self._days: int | None = None
        self._due_at = 0.0

    async def run(self) -> None:
        """Make rounds until cancelled."""
        while True:
            try:
                if await self._is_due():
                    await self.round()
            except Exception:
                log.exception("old customers could not be forgotten; it will be tried again")
            await asyncio.sleep(_LOOK_EVERY_S)

    async def round(self) -> int:
        """Forget whose time is over, a person with all their identities or not at all; returns how many customers."""
        async with self._database.read() as connection:
            days = (await self._policies.look(connection)).retention.customers_days
        self._days, self._due_at = days, monotonic() + _ROUND_EVERY_S
        if days is None:
            return 0
        since, after, forgotten = now() - timedelta(days=days), "", 0
        while True:
            async with self._database.read() as connection:
                silent = await silent_customers(connection, since, after, _TOGETHER)
                over = [one for one in silent if await self._all_silent(connection, one, since)]
            for one in over:
                await self._forgetting.forget(one, BY)
            forgotten += len(over)
            if len(silent) < _TOGETHER:
                break
            after = silent[-1]
        if forgotten:
            log.info("forgot %d customers who had been silent for %d days", forgotten, days)
        return forgotten

    async def _is_due(self) -> bool:
        async with self._database.read() as connection:
            days = (await self._policies.look(connection)).retention.customers_days
        return days != self._days or monotonic() >= self._due_at

    async def _all_silent(self, connection: AsyncConnection, customer_id: str, since: datetime) -> bool:
        return not await any_active(connection, await person_of(connection, customer_id), since)
