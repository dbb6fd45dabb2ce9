"""How many at a time: open conversations, conversations of one operator, operators online; minute by minute."""

from collections.abc import Iterable, Sequence
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
        self._minutes, changes = _summed(*events)
        self._levels = changes.cumsum()

    def load(self, since: datetime, until: datetime) -> Load:
        """Of the minutes of [since, until): highest and mean number at a time. Nothing where the window is empty."""
        levels, lengths = self._within(since, until)
        if not lengths.size:
            return Load(None, None, 0)
        minutes = int(lengths.sum())
        return Load(int(levels.max()), float(levels @ lengths) / minutes, minutes)

    def _within(self, since: datetime, until: datetime) -> Events:
        """The numbers at a time in [since, until), in order, and for how many minutes each stayed."""
        first, end = minute_of(since), minute_of(until)
        if end <= first:
            return _NOTHING
        known = int(self._minutes.searchsorted(first, side="right"))
        last = int(self._minutes.searchsorted(end, side="left"))
        start = self._levels[known - 1] if known else 0
        edges = np.concatenate(([first], self._minutes[known:last], [end]))
        levels = np.concatenate(([start], self._levels[known:last]))
        return levels.astype(np.int64), np.diff(edges).astype(np.int64)


class OperatorLines:
    """How many conversations each of some operators had at a time: their lines laid end to end, to be read together."""

    def __init__(self, operators: NDArray[np.int64], events: Events) -> None:
        """`operators` are numbers from 0: whose events they are."""
        minutes, changes = events
        self._first = int(minutes.min(initial=_LATEST))
        self._length = max(1, int(minutes.max(initial=self._first)) - self._first + 1)
        self._begins = np.arange(operators.max(initial=-1) + 1) * self._length
        self._at, changes = _summed(operators * self._length + (minutes - self._first), changes)
        self._starts = self._at.searchsorted(self._begins)
        totals = np.concatenate((_ZERO, changes.cumsum()))
        self._levels = totals[1:] - totals[self._starts].repeat(np.diff(self._starts, append=self._at.size))

    def load(self, since: datetime, until: datetime) -> OperatorLoad:
        """Highest and mean number in the minutes of [since, until); those without a conversation are left out."""
        first, end = minute_of(since) - self._first, minute_of(until) - self._first
        if end <= first or not self._at.size:
            return OperatorLoad(None, None, 0, 0)
        levels, lengths, places = self._within(first, end)
        busy = np.add.reduceat(np.where(levels > 0, lengths, 0), places)
        minutes = int(busy.sum())
        if not minutes:
            return OperatorLoad(None, None, 0, 0)
        return OperatorLoad(int(levels.max()), float(levels @ lengths) / minutes, int((busy > 0).sum()), minutes)

    def _within(self, first: int, end: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """The numbers at a time in [first, end), for how many minutes each stayed, and where each operator's begin."""
        known = self._at.searchsorted(self._begins + min(max(first, -1), self._length - 1), side="right")
        counts = self._at.searchsorted(self._begins + min(max(end, 0), self._length), side="left") - known
        ends = (counts + 1).cumsum()
        places = ends - counts - 1
        begun = np.zeros(ends[-1], dtype=np.bool_)
        begun[places] = True
        chosen = np.arange(counts.sum()) + (known - (counts.cumsum() - counts)).repeat(counts)
        levels, begins = np.empty(ends[-1], dtype=np.int64), np.empty(ends[-1], dtype=np.int64)
        levels[places] = np.where(known > self._starts, self._levels[known - 1], 0)
        levels[~begun] = self._levels[chosen]
        begins[places] = first
        begins[~begun] = self._at[chosen] - self._begins.repeat(counts)
        stops = np.append(begins[1:], end)
        stops[ends - 1] = end
        return levels, stops - begins, places


def operator_lines(held: Iterable[Iterable[Span]]) -> OperatorLines:
    """From when until when each operator had conversations."""
    events = [events_of(spans) for spans in held]
    operators = np.repeat(np.arange(len(events)), [minutes.size for minutes, _ in events])
    return OperatorLines(operators, joined(events))


def joined(events: Sequence[Events]) -> Events:
    """All of these together."""
    if not events:
        return _NOTHING
    return np.concatenate([minutes for minutes, _ in events]), np.concatenate([changes for _, changes in events])


def _summed(minutes: NDArray[np.int64], changes: NDArray[np.int64]) -> Events:
    """Each minute once, in ascending order, with the sum of its changes."""
    if not minutes.size:
        return _NOTHING
    first = int(minutes.min())
    if int(minutes.max()) - first < _DENSE * minutes.size:
        totals = np.bincount(minutes - first, weights=changes)
        seen = totals.nonzero()[0]
        return seen + first, totals[seen].astype(np.int64)
    order = minutes.argsort(kind="stable")
    ordered = minutes[order]
    starts = np.diff(ordered, prepend=first - 1).nonzero()[0]
    return ordered[starts], np.add.reduceat(changes[order], starts)


_DENSE = 8
"""Where there are fewer minutes than so many times the events, counting them all is faster than sorting the events."""
_LATEST = np.iinfo(np.int64).max
_ZERO = np.zeros(1, dtype=np.int64)
_NOTHING: Events = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
