"""The rates, defined once: pure functions from conversations to numbers, each with n and a 95 % interval."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from evals.conversation import ConversationRecord, GradingCounts
from evals.costs import Cost, cost
from evals.csat import Csat, csat
from evals.resolution import ResolutionRate, assumed, came_back, confirmed, durable
from evals.wilson import Rate, rate

CUTS = ("channel", "account", "language")
"""The fields of a conversation by which rates can be cut, besides the dates `day`, `week` and `month`."""
DATE_CUTS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m"}


@dataclass(frozen=True, slots=True)
class Durations:
    """Seconds over `n` conversations; None where n is 0."""

    n: int
    p50_s: float | None
    p90_s: float | None
    mean_s: float | None


@dataclass(frozen=True, slots=True)
class Kpis:
    """The rates of one group; `transfer_by_reason` splits `transfer` by the reason of the first hand-off."""

    started: int
    opened: int
    closed: int
    opening: Rate
    confirmed: ResolutionRate
    assumed: ResolutionRate
    durable: ResolutionRate
    transfer: Rate
    transfer_by_reason: Mapping[str, Rate]
    lead_capture: Rate
    script_compliance: Rate
    csat: Csat
    frt: Durations
    operator_frt: Durations
    cost: Cost
    grading: GradingCounts


@dataclass(frozen=True, slots=True)
class Group:
    """The rates of the conversations that share `key`."""

    key: Mapping[str, str | None]
    kpis: Kpis


def measure(
    records: Iterable[ConversationRecord],
    *,
    now: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
    by: Sequence[str] = (),
) -> tuple[Group, ...]:
    """Rates of the conversations started in [since, until), a group for each combination of `by`, in order of the keys.

    `records` should reach past `until`, so that customers who came back afterwards are seen. Without `by` there is one
    group with an empty key. Raises ValueError for an unknown cut.
    """
    known = list(records)
    returned = came_back(known)
    chosen = [
        record
        for record in known
        if (since is None or record.started_at >= since) and (until is None or record.started_at < until)
    ]
    groups = group_by(chosen, by) if by else {(): chosen}
    return tuple(
        Group(dict(zip(by, key, strict=True)), kpis(members, now=now, returned=returned))
        for key, members in sorted(groups.items(), key=lambda item: [(part is None, part or "") for part in item[0]])
    )


def group_by(
    records: Iterable[ConversationRecord], by: Sequence[str]
) -> dict[tuple[str | None, ...], list[ConversationRecord]]:
    """Conversations by the values of those cuts (`CUTS` and `DATE_CUTS`, dates in UTC by the start)."""
    if unknown := [cut for cut in by if cut not in CUTS and cut not in DATE_CUTS]:
        raise ValueError(f"cannot cut by {', '.join(unknown)}: choose from {', '.join((*CUTS, *DATE_CUTS))}")
    groups: dict[tuple[str | None, ...], list[ConversationRecord]] = defaultdict(list)
    for record in records:
        groups[tuple(_value(record, cut) for cut in by)].append(record)
    return dict(groups)


def kpis(records: Sequence[ConversationRecord], *, now: datetime, returned: frozenset[str] | None = None) -> Kpis:
    """The rates of these conversations; `returned` as `came_back` gives it (by default, found among these alone)."""
    back = came_back(records) if returned is None else returned
    opened = [record for record in records if record.opened]
    closed = [record for record in records if record.closed]
    return Kpis(
        started=len(records),
        opened=len(opened),
        closed=len(closed),
        opening=rate(len(opened), len(records)),
        confirmed=confirmed(closed),
        assumed=assumed(closed),
        durable=durable(closed, back, now),
        transfer=transfer(opened),
        transfer_by_reason=transfer_by_reason(opened),
        lead_capture=lead_capture(opened),
        script_compliance=script_compliance(records),
        csat=csat(closed),
        frt=durations(record.first_response_s for record in opened),
        operator_frt=durations(record.operator_first_response_s for record in opened),
        cost=cost(opened),
        grading=_grading(records),
    )


def transfer(opened: Sequence[ConversationRecord]) -> Rate:
    """Conversations handed to an operator / opened."""
    return rate(sum(bool(record.handoffs) for record in opened), len(opened))


def transfer_by_reason(opened: Sequence[ConversationRecord]) -> dict[str, Rate]:
    """The transfer rate by the reason of a conversation's first hand-off, so that the parts add up to the whole."""
    first = (min(record.handoffs, key=lambda handoff: handoff.at) for record in opened if record.handoffs)
    counts = Counter(str(handoff.reason) for handoff in first)
    return {reason: rate(count, len(opened)) for reason, count in sorted(counts.items())}


def lead_capture(opened: Sequence[ConversationRecord]) -> Rate:
    """Opened conversations with at least one valid contact detail given with consent / opened."""
    return rate(sum(record.leads_with_consent > 0 for record in opened), len(opened))


def script_compliance(records: Sequence[ConversationRecord]) -> Rate:
    """Turns without a rule hit / turns that rules have judged; a hit that was withdrawn is none."""
    turns = sum(record.rule_turns for record in records)
    return rate(turns - sum(record.rule_hit_turns for record in records), turns)


def durations(values_s: Iterable[float | None]) -> Durations:
    """Median, 90th percentile (linear, type 7 of Hyndman and Fan, Am. Stat. 50, 1996) and mean; None is left out."""
    known = sorted(value for value in values_s if value is not None)
    if not known:
        return Durations(0, None, None, None)
    return Durations(len(known), _quantile(known, 0.5), _quantile(known, 0.9), math.fsum(known) / len(known))


def _quantile(ordered: Sequence[float], share: float) -> float:
    at = (len(ordered) - 1) * share
    below = math.floor(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (at - below)


def _value(record: ConversationRecord, cut: str) -> str | None:
    if cut in DATE_CUTS:
        return record.started_at.strftime(DATE_CUTS[cut])
    value: str | None = getattr(record, cut)
    return value


def _grading(records: Sequence[ConversationRecord]) -> GradingCounts:
    counts = [record.grading for record in records]
    return GradingCounts(
        turns=sum(count.turns for count in counts),
        graded=sum(count.graded for count in counts),
        pending=sum(count.pending for count in counts),
        could_not_grade=sum(count.could_not_grade for count in counts),
    )
