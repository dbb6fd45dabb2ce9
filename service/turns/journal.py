"""The journal of deliveries: a message is written down and acknowledged, then stored in its conversation.

To store messages takes many statements, which a hundred messages share as well as one: under a burst the journal is
what makes hundreds of them wait for each other and nobody else. Whoever dies in between leaves them to the others.
"""

import asyncio
import logging
import math
from collections.abc import Callable, Sequence
from datetime import timedelta

from knowledge.microbatch import MicroBatch
from service.arrivals import Arrivals
from service.rounds import Rounds
from service.storage.database import Database
from service.storage.messages.journal import Entry, any_due, put_off, strike_out, take_due, write_down
from service.storage.messages.receive import Incoming, Receipt, receive
from service.storage.types import now
from service.turns.admission import Admission, account_of

log = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
"""What a process that died has written down is looked for so often."""
APART_S = 0.03
"""Under a stream of messages so many share a transaction as come in this time; one that comes alone waits for none."""
AT_ONCE = 64
LONGEST = timedelta(minutes=10)
_AT_THAT_MOMENT = 3


class Journal:
    """`on_stored` hears of each message once it stands in its conversation."""

    def __init__(
        self,
        database: Database,
        process_id: str,
        admission: Admission,
        arrivals: Arrivals,
        on_stored: Callable[[Receipt], None],
    ) -> None:
        self._database = database
        self._process_id = process_id
        self._admission = admission
        self._arrivals = arrivals
        self._on_stored = on_stored
        self._writing: MicroBatch[Incoming, None] = MicroBatch(self._write)
        self._rounds = Rounds("storing what was delivered", LOOK_EVERY_S)
        self._alone = asyncio.Lock()
        self._begun_s = -math.inf

    async def write(self, delivery: Sequence[Incoming]) -> None:
        """Write down messages of one account, in order: all of them or, where there is no room, none.

        Returns when they outlive a power cut. Raises Overloaded.
        """
        with self._admission.arriving(account_of(delivery[0]), len(delivery)):
            await self._writing.call(delivery)
        self._rounds.wake()

    async def run(self) -> None:
        """Store what was written down, until stopped."""
        await self._rounds.run(self._round)

    def stop(self) -> None:
        """End after what is being stored."""
        self._rounds.stop()

    async def empty(self) -> int:
        """Store all that was written down by now, by any process; return how many messages that were."""
        count = 0
        async with self._alone:
            while await self._any_due():
                count += await self._store(AT_ONCE)
        return count

    async def _round(self) -> int:
        loop = asyncio.get_running_loop()
        if (early_s := self._begun_s + APART_S - loop.time()) > 0:
            await asyncio.sleep(early_s)
        await self._arrivals.give_way()
        self._begun_s = loop.time()
        return await self.empty()

    async def _write(self, batch: Sequence[Incoming]) -> Sequence[None]:
        async with self._database.jot() as connection:
            await write_down(connection, batch, now())
        return [None] * len(batch)

    async def _any_due(self) -> bool:
        async with self._database.peek() as connection:
            return await any_due(connection, now())

    async def _store(self, limit: int) -> int:
        """Store the oldest together. Where that fails each by itself, so that one bad message holds up no other."""
        try:
            return await self._store_together(limit)
        except Exception:
            log.exception("what was delivered could not be stored together; each is tried by itself")
        count = 0
        for _ in range(limit):
            stored = await self._store_one()
            if stored is None:
                break
            count += stored
        return count

    async def _store_together(self, limit: int) -> int:
        async with self._database.write() as connection:
            entries = await take_due(connection, now(), limit)
            if not entries:  # another process was quicker
                return 0
            receipts = await receive(connection, [one.incoming for one in entries], self._process_id)
            refused = [one for one, receipt in zip(entries, receipts, strict=True) if not isinstance(receipt, Receipt)]
            await strike_out(connection, [one for one in entries if one not in refused])
            await put_off(connection, [(one, now() + _wait(one)) for one in refused])
        for receipt in receipts:
            if isinstance(receipt, Receipt):
                self._on_stored(receipt)
        return len(entries) - len(refused)

    async def _store_one(self) -> int | None:
        """Store the oldest; 0 where it could not be and was put off, None where there is none."""
        async with self._database.write() as connection:
            entries = await take_due(connection, now(), 1)
        if not entries:
            return None
        try:
            return await self._store_together(1)
        except Exception:
            (entry,) = entries
            wait = _longer_each_time(entry)
            log.exception("a message could not be stored; it is tried again in %s", wait, extra={"entry": entry.id})
            async with self._database.write() as connection:
                await put_off(connection, [(entry, now() + wait)])
            return 0


def _wait(refused: Entry) -> timedelta:
    """A conversation that was closed at that very moment takes no more; the contact's next one does, at once."""
    return timedelta() if refused.attempts < _AT_THAT_MOMENT else _longer_each_time(refused)


def _longer_each_time(failed: Entry) -> timedelta:
    return min(timedelta(seconds=2 ** min(failed.attempts, 20)), LONGEST)
