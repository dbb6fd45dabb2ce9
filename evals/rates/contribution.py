"""What one conversation adds to what is added up beforehand: whole numbers, so that they can be taken back exactly."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from evals.rates.amounts import AMOUNTS, amounts_of
from evals.rates.cuts import CUTS, DATE_CUTS, key_of
from evals.rates.histogram import BINS, bin_of
from evals.rates.load import minute_of
from evals.rates.observed import Observed
from evals.rates.tally import COUNTS, counts_of

WHO = ("channel", "account", "operator_group", "language")
HOW = ("prompt_version", "model")
GRAINS: Mapping[str, tuple[str, ...]] = {
    "day": (),
    "who": WHO,
    "how": HOW,
    "both": (*WHO, *HOW),
    "what": (*HOW, "knowledge_version"),
    "helped": ("operator_group", "knowledge_version"),
    "where": ("channel", "account", "language", "knowledge_version"),
    "all": CUTS,
}
"""What is added up by day and by which fields; rates are read from the first that has the fields asked for."""
FINEST = "all"
MONTHS: Mapping[str, str] = {"day": "month", "who": "who.month", "how": "how.month", "both": "both.month"}
"""What is added up by month, too, under the month's first day. Knowledge is not: it changes too often to gain by it."""
FIELDS: Mapping[str, tuple[str, ...]] = {**GRAINS, **{month: GRAINS[grain] for grain, month in MONTHS.items()}}
"""The fields of each grain, those by month included."""
_SUMMED = ("sum", "squares_high", "squares_low")
SUMS = tuple(f"{name}/{part}" for name in AMOUNTS for part in _SUMMED)
NUMBERS: tuple[str, ...] = (*COUNTS, *SUMS)
"""The numbers of a cell, in this order."""
PLACE: Mapping[str, int] = {name: place for place, name in enumerate(NUMBERS)}
CODES = BINS * len(AMOUNTS)
"""A code stands for a bin of an amount: BINS times the amount's place, plus the bin."""
DAY_MINUTES = 1_440
_SPLIT = 40
"""A square may have more than the 63 bits of a number: the lower 40 are added up apart from the others."""
_LOW = (1 << _SPLIT) - 1

Fields = tuple[str | None, ...]
CellKey = tuple[str, date, Fields]
"""A grain, a day (UTC), for a month its first one, and the values of the grain's fields."""
LoadKey = tuple[str, date, Fields, str]
"""The same with an operator; an empty one stands for conversations, whoever has them."""


@dataclass(slots=True)
class Sums:
    """Conversations added up by cell; amounts by code, loads by minute of the day, or of the month."""

    numbers: dict[CellKey, NDArray[np.int64]] = field(default_factory=dict)
    codes: dict[CellKey, Counter[int]] = field(default_factory=dict)
    loads: dict[LoadKey, Counter[int]] = field(default_factory=dict)

    def add(self, one: Observed, sign: int = 1) -> None:
        """Add it to the finest cells, or take it back with a sign of -1."""
        fields = key_of(one.record, GRAINS[FINEST])
        self._add_numbers((FINEST, one.record.started_at.date(), fields), numbers_of(one), codes_of(one), sign)
        for operator, (day, minute), change in _events(one):
            self._add_loads((FINEST, day, fields, operator), 0, {minute: sign * change})

    def in_every_grain(self) -> "Sums":
        """The finest cells and all that are made of them, without those to which nothing was added on balance."""
        found = Sums()
        for (_, day, fields), numbers in self.numbers.items():
            codes = self.codes[FINEST, day, fields]
            if numbers.any() or any(codes.values()):
                for grain, first, own in _made_of(day, fields):
                    found._add_numbers((grain, first, own), numbers, codes, 1)
        for (_, day, fields, operator), changes in self.loads.items():
            if any(changes.values()):
                for grain, first, own in _made_of(day, fields):
                    found._add_loads((grain, first, own, operator), (day - first).days * DAY_MINUTES, changes)
        return found._not_empty()

    def _not_empty(self) -> "Sums":
        numbers = {key: values for key, values in self.numbers.items() if values.any() or any(self.codes[key].values())}
        codes = {key: self.codes[key] for key in numbers}
        loads = {key: changes for key, changes in self.loads.items() if any(changes.values())}
        return Sums(numbers, codes, loads)

    def _add_numbers(self, key: CellKey, numbers: NDArray[np.int64], codes: Mapping[int, int], sign: int) -> None:
        if key not in self.numbers:
            self.numbers[key] = np.zeros(len(NUMBERS), dtype=np.int64)
            self.codes[key] = Counter()
        self.numbers[key] += sign * numbers
        own = self.codes[key]
        for code, count in codes.items():
            own[code] += sign * count

    def _add_loads(self, key: LoadKey, minutes: int, changes: Mapping[int, int]) -> None:
        own = self.loads.setdefault(key, Counter())
        for minute, change in changes.items():
            own[minutes + minute] += change


def grain_for(cuts: Sequence[str]) -> str:
    """The smallest grain that has these cuts; dates are in all of them."""
    wanted = {cut for cut in cuts if cut not in DATE_CUTS}
    return next(grain for grain, fields in GRAINS.items() if wanted <= set(fields))


def numbers_of(one: Observed) -> NDArray[np.int64]:
    """What it adds to each of `NUMBERS`."""
    found = np.zeros(len(NUMBERS), dtype=np.int64)
    for name, count in counts_of(one).items():
        found[PLACE[name]] = count
    for name, amounts in amounts_of(one.record).items():
        place, squares = PLACE[f"{name}/sum"], [amount * amount for amount in amounts]
        high, low = sum(square >> _SPLIT for square in squares), sum(square & _LOW for square in squares)
        found[place : place + 3] = sum(amounts), high, low
    return found


def sums_in(numbers: NDArray[np.int64]) -> tuple[list[int], list[int]]:
    """The sums of the amounts, and those of their squares, out of rows of numbers: of each row one for each amount."""
    parts = (numbers[:, [PLACE[f"{name}/{part}"] for name in AMOUNTS]].ravel().tolist() for part in _SUMMED)
    totals, high, low = parts
    return totals, [(above << _SPLIT) + below for above, below in zip(high, low, strict=True)]


def codes_of(one: Observed) -> Counter[int]:
    """How often each bin of its amounts has one."""
    found: Counter[int] = Counter()
    for place, name in enumerate(AMOUNTS):
        found.update(bin_of(amount) + place * BINS for amount in AMOUNTS[name](one.record))
    return found


def _made_of(day: date, fields: Fields) -> list[CellKey]:
    """The cells of every grain in which a finest cell is."""
    month = day.replace(day=1)
    return [
        (grain, month if grain in _MONTHLY else day, tuple(fields[place] for place in places))
        for grain, places in _PLACES.items()
    ]


def _events(one: Observed) -> list[tuple[str, tuple[date, int], int]]:
    """When it began and ended to be open, and to be with an operator; a minute that it touches counts whole."""
    record = one.record
    spans = [("", record.opened_at, record.closed_at)] if record.opened_at is not None else []
    spans += [(held.operator, held.since, held.until) for held in record.assignments]
    begins = [(operator, _place(minute_of(since)), 1) for operator, since, _ in spans]
    return begins + [(operator, _place(minute_of(until) + 1), -1) for operator, _, until in spans if until is not None]


def _place(minute: int) -> tuple[date, int]:
    days, of_day = divmod(minute, DAY_MINUTES)
    return _EPOCH + timedelta(days=days), of_day


_EPOCH = datetime.fromisoformat("1970-01-01").date()
_MONTHLY = frozenset(MONTHS.values())
_PLACES = {grain: tuple(CUTS.index(cut) for cut in cuts) for grain, cuts in FIELDS.items()}
