"""A customer's data deleted, by whomever it is asked for: everybody who watches hears of it, and the file is cleaned.

Nothing of a customer is held in memory between turns, so that what one process deletes is gone in all of them.
"""

import asyncio
import logging

from service.live import Live
from service.storage.customers.people import person_of
from service.storage.database import Database
from service.storage.memories.forgetting import Erased, forget
from service.storage.turns.answers import Committed
from service.storage.types import now

log = logging.getLogger(__name__)


class Forgetting:
    """What follows a deletion, and the deletion itself where it is not the agent who does it."""

    def __init__(self, database: Database, live: Live) -> None:
        self._database = database
        self._live = live
        self._tasks: set[asyncio.Task[None]] = set()

    async def forget(self, customer_id: str, by: str) -> Erased:
        """Delete all that this customer told, as whomever of their person they told it. Raises NotFound."""
        at = now()
        async with self._database.write() as connection:
            each = [await forget(connection, one, by, at) for one in await person_of(connection, customer_id)]
        ids = tuple(conversation for erased in each for conversation in erased.conversation_ids)
        erased = Erased(customer_id, ids, sum(erased.messages for erased in each))
        await self.after(erased)
        return erased

    def begin(self, committed: Committed) -> None:
        """The same for what a turn has deleted, without waiting."""
        if committed.erased is None:
            return
        task = asyncio.create_task(self.after(committed.erased))
        self._tasks.add(task)
        task.add_done_callback(self._done)

    async def after(self, erased: Erased) -> None:
        """Tell who watches, and clean up behind it."""
        log.info("the data of customer %s were deleted", erased.customer_id)
        for conversation_id in erased.conversation_ids:
            self._live.changed("conversation", conversation_id)
        self._live.changed("conversations")
        self._live.changed("leads")
        await self._database.scrub()

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("the log of the database was not emptied after a deletion", exc_info=error)
