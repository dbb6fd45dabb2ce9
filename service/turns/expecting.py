"""Work on a message's search that begins while the message is still being stored."""

import asyncio
import logging
from typing import Protocol

log = logging.getLogger(__name__)


class Expects(Protocol):
    """A knowledge base that can be told what it will be asked next."""

    async def expect(self, query: str) -> None:
        """Prepare for a search with this query."""


class Expectations:
    """Preparations under way. They only save time: one that fails costs nothing, for the search itself will tell."""

    def __init__(self, retriever: Expects) -> None:
        self._retriever = retriever
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, query: str) -> None:
        """Prepare for this query, without waiting."""
        task = asyncio.create_task(self._retriever.expect(query))
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.warning("a search could not be prepared: %s", type(error).__name__)
