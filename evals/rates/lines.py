"""Numbers that change from minute to minute along many lines, laid end to end so that all are read together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.rates.summing import Numbers, summed

_LATEST = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Runs:
    """Events, run after run: by run its line, from which minute since 1970 its own are counted, and how many it has.

    `minutes` are those of all events, from the begin of their run; `changes`, by how much the line's number changes.
    """

    lines: Numbers
    begins: Numbers
    lengths: Numbers
    minutes: NDArray[np.integer]
    changes: NDArray[np.integer]


def joined(runs: Sequence[Runs]) -> Runs:
    """All of these, one after the other."""
    full = [one for one in runs if one.lines.size] or runs[:1]
    if len(full) == 1:
        return full[0]
    columns = ([getattr(one, name) for one in full] for name in ("lines", "begins", "lengths", "minutes", "changes"))
    return Runs(*(np.concatenate(column) for column in columns))


@dataclass(frozen=True, slots=True)
class Parts:
    """Of several windows, each on a line: its levels in order, and for how many minutes each stayed.

    Those of a window begin at its place in `begins`; none is without one.
    """

    levels: Numbers
    lengths: Numbers
    begins: Numbers

    def highest(self) -> Numbers:
        """By window."""
        return np.maximum.reduceat(self.levels, self.begins) if self.begins.size else self.begins

    def totals(self, values: Numbers) -> Numbers:
        """By window what these add up to, which stand beside the levels."""
        return np.add.reduceat(values, self.begins) if self.begins.size else self.begins


class Lines:
    """Made once, looked at for any part of the time."""

    def __init__(self, runs: Runs, count: int) -> None:
        """When which of the `count` lines, numbered from 0, change by how much."""
        full = runs.lengths.nonzero()[0]
        lines, begins, lengths = runs.lines[full], runs.begins[full], runs.lengths[full]
        starts = lengths.cumsum() - lengths
        self._first = np.full(count, _LATEST)
        np.minimum.at(self._first, lines, begins + _of_each(np.minimum, runs.minutes, starts))
        last = self._first - 1
        np.maximum.at(last, lines, begins + _of_each(np.maximum, runs.minutes, starts))
        self._lengths = last - self._first + 1
        self._begins = self._lengths.cumsum() - self._lengths
        places = (self._begins[lines] + begins - self._first[lines]).repeat(lengths)
        places += runs.minutes
        self._at, changes = summed(places, runs.changes)
        self._starts = self._at.searchsorted(self._begins)
        totals = np.concatenate((np.zeros(1, dtype=np.int64), changes.cumsum()))
        self._levels = totals[1:] - totals[self._starts].repeat(np.diff(self._starts, append=self._at.size))

    def within(self, lines: Numbers, firsts: Numbers, ends: Numbers) -> Parts:
        """Windows, each on a line, in the minutes [first, end); none may be empty."""
        begins, lengths = self._begins[lines], self._lengths[lines]
        # A line without events stands at no time: whatever is far away is brought near before it is subtracted.
        here = np.where(lengths > 0, self._first[lines], 0)
        first, end = firsts - here, ends - here
        known = self._at.searchsorted(begins + np.clip(first, -1, lengths - 1), side="right")
        counts = self._at.searchsorted(begins + np.clip(end, 0, lengths), side="left") - known
        stops = (counts + 1).cumsum()
        places = stops - counts - 1
        size = int(stops[-1]) if stops.size else 0
        begun = np.zeros(size, dtype=np.bool_)
        begun[places] = True
        chosen = np.arange(counts.sum()) + (known - (counts.cumsum() - counts)).repeat(counts)
        levels, since = np.empty(size, dtype=np.int64), np.empty(size, dtype=np.int64)
        levels[places] = self._before(known, self._starts[lines])
        levels[~begun] = self._levels[chosen]
        since[places] = first
        since[~begun] = self._at[chosen] - begins.repeat(counts)
        until = np.append(since[1:], 0)[:size]
        until[stops - 1] = end
        return Parts(levels, until - since, places)

    def _before(self, known: Numbers, starts: Numbers) -> Numbers:
        """The level right before these events; nothing before the first of a line."""
        if not self._levels.size:
            return np.zeros_like(known)
        return np.where(known > starts, self._levels[known - 1], 0)


def _of_each(extreme: np.ufunc, minutes: NDArray[np.integer], starts: Numbers) -> Numbers:
    """The earliest or latest of each run."""
    found: Numbers = extreme.reduceat(minutes, starts).astype(np.int64) if starts.size else starts
    return found
