"""What a turn costs where nothing knows of turns: calls deep inside a search are added up for the turn around them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from graphs.turn import Usage


@dataclass(slots=True)
class Tally:
    """`usage` so far; without `may_spend` a budget is spent, and what costs money is left out."""

    may_spend: bool = True
    usage: Usage = field(default_factory=Usage)

    def add(self, usage: Usage) -> None:
        """Count this, too."""
        self.usage += usage


_around: ContextVar[Tally | None] = ContextVar("tally", default=None)


@contextmanager
def tallying(*, may_spend: bool = True) -> Iterator[Tally]:
    """Everything that is awaited inside, in tasks of its own or not, counts here."""
    tally = Tally(may_spend)
    token = _around.set(tally)
    try:
        yield tally
    finally:
        _around.reset(token)


def current() -> Tally:
    """The turn's; outside of turns one that nobody reads."""
    return _around.get() or Tally()
