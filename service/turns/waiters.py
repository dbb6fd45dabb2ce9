"""Who waits for the answer to a message, in this process."""

import asyncio

from service.storage.turns.answers import Committed


class Waiters:
    """Futures by conversation; none outlives its wait."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[tuple[int, asyncio.Future[Committed | None]]]] = {}

    async def wait(self, conversation_id: str, seq: int, timeout_s: float) -> Committed | None:
        """The turn that took the message; None when the time is up, or nobody here answers it any more."""
        waiter = (seq, asyncio.get_running_loop().create_future())
        self._waiting.setdefault(conversation_id, set()).add(waiter)
        try:
            return await asyncio.wait_for(waiter[1], timeout_s)
        except TimeoutError:
            return None
        finally:
            waiting = self._waiting[conversation_id]
            waiting.discard(waiter)
            if not waiting:
                del self._waiting[conversation_id]

    def answered(self, conversation_id: str, last_seq: int, committed: Committed) -> None:
        """All messages of the conversation up to `last_seq` are answered, the last of them by this turn."""
        for seq, future in self._waiting.get(conversation_id, ()):
            if seq <= last_seq and not future.done():
                future.set_result(committed)

    def release(self, conversation_id: str) -> None:
        """Nobody here answers this conversation any more."""
        for _, future in self._waiting.get(conversation_id, ()):
            if not future.done():
                future.set_result(None)
