"""The rates, defined once: from conversations to numbers, each with n and a 95 % interval.

What each one counts stands in `evals/rates/`, a pure function with its formula for each; here they are put together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from evals.conversation import ConversationRecord, GradingCounts
from evals.rates.amounts import Durations, durations
from evals.rates.beside import Beside, Surroundings, lead_cost_of, online_of, reviewed_of
from evals.rates.costs import Cost, LeadCost, cost
from evals.rates.csat import RATINGS, Csat, csat
from evals.rates.cuts import DATE_CUTS, Key, check_cuts, in_order, key_of, matches, midnight, window
from evals.rates.load import Load, OperatorLoad, Span, load_of, operator_load_of
from evals.rates.observed import Returns, find_returns, observe
from evals.rates.resolution import ResolutionRate
from evals.rates.reviews import Reviewed
from evals.rates.shares import ALONE, BY_REASON, BY_WHO_REPLIED, HELPED, REASONS
from evals.rates.tally import Added, tally
from evals.wilson import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpis:
    """The rates of one group; `transfer_by_reason` splits `transfer` by the reason of the first hand-off.

    `operators_online` is None where the group is cut by what operators are not divided by. `reviewed` holds, by
    grader, what reviewers have found of the grades that rates rest on.
    """

    started: int
    opened: int
    closed: int
    opening: Rate
    confirmed: ResolutionRate
    assumed: ResolutionRate
    durable: ResolutionRate
    fcr: ResolutionRate
    transfer: Rate
    transfer_by_reason: Mapping[str, Rate]
    lead_capture: Rate
    compliant_capture: Rate
    complaint: Rate
    script_compliance: Rate
    sensitive_compliance: Rate
    warning_precision: Rate
    warning_recall: Rate
    knowledge_coverage: Rate
    csat: Csat
    frt: Durations
    operator_frt: Durations
    response: Durations
    operator_response: Durations
    aht: Durations
    concurrency: Load
    operator_concurrency: OperatorLoad
    operators_online: Load | None
    cost: Cost
    conversation_cost: Cost
    lead_cost: LeadCost
    grading: GradingCounts
    grading_coverage: Rate
    grading_lag: Durations
    reviewed: Mapping[str, Reviewed] = field(default_factory=dict)


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
    only: Mapping[str, str | None] | None = None,
    beside: Beside | None = None,
) -> tuple[Group, ...]:
    """Rates of the conversations started in [since, until), a group for each combination of `by`, in order of the keys.

    `only` leaves those with these values of cuts. `records` should reach past `until`, so that customers who came back
    afterwards are seen, and hold what began before `since` and was still going on or had ended in the week before.
    Without `by` there is one group with an empty key. Raises ValueError for an unknown cut, or a date that is none.
    """
    only, beside = dict(only or {}), beside or Beside()
    check_cuts(by, only)
    known = list(records)
    returns = find_returns(known)
    known = [record for record in known if matches(record, {cut: only[cut] for cut in only if cut not in DATE_CUTS})]
    chosen = [record for record in known if within(record, since, until) and matches(record, only)]
    begin = since or _begin(chosen, now)
    end = min(until, now) if until else now
    groups = {(): chosen} if not by else group_by(chosen, by)
    of_fields = [cut for cut in by if cut not in DATE_CUTS]
    alike = group_by(known, of_fields)
    measured = []
    for key, members in sorted(groups.items(), key=lambda item: in_order(item[0])):
        named = dict(zip(by, key, strict=True))
        there = alike.get(tuple(named[cut] for cut in of_fields), [])
        measured.append(Group(named, _measured(members, there, returns, now, named | only, begin, end, beside)))
    return tuple(measured)


def within(record: ConversationRecord, since: datetime | None, until: datetime | None) -> bool:
    """Whether it started in [since, until); None is an open end."""
    return (since is None or record.started_at >= since) and (until is None or record.started_at < until)


def group_by(records: Iterable[ConversationRecord], by: Sequence[str]) -> dict[Key, list[ConversationRecord]]:
    """Conversations by the values of those cuts. Raises ValueError for an unknown one."""
    check_cuts(by)
    groups: dict[Key, list[ConversationRecord]] = defaultdict(list)
    for record in records:
        groups[key_of(record, by)].append(record)
    return dict(groups)


def kpis(records: Sequence[ConversationRecord], *, now: datetime) -> Kpis:
    """The rates of these conversations; who came back is looked for among them alone."""
    return _measured(records, records, find_returns(records), now, {}, _begin(records, now), now, Beside())


def kpis_of(added: Added, around: Surroundings) -> Kpis:
    """The rates of what was added up, whether from values or from histograms."""
    reasons = {reason: added.rate(name) for reason, name in _OF_REASONS if added.count(name)}
    ratings = {rating: added.count(name) for rating, name in _OF_RATINGS}
    return Kpis(
        started=added.count("started"),
        opened=added.count("opened"),
        closed=added.count("closed"),
        opening=added.rate("opening"),
        confirmed=_resolution(added, "resolution.confirmed"),
        assumed=_resolution(added, "resolution.assumed"),
        durable=_resolution(added, "resolution.durable"),
        fcr=_resolution(added, "fcr"),
        transfer=added.rate("transfer"),
        transfer_by_reason=reasons,
        lead_capture=added.rate("lead_capture"),
        compliant_capture=added.rate("compliant_capture"),
        complaint=added.rate("complaint"),
        script_compliance=added.rate("script_compliance"),
        sensitive_compliance=added.rate("sensitive_compliance"),
        warning_precision=added.rate("warning.precision"),
        warning_recall=added.rate("warning.recall"),
        knowledge_coverage=added.rate("knowledge_coverage"),
        csat=csat(ratings, added.rate("csat.satisfied"), added.rate("csat.response")),
        frt=_times(added, "frt"),
        operator_frt=_times(added, "operator_frt"),
        response=_times(added, "response"),
        operator_response=_times(added, "operator_response"),
        aht=_times(added, "aht"),
        concurrency=around.concurrency,
        operator_concurrency=around.operator_concurrency,
        operators_online=around.operators_online,
        cost=_cost(added, "cost"),
        conversation_cost=_cost(added, "conversation_cost"),
        lead_cost=around.lead_cost,
        grading=GradingCounts(
            turns=added.count("grading/turns"),
            graded=added.count("grading/graded"),
            pending=added.count("grading/pending"),
            could_not_grade=added.count("grading/could_not_grade"),
        ),
        grading_coverage=added.rate("grading_coverage"),
        grading_lag=_times(added, "grading_lag"),
        reviewed=around.reviewed,
    )


def _begin(records: Sequence[ConversationRecord], now: datetime) -> datetime:
    """Where nothing else is said, a period begins with the day (UTC) of its first conversation."""
    return midnight(min(record.started_at for record in records)) if records else now


def _resolution(added: Added, name: str) -> ResolutionRate:
    alone, helped, pending = _OF_RESOLUTION[name]
    return ResolutionRate(added.rate(name), added.rate(alone), added.rate(helped), added.count(pending))


def _times(added: Added, name: str) -> Durations:
    return durations(added.summary(name))


def _cost(added: Added, name: str) -> Cost:
    return cost(added.summary(name), added.count("opened"))


def _measured(
    members: Sequence[ConversationRecord],
    there: Sequence[ConversationRecord],
    returns: Returns,
    now: datetime,
    key: Mapping[str, str | None],
    since: datetime,
    until: datetime,
    beside: Beside,
) -> Kpis:
    """`members` are counted, `there` are those of the same kind whenever they began: who is open, is so then too."""
    added = tally(observe(record, returns, now) for record in members)
    own, ids = window(key, since, until), {record.id for record in members}
    held: dict[str, list[Span]] = defaultdict(list)
    for record in there:
        for one in record.assignments:
            held[one.operator].append((one.since, one.until))
    spans = [(record.opened_at, record.closed_at) for record in there if record.opened_at is not None]
    around = Surroundings(
        concurrency=load_of(spans, *own),
        operator_concurrency=operator_load_of(held.values(), *own),
        operators_online=online_of(beside, key, since, until),
        lead_cost=lead_cost_of(added, beside, key, since, until),
        reviewed=reviewed_of(added, (review for review in beside.reviews if review.conversation_id in ids)),
    )
    return kpis_of(added, around)


# Names are put together once: thousands of groups ask for them.
_OF_REASONS = tuple((reason, f"{BY_REASON}.{reason}") for reason in sorted(REASONS))
_OF_RATINGS = tuple((rating, f"csat/{rating}") for rating in RATINGS)
_OF_RESOLUTION = {name: (f"{name}.{ALONE}", f"{name}.{HELPED}", f"{name}/pending") for name in BY_WHO_REPLIED}
