"""Something that is opened when it is first asked for, shared by all who ask, and closed with what else is open."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Generic, TypeVar

Opened = TypeVar("Opened")


class Once(Generic[Opened]):
    """Opens once, however many ask at the same time; again where `stack` was closed since, or opening failed."""

    def __init__(self, stack: AsyncExitStack, opening: Callable[[], AbstractAsyncContextManager[Opened]]) -> None:
        self._stack = stack
        self._opening = opening
        self._lock: asyncio.Lock | None = None
        self._opened: list[Opened] = []

    async def __call__(self) -> Opened:
        """What is open."""
        self._lock = self._lock or asyncio.Lock()
        async with self._lock:
            if not self._opened:
                self._opened.append(await self._stack.enter_async_context(self._opening()))
                self._stack.callback(self._forget)
            return self._opened[0]

    def _forget(self) -> None:
        """In another loop, maybe, it is opened anew."""
        self._opened.clear()
        self._lock = None
