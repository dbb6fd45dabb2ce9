"""Cells and single conversations added up by group, many at once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.rates.amounts import AMOUNTS
from evals.rates.contribution import CODES, NUMBERS, codes_of, numbers_of, sums_in
from evals.rates.cuts import Key
from evals.rates.many import rates_of, summaries_of
from evals.rates.observed import Observed
from evals.rates.packing import unpack_counts, unpack_numbers
from evals.rates.spread import Summary
from evals.rates.summing import summed
from evals.rates.tally import SHARED, of_label, of_n
from evals.wilson import Rate

_TOGETHER = 256
"""The bins of so many groups are added up at a time, which bounds the memory that takes."""
_STARTED = NUMBERS.index("started")
_SUCCESSES = [NUMBERS.index(name) for name in SHARED]
_CASES = [NUMBERS.index(of_n(name)) for name in SHARED]


@dataclass(frozen=True, slots=True)
class Merged:
    """The figures of one group: implements `evals.rates.tally.Added`."""

    counts: Mapping[str, int]
    rates: Mapping[str, Rate]
    summaries: Mapping[str, Summary]

    def count(self, name: str) -> int:
        """How often."""
        return self.counts.get(name, 0)

    def rate(self, name: str) -> Rate:
        """The share of that name."""
        return self.rates[name]

    def summary(self, name: str) -> Summary:
        """Mean and quantiles of the amount of that name."""
        return self.summaries[name]

    def labelled(self, grader: str) -> Rate:
        """Turns with the label that is watched / turns that this grader has judged."""
        return self.rates[of_label(grader)]


class Merging:
    """Collects by key; `merged` adds up."""

    def __init__(self) -> None:
        self._places: dict[Key, int] = {}
        self._of_cells: list[int] = []
        self._numbers: list[bytes] = []
        self._codes: list[bytes] = []
        self._own_numbers: dict[int, NDArray[np.int64]] = {}
        self._own_codes: dict[int, Counter[int]] = {}

    def add_cells(self, keys: Iterable[Key], numbers: Sequence[bytes], codes: Sequence[bytes]) -> None:
        """Cells as they are stored, each with its key."""
        self._of_cells += map(self._place, keys)
        self._numbers += numbers
        self._codes += codes

    def add(self, key: Key, one: Observed, sign: int = 1) -> None:
        """A conversation by itself; taken back with a sign of -1."""
        place = self._place(key)
        if place not in self._own_numbers:
            self._own_numbers[place] = np.zeros(len(NUMBERS), dtype=np.int64)
            self._own_codes[place] = Counter()
        self._own_numbers[place] += sign * numbers_of(one)
        for code, count in codes_of(one).items():
            self._own_codes[place][code] += sign * count

    def merged(self) -> dict[Key, Merged]:
        """By key what was added up; groups without a conversation are left out."""
        if not self._places:
            return {}
        numbers = self._summed()
        keys, found = list(self._places), dict[Key, Merged]()
        rates = rates_of(numbers[:, _SUCCESSES], numbers[:, _CASES])
        summaries = self._summaries(numbers)
        for place, row in enumerate(numbers.tolist()):
            if row[_STARTED]:
                found[keys[place]] = Merged(
                    dict(zip(NUMBERS, row, strict=True)),
                    dict(zip(SHARED, rates[place], strict=True)),
                    dict(zip(AMOUNTS, summaries[place], strict=True)),
                )
        return found

    def _place(self, key: Key) -> int:
        return self._places.setdefault(key, len(self._places))

    def _summed(self) -> NDArray[np.int64]:
        total = np.zeros((len(self._places), len(NUMBERS)), dtype=np.int64)
        if self._numbers:
            of_cells, cells = np.array(self._of_cells), unpack_numbers(self._numbers, len(NUMBERS))
            order = np.argsort(of_cells, kind="stable")
            starts = np.flatnonzero(np.diff(of_cells[order], prepend=-1))
            total[of_cells[order][starts]] = np.add.reduceat(cells[order], starts, axis=0)
        for place, own in self._own_numbers.items():
            total[place] += own
        return total

    def _summaries(self, numbers: NDArray[np.int64]) -> list[Sequence[Summary]]:
        """Of each group those of its amounts."""
        places, counts = self._bins()
        found, n = summaries_of(places, counts, *sums_in(numbers)), len(AMOUNTS)
        return [found[first : first + n] for first in range(0, len(found), n)]

    def _bins(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """How many amounts lie in which bin, by its place: that of the group times CODES, plus the code."""
        of_cells = np.array(self._of_cells, dtype=np.int64)
        order = np.argsort(of_cells, kind="stable")
        ordered, found = of_cells[order], list[tuple[NDArray[np.int64], NDArray[np.int64]]]()
        for first in range(0, len(self._places), _TOGETHER):
            within = slice(*np.searchsorted(ordered, (first, first + _TOGETHER)))
            codes, counts, lengths = unpack_counts([self._codes[cell] for cell in order[within].tolist()])
            places = ((ordered[within] - first) * CODES).repeat(lengths)
            places += codes
            own = [
                ((place - first) * CODES + code, count)
                for place in range(first, first + _TOGETHER)
                for code, count in self._own_codes.get(place, {}).items()
            ]
            if own:
                of_own = np.array(own, dtype=np.int64).T
                places, counts = np.concatenate((places, of_own[0])), np.concatenate((counts, of_own[1]))
            places, sums = summed(places, counts)
            found.append((places + first * CODES, sums))
        return np.concatenate([places for places, _ in found]), np.concatenate([counts for _, counts in found])
