"""Not more than one request to a host at a time, with a pause between two."""

from collections.abc import Awaitable, Callable


class Pace:
    """`clock` tells seconds; `sleep` waits some. Pauses that sites ask for are honoured up to `max_delay_s`."""

    def __init__(
        self, delay_s: float, max_delay_s: float, clock: Callable[[], float], sleep: Callable[[float], Awaitable[None]]
    ) -> None:
        self._delay_s = delay_s
        self._max_delay_s = max_delay_s
        self._clock = clock
        self._sleep = sleep
        self._free_at: dict[str, float] = {}

    async def turn(self, host: str, asked_delay_s: float | None = None) -> None:
        """Wait until the host may be asked again. `asked_delay_s` is what its robots.txt asks for."""
        now = self._clock()
        at = max(now, self._free_at.get(host, now))
        # Booked before waiting: of two that wait at once the second gets the next turn.
        self._free_at[host] = at + max(self._delay_s, min(asked_delay_s or 0.0, self._max_delay_s))
        self._forget_before(now)
        if at > now:
            await self._sleep(at - now)

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for a while, as it asked."""
        until = self._clock() + min(seconds, self._max_delay_s)
        self._free_at[host] = max(until, self._free_at.get(host, until))

    def _forget_before(self, now: float) -> None:
        if len(self._free_at) > 1_000:
            self._free_at = {host: at for host, at in self._free_at.items() if at > now}
