"""How many at a time: open conversations, conversations of one operator, operators online; minute by minute."""

from collections.abc import Iterable, Mapping, Sequence
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


def load(events: Events, since: datetime, until: datetime) -> Load:
    """Of the minutes of [since, until): highest and mean number at a time. Nothing where the window is empty."""
    minutes = minute_of(until) - minute_of(since)
    levels, lengths = _levels(events, minute_of(since), minute_of(until))
    if not lengths.size:
        return Load(None, None, 0)
    return Load(int(levels.max()), float(levels @ lengths) / minutes, minutes)


def operator_load(spans: Mapping[str, Sequence[Span]], since: datetime, until: datetime) -> OperatorLoad:
    """The same for each operator by themselves; their minutes without a conversation are left out."""
    return operator_load_of((events_of(own) for own in spans.values()), since, until)


def operator_load_of(events: Iterable[Events], since: datetime, until: datetime) -> OperatorLoad:
    """The same from the events of each operator."""
    highest, held, busy, operators = 0, 0, 0, 0
    for own in events:
        levels, lengths = _levels(own, minute_of(since), minute_of(until))
        working = int(lengths[levels > 0].sum())
        if working:
            highest = max(highest, int(levels.max()))
            held += int(levels @ lengths)
            busy += working
            operators += 1
    return OperatorLoad(highest, held / busy, operators, busy) if busy else OperatorLoad(None, None, 0, 0)


def _levels(events: Events, first: int, end: int) -> Events:
    """The number at a time in [first, end), and for how many minutes it stayed so, in order."""
    if end <= first:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    minutes, changes = events
    order = np.argsort(minutes, kind="stable")
    minutes, levels = minutes[order], np.cumsum(changes[order])
    last_of_minute = np.append(minutes[1:] != minutes[:-1], True) if minutes.size else np.zeros(0, dtype=bool)
    minutes, levels = minutes[last_of_minute], levels[last_of_minute]
    known = int(np.searchsorted(minutes, first, side="right"))
    start = levels[known - 1] if known else 0
    inside = slice(known, int(np.searchsorted(minutes, end, side="left")))
    edges = np.concatenate(([first], minutes[inside], [end]))
    return np.concatenate(([start], levels[inside])).astype(np.int64), np.diff(edges).astype(np.int64)
