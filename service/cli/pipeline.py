"""Work on a stream of items, some at a time, with the results in the order of the items."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _End:
    """No more items; `error` where reading them failed."""

    error: BaseException | None = None


async def in_order(items: Iterable[T], work: Callable[[T], Awaitable[R]], concurrent: int) -> AsyncIterator[R]:
    """Yield `work(item)` for each item. No more than `concurrent` items are held, being worked on or waiting.

    Items are read in a thread of their own, so that one who writes a line and waits for its answer gets it. A failure
    of `work` ends the stream.
    """
    loop = asyncio.get_running_loop()
    started: asyncio.Queue[asyncio.Future[R] | _End] = asyncio.Queue()
    slots, stopped = threading.Semaphore(concurrent), threading.Event()

    def start(item: T) -> None:
        started.put_nowait(asyncio.ensure_future(work(item)))

    def read() -> None:
        end = _End()
        try:
            for item in items:
                slots.acquire()
                if stopped.is_set():
                    return
                loop.call_soon_threadsafe(start, item)
        except BaseException as error:  # noqa: BLE001 - raised again where the results are taken
            end = _End(error)
        if not stopped.is_set():
            loop.call_soon_threadsafe(started.put_nowait, end)

    threading.Thread(target=read, name="read", daemon=True).start()
    try:
        while not isinstance(future := await started.get(), _End):
            try:
                yield await future
            finally:
                slots.release()
        if future.error is not None:
            raise future.error
    finally:
        stopped.set()
        slots.release()
        while not started.empty():
            left = started.get_nowait()
            if not isinstance(left, _End):
                left.cancel()
