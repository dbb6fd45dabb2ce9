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

GRAINS: Mapping[str, tuple[str, ...]] = {
    "day": (),
    "who": ("channel", "account", "operator_group", "language"),
    "what": ("prompt_version", "model", "knowledge_version"),
    "all": CUTS,
}
"""What is added up by day and by which fields; rates are read from the first that has the fields asked for."""
SUMS = tuple(f"{name}/{part}" for name in AMOUNTS for part in ("sum", "squares_high", "squares_low"))
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
"""A grain, a day (UTC), and the values of the grain's fields."""
LoadKey = tuple[str, date, Fields, str]
"""The same with an operator; an empty one stands for conversations, whoever has them."""


@dataclass(slots=True)
class Sums:
    """Conversations added up by cell; amounts by code, loads by minute of the day."""

    numbers: dict[CellKey, NDArray[np.int64]] = field(default_factory=dict)
    codes: dict[CellKey, Counter[int]] = field(default_factory=dict)
    loads: dict[LoadKey, Counter[int]] = field(default_factory=dict)

    def add(self, one: Observed, sign: int = 1) -> None:
        """Add it, or take it back with a sign of -1."""
        day, fields = one.record.started_at.date(), fields_of(one)
        numbers, codes, events = numbers_of(one), codes_of(one), list(_events(one))
        for grain, own in fields.items():
            key = (grain, day, own)
            if key not in self.numbers:
                self.numbers[key] = np.zeros(len(NUMBERS), dtype=np.int64)
                self.codes[key] = Counter()
            self.numbers[key] += sign * numbers
            for code, count in codes.items():
                self.codes[key][code] += sign * count
            for operator, at, change in events:
                when, minute = at
                self.loads.setdefault((grain, when, own, operator), Counter())[minute] += sign * change

    def changed(self) -> "Sums":
        """Without the cells to which nothing was added on balance."""
        numbers = {key: values for key, values in self.numbers.items() if values.any() or any(self.codes[key].values())}
        codes = {key: self.codes[key] for key in numbers}
        loads = {key: changes for key, changes in self.loads.items() if any(changes.values())}
        return Sums(numbers, codes, loads)


def grain_for(cuts: Sequence[str]) -> str:
    """The smallest grain that has these cuts; dates are in all of them."""
    wanted = {cut for cut in cuts if cut not in DATE_CUTS}
    return next(grain for grain, fields in GRAINS.items() if wanted <= set(fields))


def fields_of(one: Observed) -> dict[str, Fields]:
    """Its values of the fields of each grain."""
    return {grain: key_of(one.record, fields) for grain, fields in GRAINS.items()}


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


def sums_in(numbers: NDArray[np.int64], name: str) -> tuple[int, int]:
    """The sum of an amount, and that of its squares, out of the numbers of a cell."""
    total, high, low = numbers[PLACE[f"{name}/sum"] :][:3].tolist()
    return total, (high << _SPLIT) + low


def codes_of(one: Observed) -> Counter[int]:
    """How often each bin of its amounts has one."""
    found: Counter[int] = Counter()
    for place, name in enumerate(AMOUNTS):
        found.update(bin_of(amount) + place * BINS for amount in AMOUNTS[name](one.record))
    return found


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
