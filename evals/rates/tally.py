"""Conversations added up: whole counts and amounts, from which every rate of a group is worked out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from evals.rates.amounts import AMOUNTS, amounts_of
from evals.rates.csat import RATINGS
from evals.rates.observed import Observed
from evals.rates.resolution import waits_for_durable, waits_for_first_contact
from evals.rates.reviews import WATCHED
from evals.rates.shares import share_names, shares_of
from evals.rates.spread import Spread, Summary, Values, summarise
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
_OF_GRADING = tuple((name, f"grading/{name}") for name in _GRADING)
_OF_N = {name: f"{name}{_N}" for name in share_names()}
SHARED: tuple[str, ...] = (*share_names(), *(f"labelled/{grader}" for grader in WATCHED))
"""The counts that are successes: how many cases each has stands beside it, by `of_n`."""


def of_n(name: str) -> str:
    """The count of the cases of a share."""
    return f"{name}{_N}"


def of_label(grader: str) -> str:
    """The share of turns with the label that is watched of a grader."""
    return f"labelled/{grader}"


class Added(Protocol):
    """What conversations add up to, however they were added up."""

    def count(self, name: str) -> int:
        """How often, by the names of `COUNTS`."""
        ...

    def rate(self, name: str) -> Rate:
        """The share of that name."""
        ...

    def summary(self, name: str) -> Summary:
        """Mean and quantiles of the amount of that name."""
        ...

    def labelled(self, grader: str) -> Rate:
        """Turns with the label that is watched / turns that this grader has judged."""
        ...


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
        return rate(self.count(name), self.count(of_n(name)))

    def summary(self, name: str) -> Summary:
        """Mean and quantiles of the amount of that name."""
        return summarise(self.amounts.get(name) or Values())

    def labelled(self, grader: str) -> Rate:
        """Turns with the label that is watched / turns that this grader has judged."""
        return self.rate(of_label(grader))


def tally(group: Iterable[Observed]) -> Tally:
    """What these conversations add up to, every amount kept as it is."""
    counts: dict[str, int] = {}
    values: dict[str, list[int]] = {name: [] for name in AMOUNTS}
    for one in group:
        for name, count in counts_of(one).items():
            counts[name] = counts.get(name, 0) + count
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
    for name, of in _OF_GRADING:
        found[of] = getattr(grading, name)
    for name, (successes, n) in shares_of(one).items():
        found[name] = successes
        found[_OF_N[name]] = n
    for grader, (labelled, judged) in record.labelled.items():
        share = of_label(grader)
        found[share] = labelled
        found[of_n(share)] = judged
    return {name: count for name, count in found.items() if count}
