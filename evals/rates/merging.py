"""Cells and single conversations added up by group, many at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from evals.rates.amounts import AMOUNTS
from evals.rates.contribution import CODES, NUMBERS, codes_of, numbers_of, sums_in
from evals.rates.cuts import Key
from evals.rates.histogram import BINS, Histogram
from evals.rates.observed import Observed
from evals.rates.packing import unpack_counts, unpack_numbers
from evals.rates.spread import Spread
from evals.rates.tally import Tally

_TOGETHER = 256
"""So many groups are spread out into bins at a time: 256 x 16,000 numbers of 8 bytes are 33 MB."""


class Merging:
    """Collects by key; `tallies` adds up."""

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

    def tallies(self) -> dict[Key, Tally]:
        """By key what was added up; groups without a conversation are left out."""
        numbers = self._summed()
        found: dict[Key, Tally] = {}
        keys = list(self._places)
        for place, amounts in self._spreads(numbers):
            counts = dict(zip(NUMBERS, numbers[place].tolist(), strict=True))
            if counts["started"]:
                found[keys[place]] = Tally(counts, amounts)
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

    def _spreads(self, numbers: NDArray[np.int64]) -> Iterator[tuple[int, Mapping[str, Spread]]]:
        """For each group its amounts, some groups at a time."""
        of_cells = np.array(self._of_cells, dtype=np.int64)
        order = np.argsort(of_cells, kind="stable")
        ordered = of_cells[order]
        for first in range(0, len(self._places), _TOGETHER):
            last = min(first + _TOGETHER, len(self._places))
            within = slice(*np.searchsorted(ordered, (first, last)))
            codes, counts, source = unpack_counts([self._codes[place] for place in order[within]])
            flat = (ordered[within][source] - first) * CODES + codes
            spread = np.bincount(flat, weights=counts, minlength=(last - first) * CODES).astype(np.int64)
            by_group = spread.reshape(last - first, CODES)
            for place in range(first, last):
                own = by_group[place - first]
                for code, count in self._own_codes.get(place, {}).items():
                    own[code] += count
                yield place, _histograms(own, numbers[place])


def _histograms(counts: NDArray[np.int64], numbers: NDArray[np.int64]) -> dict[str, Spread]:
    found: dict[str, Spread] = {}
    for place, name in enumerate(AMOUNTS):
        own = counts[place * BINS : (place + 1) * BINS]
        bins = own.nonzero()[0]
        found[name] = Histogram(bins, own[bins], *sums_in(numbers, name))
    return found
