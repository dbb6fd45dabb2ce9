"""Conversations added up: whole counts and amounts, from which every rate of a group is worked out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evals.rates.amounts import AMOUNTS, amounts_of
from evals.rates.csat import RATINGS
from evals.rates.observed import Observed
from evals.rates.resolution import waits_for_durable, waits_for_first_contact
from evals.rates.reviews import WATCHED
from evals.rates.shares import share_names, shares_of
from evals.rates.spread import Spread, Values
from evals.wilson import Rate, rate

_N = "/n"
_GRADING = ("turns", "graded", "pending", "could_not_grade")
COUNTS: tuple[str, ...] = (
    *("started", "opened", "closed", "resolution.durable/pending", "fcr/pending"),
    *(f"{name}{part}" for name in share_names() for part in ("", _N)),
    *(f"csat/{rating}" for rating in RATINGS),
    *(f"grading/{name}" for name in _GRADING),
    *(f"labelled/{grader}{part}" for grader in WATCHED for part in ("", _N)),
)
"""Every count there is, in the order in which stored cells keep them."""


@dataclass(slots=True)
class Tally:
    """`counts` by the names of `COUNTS`; `amounts` by those of `AMOUNTS`."""

    counts: Mapping[str, int] = field(default_factory=dict)
    amounts: Mapping[str, Spread] = field(default_factory=dict)

    def count(self, name: str) -> int:
        """How often."""
        return self.counts.get(name, 0)

    def rate(self, name: str) -> Rate:
        """The share of that name."""
        return rate(self.count(name), self.count(f"{name}{_N}"))

    def spread(self, name: str) -> Spread:
        """The amounts of that name."""
        return self.amounts.get(name) or Values()

    def labelled(self, grader: str) -> Rate:
        """Turns with the label that is watched / turns that this grader has judged."""
        return self.rate(f"labelled/{grader}")


def tally(group: Iterable[Observed]) -> Tally:
    """What these conversations add up to, every amount kept as it is."""
    counts: Counter[str] = Counter()
    values: dict[str, list[int]] = {name: [] for name in AMOUNTS}
    for one in group:
        counts.update(counts_of(one))
        for name, amounts in amounts_of(one.record).items():
            values[name] += amounts
    return Tally(counts, {name: Values(amounts) for name, amounts in values.items()})


def counts_of(one: Observed) -> dict[str, int]:
    """What one conversation adds to the counts; zeros are left out."""
    record, grading = one.record, one.record.grading
    found = {
        "started": 1,
        "opened": int(record.opened),
        "closed": int(record.closed),
        "resolution.durable/pending": int(waits_for_durable(one)),
        "fcr/pending": int(waits_for_first_contact(one)),
    }
    if record.closed and record.rating is not None:
        found[f"csat/{record.rating}"] = 1
    found |= {f"grading/{name}": getattr(grading, name) for name in _GRADING}
    for name, (successes, n) in shares_of(one).items():
        found |= {name: successes, f"{name}{_N}": n}
    for grader, (labelled, judged) in record.labelled.items():
        found |= {f"labelled/{grader}": labelled, f"labelled/{grader}{_N}": judged}
    return {name: count for name, count in found.items() if count}
