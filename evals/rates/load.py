"""How many at a time: open conversations, conversations of one operator, operators online; minute by minute."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

Span = tuple[datetime, datetime | None]
"""From when until when; None while it goes on."""
Events = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Minutes since 1970, and by how much the number changes at each."""

_MINUTE = timedelta(minutes=1)
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Load:
    """The most at a time and the mean over `minutes`. All of it is seen: nothing is estimated, so no interval."""

    max: int | None
    mean: float | None
    minutes: int


@dataclass(frozen=True, slots=True)
class OperatorLoad:
    """The most conversations that one operator had at a time; the mean over the minutes in which one had any."""

    max: int | None
    mean: float | None
    operators: int
    minutes: int


def minute_of(at: datetime) -> int:
    """Whole minutes since 1970."""
    return (at - _EPOCH) // _MINUTE


def events_of(spans: Iterable[Span]) -> Events:
    """A span counts in every minute that it touches, so that what lasted seconds is seen too."""
    begins, ends = [], []
    for since, until in spans:
        begins.append(minute_of(since))
        if until is not None:
            ends.append(minute_of(until) + 1)
    minutes = np.array(begins + ends, dtype=np.int64)
    return minutes, np.repeat(np.array([1, -1], dtype=np.int64), [len(begins), len(ends)])


class Timeline:
    """How many at a time, from minute to minute; made once, looked at for any part of the time."""

    def __init__(self, events: Events) -> None:
        minutes, changes = events
        order = np.argsort(minutes, kind="stable")
        minutes, levels = minutes[order], np.cumsum(changes[order])
        last = np.append(minutes[1:] != minutes[:-1], [True])[: minutes.size]
        self._minutes, self._levels = minutes[last], levels[last]

    def load(self, since: datetime, until: datetime) -> Load:
        """Of the minutes of [since, until): highest and mean number at a time. Nothing where the window is empty."""
        levels, lengths = self.within(since, until)
        if not lengths.size:
            return Load(None, None, 0)
        minutes = int(lengths.sum())
        return Load(int(levels.max()), float(levels @ lengths) / minutes, minutes)

    def within(self, since: datetime, until: datetime) -> Events:
        """The numbers at a time in [since, until), in order, and for how many minutes each stayed."""
        first, end = minute_of(since), minute_of(until)
        if end <= first:
            return _NOTHING
        known = int(np.searchsorted(self._minutes, first, side="right"))
        last = int(np.searchsorted(self._minutes, end, side="left"))
        start = self._levels[known - 1] if known else 0
        edges = np.concatenate(([first], self._minutes[known:last], [end]))
        levels = np.concatenate(([start], self._levels[known:last]))
        return levels.astype(np.int64), np.diff(edges).astype(np.int64)


def operator_load(timelines: Iterable[Timeline], since: datetime, until: datetime) -> OperatorLoad:
    """The same for each operator by themselves; their minutes without a conversation are left out."""
    highest, held, busy, operators = 0, 0, 0, 0
    for own in timelines:
        levels, lengths = own.within(since, until)
        working = int(lengths[levels > 0].sum())
        if working:
            highest = max(highest, int(levels.max()))
            held += int(levels @ lengths)
            busy += working
            operators += 1
    return OperatorLoad(highest, held / busy, operators, busy) if busy else OperatorLoad(None, None, 0, 0)


_NOTHING: Events = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
