"""How much may wait for an answer, and who goes first: no account's burst takes all room, or all turns, for itself."""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from service.errors import Overloaded
from service.storage.receive import OWN_PLACES, Incoming

SHARE = 7
LONG_LAG_S, _EVERY_S = 0.02, 0.01
FEW = 2
"""Turns at work while messages wait to be stored and the processor has no time to spare: storing has a deadline."""


def account_of(incoming: Incoming) -> str:
    """What stands for the account that a message came by."""
    return OWN_PLACES if isinstance(incoming.where, str) else incoming.where.account_id


class Admission:
    """At most `most` messages and conversations wait, and of one account at most seven times what is left free.

    So one account in a burst takes seven eighths, two take seven fifteenths each, and there is always room for another
    (dynamic thresholds: Choudhury and Hahne, IEEE/ACM Transactions on Networking 6, 1998).
    """

    def __init__(self, most: int, relieved: Callable[[], None] = lambda: None) -> None:
        """`relieved` is called each time when messages have been stored."""
        self._most = most
        self._relieved = relieved
        self._by_account: Counter[str] = Counter()
        self._account_of: dict[str, str] = {}
        self._arriving = 0
        self._lag = Lag()

    @property
    def pressed(self) -> bool:
        """Whether messages are being stored while this process is short of processor time."""
        return self._arriving > 0 and self._lag.is_long

    @contextmanager
    def arriving(self, account: str, count: int) -> Iterator[None]:
        """Room for so many messages of an account until they are stored: for all or none. Raises Overloaded."""
        free = self._most - self._by_account.total()
        if free < count or self._by_account[account] + count > max(1, SHARE * (free - count + 1)):
            raise Overloaded
        self._by_account[account] += count
        self._arriving += count
        self._lag.watch(lambda: self._arriving > 0)
        try:
            yield
        finally:
            self._arriving -= count
            self._relieved()
            self._leave(account, count)

    def begin(self, conversation_id: str, account: str) -> None:
        """A conversation of this account waits to be answered."""
        self._account_of[conversation_id] = account
        self._by_account[account] += 1

    def end(self, conversation_id: str) -> None:
        """It waits no more."""
        self._leave(self._account_of.pop(conversation_id), 1)

    def account(self, conversation_id: str) -> str:
        """The account of a conversation that waits."""
        return self._account_of[conversation_id]

    def _leave(self, account: str, count: int) -> None:
        self._by_account[account] -= count
        if not self._by_account[account]:
            del self._by_account[account]


class Lag:
    """How late the event loop runs what is due: a model or a database that is slow makes nothing late, work does."""

    def __init__(self) -> None:
        self._lag_s = 0.0
        self._due_s: float | None = None

    @property
    def is_long(self) -> bool:
        """Whether it was late by much, a moment ago."""
        return self._lag_s > LONG_LAG_S

    def watch(self, wanted: Callable[[], bool]) -> None:
        """Measure again and again as long as it is wanted."""
        if self._due_s is not None:
            return
        loop = asyncio.get_running_loop()
        self._due_s = loop.time() + _EVERY_S
        loop.call_at(self._due_s, self._measure, loop, wanted)

    def _measure(self, loop: asyncio.AbstractEventLoop, wanted: Callable[[], bool]) -> None:
        late_s = loop.time() - (self._due_s or 0.0)
        self._lag_s = max(late_s, self._lag_s / 2)
        self._due_s = None
        if wanted():
            self.watch(wanted)
        else:
            self._lag_s = 0.0


class FairSlots:
    """So many at a time, and only `FEW` begin while it is `pressed`.

    Of those who wait, one of each account is let in by turns.
    """

    def __init__(self, count: int, pressed: Callable[[], bool] = lambda: False) -> None:
        self._count = count
        self._pressed = pressed
        self._held = 0
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def slot(self, account: str) -> AsyncIterator[None]:
        """Hold a slot, once it is this account's turn."""
        await self._acquire(account)
        try:
            yield
        finally:
            self._held -= 1
            self.admit()

    def admit(self) -> None:
        """Let in those for whom there is room: also to be called when the pressure is over."""
        while self._waiting and self._has_room():
            account, places = self._waiting.popitem(last=False)
            place = places.popleft()
            if places:
                self._waiting[account] = places  # at the end: the others come first
            if not place.done():
                place.set_result(None)
                self._held += 1

    async def _acquire(self, account: str) -> None:
        if self.has_room:
            self._held += 1
            return
        place = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(account, deque()).append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():  # let in and cancelled at the same moment
                self._held -= 1
            self.admit()
            raise

    @property
    def has_room(self) -> bool:
        """Whether one more would be let in at once."""
        return not self._waiting and self._has_room()

    def _has_room(self) -> bool:
        return self._held < (min(FEW, self._count) if self._pressed() else self._count)
