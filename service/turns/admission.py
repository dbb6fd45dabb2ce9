"""How much may wait for an answer, and who goes first: no account's burst takes all room, or all turns, for itself."""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from service.arrivals import Arrivals
from service.errors import Overloaded
from service.storage.messages.receive import OWN_PLACES, Incoming

SHARE = 7
FEW = 2
"""Turns at work while deliveries come late: storing has a deadline."""
MORE_PER_S = 2.0
"""So many more turns may be at work with each second after that: all at once, they would make the next ones late."""


def account_of(incoming: Incoming) -> str:
    """What stands for the account that a message came by."""
    return OWN_PLACES if isinstance(incoming.where, str) else incoming.where.account_id


class Admission:
    """At most `most` messages and conversations wait, and of one account at most seven times what is left free.

    So one account in a burst takes seven eighths, two take seven fifteenths each, and there is always room for another
    (dynamic thresholds: Choudhury and Hahne, IEEE/ACM Transactions on Networking 6, 1998).
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._by_account: Counter[str] = Counter()
        self._account_of: dict[str, str] = {}

    @contextmanager
    def arriving(self, account: str, count: int) -> Iterator[None]:
        """Room for so many messages of an account until they are stored: for all or none. Raises Overloaded."""
        free = self._most - self._by_account.total()
        if free < count or self._by_account[account] + count > max(1, SHARE * (free - count + 1)):
            raise Overloaded
        self._by_account[account] += count
        try:
            yield
        finally:
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


class FairSlots:
    """So many at a time; only `FEW` begin while what arrives comes late, and by and by more of them afterwards.

    Of those who wait, one of each account is let in by turns.
    """

    def __init__(self, count: int, arrivals: Arrivals) -> None:
        self._count = count
        self._arrivals = arrivals
        arrivals.on_relieved(self._admit_more)
        self._held = 0
        self._growing = False
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
        """Let in those for whom there is room: more of them when the pressure is over."""
        while self._waiting and self._has_room():
            account, places = self._waiting.popitem(last=False)
            place = places.popleft()
            if places:
                self._waiting[account] = places  # at the end: the others come first
            if not place.done():
                place.set_result(None)
                self._held += 1

    def _admit_more(self) -> None:
        """Again and again while some wait: turns that wait for a model may end late, and none would be let in."""
        self.admit()
        if self._waiting and not self._growing:
            self._growing = True
            asyncio.get_running_loop().call_later(1 / MORE_PER_S, self._grown)

    def _grown(self) -> None:
        self._growing = False
        self._admit_more()

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
        return self._held < min(self._count, FEW + self._arrivals.calm_s * MORE_PER_S)
