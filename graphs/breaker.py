"""A circuit breaker: what failed several times in a row is left alone for a while, so that nobody waits for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic


@dataclass(slots=True)
class Breaker:
    """After `failures` in a row no call is let through for `rest_s`, then one at a time until one succeeds.

    `failures` 0 lets every call through. Not shared between processes: each finds out for itself.
    """

    failures: int = 0
    rest_s: float = 30.0
    clock: Callable[[], float] = monotonic
    _failed: int = field(default=0, init=False)
    _rests_until: float = field(default=0.0, init=False)

    def lets_through(self) -> bool:
        """Whether to call now. Where it rested long enough this call is the trial, and others go on waiting for it."""
        if not self.failures or self._failed < self.failures:
            return True
        if self.clock() < self._rests_until:
            return False
        self._rests_until = self.clock() + self.rest_s
        return True

    def succeeded(self) -> None:
        """It works: forget what was."""
        self._failed = 0

    def failed(self) -> bool:
        """Count a failure; whether it rests from now on."""
        self._failed += 1
        if self.failures and self._failed >= self.failures:
            self._rests_until = self.clock() + self.rest_s
            return True
        return False
