"""When a replica has many vectors that no graph leads to yet, an optimised copy of it takes its place."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from knowledge.index.engine import EngineError, next_limit, write
from knowledge.index.optimizing import NotOptimized, optimize_apart
from knowledge.index.points import Form
from knowledge.index.replica import Replica
from knowledge.store import Followed

if TYPE_CHECKING:
    from qdrant_edge import EdgeShard

log = logging.getLogger(__name__)

GRAPH_FROM = 20_000
"""Fewer new vectors are searched one by one in 2 ms, exactly."""
_SHARE = 3
"""With more, a third of all has to be new: the work that building takes stays in proportion to what came in."""
SETTLE_S = 30.0
"""Nothing begins at once: a command that asks one question is gone by then, and an ingestion further on."""


Settle = Callable[[], Awaitable[None]]


class Succeeded(Protocol):
    """What the succession needs of the index whose replica is to be replaced."""

    async def copy(self) -> int:
        """Copy the shard to the successor's folder while nothing is written; return the change that it stands at."""

    async def take_over(self, store: Followed, copied_at: int) -> bool:
        """Bring the successor up to date and search it from now on; False where the replica was rebuilt meanwhile."""


def is_due(new: int, total: int) -> bool:
    """Whether so many new vectors among so many points are worth a graph."""
    return new >= max(GRAPH_FROM, total // _SHARE)


async def bring(
    run: Callable[[Callable[[], int]], Awaitable[int]], shard: "EdgeShard", store: Followed, form: Form, at: int
) -> tuple[int, int]:
    """Write to a shard what changed since, by `run` in the engine's thread: (last change, dense vectors written)."""
    new, limit = 0, 1
    while changes := await store.changes(at, form.maker, limit):
        new += await run(partial(write, shard, changes, form.lexicon))
        at, limit = changes[-1].sequence, next_limit(changes)
    return at, new


class Succession:
    """At most one is under way."""

    def __init__(self, replica: Replica, settle: Settle | None = None) -> None:
        self._replica = replica
        self._settle = settle or (lambda: asyncio.sleep(SETTLE_S))
        self._task: asyncio.Task[None] | None = None

    def begin(self, index: Succeeded, store: Followed) -> None:
        """Begin in the background, unless it has begun."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run(index, store))

    async def end(self) -> None:
        """Wait for what is under way; for tests and measurements."""
        if self._task is not None:
            await self._task

    async def cancel(self) -> None:
        """Give up what is under way."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self, index: Succeeded, store: Followed) -> None:
        await self._settle()
        name = self._replica.folder.name
        try:
            copied_at = await index.copy()
            await optimize_apart(self._replica.successor)
            taken = await index.take_over(store, copied_at)
        except (EngineError, NotOptimized, OSError) as error:
            log.warning("index replica %s stays as it is, searches are exact but slower: %s", name, error)
            return
        if taken:
            log.info("index replica %s has a new graph", name)
