"""Something that is opened when it is first asked for, and then shared, however many ask at once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Opened = TypeVar("Opened")


class Once(Generic[Opened]):
    """Awaits `open` once; a failure is tried again by who asks next."""

    def __init__(self, open_it: Callable[[], Awaitable[Opened]]) -> None:
        self._open = open_it
        self._lock: asyncio.Lock | None = None
        self._opened: list[Opened] = []

    async def __call__(self) -> Opened:
        """What was opened."""
        self._lock = self._lock or asyncio.Lock()
        async with self._lock:
            if not self._opened:
                self._opened.append(await self._open())
        return self._opened[0]
