"""What arrives goes first: a delivery has a deadline, an answer has none that a platform would keep.

Whoever works on answers, grades or replies asks here before each step, and waits where deliveries come late because
this process is short of processor time.
"""

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf

LATE_S = 0.02
"""A delivery that has been here for so long should have been stored."""
SOME_LAG_S, LONG_LAG_S = 0.003, 0.01
"""An event loop that is late by so much is short of processor time, and it is time that few turns begin."""
_EVERY_S, _FADING = 0.01, 0.9
HOLD_S = 0.5
"""Pressure is counted as over after so long without any: a moment's relief would let all turns begin at once."""
PATIENCE_S = 1.0
"""Under whatever load, one step of all that give way begins after so long."""


class Arrivals:
    """The deliveries that are being taken by this process."""

    def __init__(self) -> None:
        self._relieved: list[Callable[[], None]] = []
        self._since: OrderedDict[object, float] = OrderedDict()
        self._lag = Lag()
        self._pressed_at_s: float | None = None
        self._relieved_at_s = -inf
        self._passed = asyncio.Event()
        self._next = asyncio.Lock()

    def on_relieved(self, listener: Callable[[], None]) -> None:
        """Call `listener` each time when pressure is over."""
        self._relieved.append(listener)

    @contextmanager
    def one(self) -> Iterator[None]:
        """A delivery is here until it is stored, or refused."""
        me, loop = object(), asyncio.get_running_loop()
        self._since[me] = loop.time()
        self._lag.watch(lambda: bool(self._since))
        try:
            yield
        finally:
            del self._since[me]
            self._passed.set()
            self._passed = asyncio.Event()

    @property
    def late(self) -> bool:
        """Whether one waits too long while this process is short of processor time: not for a slow database alone."""
        loop = asyncio.get_running_loop()
        if not self._since or loop.time() - next(iter(self._since.values())) <= LATE_S:
            return False
        if self._lag.seconds > LONG_LAG_S:
            if self._pressed_at_s is None:
                loop.call_later(HOLD_S, self._look_again)
            self._pressed_at_s = loop.time()
        return self._lag.seconds > SOME_LAG_S

    @property
    def pressed(self) -> bool:
        """Whether one was late, now or a moment ago, and processor time very short."""
        return (self.late and self._lag.seconds > LONG_LAG_S) or self._pressed_at_s is not None

    @property
    def calm_s(self) -> float:
        """For how many seconds nothing has been pressed."""
        return 0.0 if self.pressed else asyncio.get_running_loop().time() - self._relieved_at_s

    async def give_way(self) -> None:
        """Return when none is late. One after the other: all that wait do not begin at once, neither then nor when
        the one whose turn it is runs out of patience.
        """
        if not self.late and not self._next.locked():
            return
        async with self._next:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE_S):
                    while self.late:
                        await self._passed.wait()

    def _look_again(self) -> None:
        loop = asyncio.get_running_loop()
        if self._pressed_at_s is not None and (left_s := self._pressed_at_s + HOLD_S - loop.time()) > 0:
            loop.call_later(left_s, self._look_again)
            return
        self._pressed_at_s, self._relieved_at_s = None, loop.time()
        for listener in self._relieved:
            listener()


class Lag:
    """By how many `seconds` the event loop ran late what was due, a moment ago: a model or a database that is slow
    makes nothing late, work does.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self._due_s: float | None = None

    def watch(self, wanted: Callable[[], bool]) -> None:
        """Measure again and again as long as it is wanted."""
        if self._due_s is not None:
            return
        loop = asyncio.get_running_loop()
        self._due_s = loop.time() + _EVERY_S
        loop.call_at(self._due_s, self._measure, loop, wanted)

    def _measure(self, loop: asyncio.AbstractEventLoop, wanted: Callable[[], bool]) -> None:
        late_s = loop.time() - (self._due_s or 0.0)
        self.seconds = max(late_s, self.seconds * _FADING)
        self._due_s = None
        if wanted():
            self.watch(wanted)
        else:
            self.seconds = 0.0
