"""What rates rest on besides conversations: money spent, operators' presence, reviews; cut as the conversations are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from evals.rates.costs import SPENT_BY, LeadCost, Spend, belongs, lead_cost
from evals.rates.cuts import DATE_CUTS, window
from evals.rates.load import Load, OperatorLoad, Span, load_of
from evals.rates.reviews import WATCHED, Reviewed, reviewed
from evals.rates.tally import Added
from evals.reviewed import Review

KeyMap = Mapping[str, str | None]
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Presence:
    """An operator had the console open in [since, until)."""

    operator: str
    group: str | None
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """All of the period; each group takes what is its own. Presence is on record from `seen_from` on, if at all."""

    spends: Sequence[Spend] = ()
    presences: Sequence[Presence] = ()
    seen_from: datetime | None = None
    reviews: Sequence[Review] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The figures of one group that are no sum over its conversations; None where the group has none of its own."""

    concurrency: Load
    operator_concurrency: OperatorLoad
    operators_online: Load | None
    lead_cost: LeadCost
    reviewed: Mapping[str, Reviewed] = field(default_factory=dict)


def lead_cost_of(tally: Added, beside: Beside, key: KeyMap, since: datetime, until: datetime) -> LeadCost:
    """Cost per lead = spend / leads, where each cut is one by which it is known what was spent."""
    known = all(cut in SPENT_BY for cut in key)
    spent = [
        one
        for one in (beside.spends if known else ())
        if since.date() <= one.day < _day_after(until) and belongs(one, key, DATE_CUTS)
    ]
    return lead_cost(spent, tally.rate("lead_capture"))


def online_of(beside: Beside, key: KeyMap, since: datetime, until: datetime) -> Load | None:
    """Operators online, by time and group; None for other cuts, for an operator serves all channels and languages."""
    if beside.seen_from is None or any(cut not in DATE_CUTS and cut != "operator_group" for cut in key):
        return None
    since, until = window(key, max(since, beside.seen_from), until)
    own = [one for one in beside.presences if "operator_group" not in key or one.group == key["operator_group"]]
    return load_of(_apart(own), since, until)


def reviewed_of(tally: Added, reviews: Iterable[Review]) -> dict[str, Reviewed]:
    """By grader, those that somebody has reviewed; `reviews` are of turns of the group's conversations."""
    by_grader: dict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        by_grader[review.grader].append(review)
    seen = [grader for grader in WATCHED if grader in by_grader]
    return {grader: reviewed(grader, tally.labelled(grader), by_grader[grader]) for grader in seen}


def _apart(presences: Sequence[Presence]) -> Iterator[Span]:
    """Each operator once at a time, in however many windows they had the console open."""
    last: dict[str, datetime] = {}
    for one in sorted(presences, key=lambda one: one.since):
        seen_until = last.get(one.operator)
        since = one.since if seen_until is None else max(one.since, seen_until + _MINUTE)
        last[one.operator] = max(seen_until or one.until, one.until)
        if since <= one.until:
            yield since, one.until


def _day_after(until: datetime) -> date:
    """The day after the last one of which a moment lies before `until`."""
    return (until - timedelta(microseconds=1)).date() + timedelta(days=1)
