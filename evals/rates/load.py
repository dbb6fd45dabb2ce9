"""How many at a time: open conversations, conversations of one operator, operators online; minute by minute."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from evals.rates.lines import Lines, Parts, Runs

Span = tuple[datetime, datetime | None]
"""From when until when; None while it goes on."""

_MINUTE = timedelta(minutes=1)
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


class Load(NamedTuple):
    """The most at a time and the mean over `minutes`. All of it is seen: nothing is estimated, so no interval."""

    max: int | None
    mean: float | None
    minutes: int


class OperatorLoad(NamedTuple):
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


def runs_of(lines: Iterable[tuple[int, Iterable[Span]]]) -> Runs:
    """Spans by the number of their line; each counts in every minute that it touches, were it there for seconds."""
    numbers, lengths, minutes, changes = list[int](), list[int](), list[int](), list[int]()
    for line, spans in lines:
        before = len(minutes)
        for since, until in spans:
            minutes.append(minute_of(since))
            changes.append(1)
            if until is not None:
                minutes.append(minute_of(until) + 1)
                changes.append(-1)
        numbers.append(line)
        lengths.append(len(minutes) - before)
    begins = [0] * len(numbers)
    return Runs(*(np.array(column, dtype=np.int64) for column in (numbers, begins, lengths, minutes, changes)))


def loads(lines: Lines, asked: Sequence[Asked]) -> list[Load]:
    """Highest and mean number at a time of each that is asked for. Nothing where the window is empty."""
    windows = _windows(asked)
    places = (windows.firsts < windows.ends).nonzero()[0]
    parts = windows.at(places).parts(lines)
    found = [NO_LOAD] * len(asked)
    most, sums = parts.highest(), parts.totals(parts.levels * parts.lengths)
    minutes = (windows.ends - windows.firsts)[places]
    columns = (column.tolist() for column in (places, most, sums, minutes))
    for place, high, total, length in zip(*columns, strict=True):
        found[place] = Load(high, total / length, length)
    return found


def operator_loads(lines: Lines, operators: Sequence[range], asked: Sequence[Asked]) -> list[OperatorLoad]:
    """The same over operators; a "line" that is asked for is a place in `operators`: which lines these have.

    Minutes in which an operator has nobody are left out.
    """
    windows = _windows(asked)
    begins, counts = np.array([(own.start, len(own)) for own in operators], dtype=np.int64).reshape(-1, 2).T
    counts = np.where(windows.firsts < windows.ends, counts[windows.lines], 0)
    of_parts = np.arange(len(asked)).repeat(counts)
    single = windows.at(of_parts)
    single.lines = begins[single.lines] + np.arange(of_parts.size) - (counts.cumsum() - counts).repeat(counts)
    parts = single.parts(lines)
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
    return loads(Lines(runs_of([(0, spans)]), 1), [Asked(0, since, until)])[0]


def operator_load_of(held: Iterable[Iterable[Span]], since: datetime, until: datetime) -> OperatorLoad:
    """The same of operators: from when until when each of them had conversations."""
    runs = runs_of(enumerate(held))
    count = runs.lines.size
    return operator_loads(Lines(runs, count), [range(count)], [Asked(0, since, until)])[0]


@dataclass(slots=True)
class _Windows:
    """Lines, each in the minutes [first, end)."""

    lines: NDArray[np.int64]
    firsts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def at(self, places: NDArray[np.int64]) -> "_Windows":
        """Those at these places, which may come again and again."""
        return _Windows(self.lines[places], self.firsts[places], self.ends[places])

    def parts(self, lines: Lines) -> Parts:
        """What there is in them; none may be empty."""
        return lines.within(self.lines, self.firsts, self.ends)


def _windows(asked: Sequence[Asked]) -> _Windows:
    rows = [(one.line, minute_of(one.since), minute_of(one.until)) for one in asked]
    return _Windows(*np.array(rows, dtype=np.int64).reshape(-1, 3).T)
