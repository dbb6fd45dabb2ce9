"""Work that goes on beside the requests: started together, and given time to end by itself."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from typing import Any


@asynccontextmanager
async def running(
    work: Mapping[str, Coroutine[Any, Any, None]], patience_s: float
) -> AsyncIterator[Mapping[str, asyncio.Task[None]]]:
    """Background tasks that are given time to end by themselves, then ended."""
    tasks = {name: asyncio.create_task(one, name=name) for name, one in work.items()}
    try:
        yield tasks
    finally:
        done, late = await asyncio.wait(tasks.values(), timeout=patience_s)
        for task in late:
            task.cancel()
        await asyncio.gather(*done, *late, return_exceptions=True)


def said_of(task: asyncio.Task[None]) -> str:
    """ "ok", or how the work ended although it never should."""
    if not task.done():
        return "ok"
    error = None if task.cancelled() else task.exception()
    return f"ended: {type(error).__name__}" if error else "ended"
