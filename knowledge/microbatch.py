"""Calls that arrive together do their work together, and nobody waits for company."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Call(Generic[T, R]):
    items: Sequence[T]
    result: asyncio.Future[list[R]]


class MicroBatch(Generic[T, R]):
    """Hands what concurrent callers ask for to one function as one list.

    An idle batch starts at once; what arrives while it runs makes up the next. `run` gives one result for each item,
    in order; an exception instance among them is raised to the caller of that item only. When `run` itself raises, each
    call of the batch is run again alone, so that one bad item fails nobody else: `run` must therefore be safe to
    repeat (pure, or one transaction).
    """

    def __init__(self, run: Callable[[list[T]], Awaitable[Sequence[R | Exception]]], *, limit: int = 64) -> None:
        self._run = run
        self._limit = limit
        self._waiting: deque[_Call[T, R]] = deque()
        self._task: asyncio.Task[None] | None = None

    async def one(self, item: T) -> R:
        """The result of one item."""
        return (await self.call((item,)))[0]

    async def call(self, items: Sequence[T]) -> list[R]:
        """The results of several items, which stay in one batch."""
        if not items:
            return []
        future: asyncio.Future[list[R]] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Call(items, future))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._drain())
        return await future

    async def _drain(self) -> None:
        while self._waiting:
            calls = [self._waiting.popleft()]
            size = len(calls[0].items)
            while self._waiting and size + len(self._waiting[0].items) <= self._limit:
                size += len(self._waiting[0].items)
                calls.append(self._waiting.popleft())
            await self._serve([call for call in calls if not call.result.done()])

    async def _serve(self, calls: list[_Call[T, R]]) -> None:
        if not calls:
            return
        items = [item for call in calls for item in call.items]
        try:
            results = await self._run(items)
            if len(results) != len(items):
                raise RuntimeError(f"a batch of {len(items)} items gave {len(results)} results")
        except asyncio.CancelledError:
            for call in calls:
                call.result.cancel()
            raise
        except Exception as error:  # noqa: BLE001 - it belongs to the callers
            if len(calls) == 1:
                _settle(calls[0], error)
            else:
                for call in calls:
                    await self._serve([call])
            return
        at = 0
        for call in calls:
            own = results[at : at + len(call.items)]
            at += len(call.items)
            failed = next((result for result in own if isinstance(result, Exception)), None)
            _settle(call, failed if failed is not None else list(own))  # type: ignore[arg-type] # none of own has failed


def _settle(call: _Call[T, R], outcome: list[R] | Exception) -> None:
    if call.result.done():
        return
    if isinstance(outcome, Exception):
        call.result.set_exception(outcome)
    else:
        call.result.set_result(outcome)
