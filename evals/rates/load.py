"""How many at a time: open conversations, conversations of one operator, operators online; minute by minute."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from evals.rates.lines import Lines, Parts

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


@dataclass(frozen=True, slots=True)
class Asked:
    """A line, by its number, looked at in the minutes of [since, until)."""

    line: int
    since: datetime
    until: datetime


NO_LOAD, NO_OPERATORS = Load(None, None, 0), OperatorLoad(None, None, 0, 0)


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


def loads(lines: Lines, asked: Sequence[Asked]) -> list[Load]:
    """Highest and mean number at a time of each that is asked for. Nothing where the window is empty."""
    parts, places, minutes = _looked_at(lines, asked)
    found = [NO_LOAD] * len(asked)
    most, sums = parts.highest(), parts.totals(parts.levels * parts.lengths)
    for place, high, total, length in zip(places, most.tolist(), sums.tolist(), minutes, strict=True):
        found[place] = Load(high, total / length, length)
    return found


def operator_loads(lines: Lines, operators: Sequence[range], asked: Sequence[Asked]) -> list[OperatorLoad]:
    """The same over operators; a "line" that is asked for is a place in `operators`: which lines these have.

    Minutes in which an operator has nobody are left out.
    """
    single = [Asked(line, one.since, one.until) for one in asked for line in operators[one.line]]
    of_asked = np.repeat(np.arange(len(asked)), [len(operators[one.line]) for one in asked])
    parts, places, _ = _looked_at(lines, single)
    of_parts = of_asked[places]
    busy = parts.totals(np.where(parts.levels > 0, parts.lengths, 0))
    minutes, sums, counted = (
        np.bincount(of_parts, weights=weights, minlength=len(asked)).astype(np.int64).tolist()
        for weights in (busy, parts.totals(parts.levels * parts.lengths), busy > 0)
    )
    most = np.zeros(len(asked), dtype=np.int64)
    np.maximum.at(most, of_parts, parts.highest())
    return [
        OperatorLoad(high, total / length, operators_seen, length) if length else NO_OPERATORS
        for high, total, operators_seen, length in zip(most.tolist(), sums, counted, minutes, strict=True)
    ]


def load_of(spans: Iterable[Span], since: datetime, until: datetime) -> Load:
    """How many of these there were at a time in the minutes of [since, until)."""
    minutes, changes = events_of(spans)
    return loads(Lines(np.zeros_like(minutes), minutes, changes, 1), [Asked(0, since, until)])[0]


def operator_load_of(held: Iterable[Iterable[Span]], since: datetime, until: datetime) -> OperatorLoad:
    """The same of operators: from when until when each of them had conversations."""
    events = [events_of(spans) for spans in held]
    operators = np.repeat(np.arange(len(events)), [minutes.size for minutes, _ in events])
    lines = Lines(operators, *joined(events), len(events))
    return operator_loads(lines, [range(len(events))], [Asked(0, since, until)])[0]


def joined(events: Sequence[Events]) -> Events:
    """All of these together."""
    if not events:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    return np.concatenate([minutes for minutes, _ in events]), np.concatenate([changes for _, changes in events])


def _looked_at(lines: Lines, asked: Sequence[Asked]) -> tuple[Parts, list[int], list[int]]:
    """The parts of the lines in windows that are not empty, with the places of these and for how many minutes."""
    windows = [(one.line, minute_of(one.since), minute_of(one.until)) for one in asked]
    places = [place for place, (_, first, end) in enumerate(windows) if first < end]
    numbers, firsts, ends = np.array([windows[place] for place in places], dtype=np.int64).reshape(-1, 3).T
    return lines.within(numbers, firsts, ends), places, (ends - firsts).tolist()
