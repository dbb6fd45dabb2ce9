"""How much chat models may cost: beyond a budget documents are quoted, which costs nothing."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from graphs.agent.context import Context
from service.storage.database import Database
from service.storage.rates.spending import spent_in, spent_since
from service.storage.types import now

log = logging.getLogger(__name__)

LOOK_EVERY = timedelta(seconds=2)
MAX_REMEMBERED = 10_000


class Budget:
    """Picks each turn's models by what was spent so far, by every process. Without limits it asks nobody.

    A turn is stopped before it begins, never in the middle: a limit may be exceeded by the turns under way.
    """

    def __init__(
        self,
        database: Database,
        context: Context,
        *,
        conversation: Decimal | None = None,
        day: Decimal | None = None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._database = database
        self._context = context
        self._conversation = conversation
        self._day = day
        self._clock = clock
        self._looked_at: datetime | None = None
        self._spent_today = Decimal(0)
        self._told: set[str] = set()

    async def context(self, conversation_id: str) -> Context:
        """What the agent may use for a turn of this conversation."""
        if self._conversation is None and self._day is None:
            return self._context
        if await self._day_is_spent() or await self._conversation_is_spent(conversation_id):
            return replace(self._context, models=self._context.models.without_cost())
        return self._context

    async def _day_is_spent(self) -> bool:
        if self._day is None:
            return False
        at = self._clock()
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
        if self._looked_at is None or self._looked_at < midnight or at - self._looked_at >= LOOK_EVERY:
            async with self._database.read() as connection:
                self._spent_today = await spent_since(connection, midnight)
            self._looked_at = at
        if self._spent_today < self._day:
            return False
        self._tell_once(f"{midnight:%Y-%m-%d}", "the budget of %s is spent: documents are quoted until it is over")
        return True

    async def _conversation_is_spent(self, conversation_id: str) -> bool:
        if self._conversation is None:
            return False
        async with self._database.read() as connection:
            spent = await spent_in(connection, conversation_id)
        if spent < self._conversation:
            return False
        self._tell_once(conversation_id, "the budget of conversation %s is spent: from now on documents are quoted")
        return True

    def _tell_once(self, name: str, sentence: str) -> None:
        if name in self._told:
            return
        if len(self._told) >= MAX_REMEMBERED:
            self._told.clear()
        self._told.add(name)
        log.warning(sentence, name)
