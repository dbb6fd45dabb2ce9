"""The time of the demo's days: it moves when it is told to, and never back."""

from datetime import datetime, timedelta


class SetClock:
    """Shows `at` until it is moved; call it to read it."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def __call__(self) -> datetime:
        """The present time."""
        return self._at

    def move_to(self, at: datetime) -> None:
        """Go on to that time, unless it is later already."""
        self._at = max(self._at, at)

    def pass_by(self, seconds: float) -> None:
        """Let so much time go by."""
        self._at += timedelta(seconds=seconds)
