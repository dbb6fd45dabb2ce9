"""Two periods side by side: by how much each figure differs, with a 95 % interval of the difference."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from evals.kpi import Group, Kpis, kpis
from evals.rates.amounts import Durations
from evals.rates.costs import Cost, LeadCost
from evals.rates.cuts import DATE_CUTS, Key, in_order
from evals.rates.resolution import ResolutionRate
from evals.rates.shares import BY_REASON, REASONS
from evals.rates.spread import Interval
from evals.wilson import Rate, rate

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its interval; None where it is not known."""

    value: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Difference:
    """`value` is now - before; `low` and `high` are None where one of the two has no interval."""

    before: float | None
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A group in both periods; one that is in one of them only is empty in the other."""

    key: Mapping[str, str | None]
    kpis: Kpis
    before: Kpis
    differences: Mapping[str, Difference]


def compare_groups(now: Sequence[Group], before: Sequence[Group]) -> tuple[Compared, ...]:
    """The groups of both periods, cut alike, in the order of their keys. Raises ValueError where dates cut them."""
    if dated := [cut for group in (*now, *before) for cut in group.key if cut in DATE_CUTS]:
        raise ValueError(f"two periods have no {dated[0]} in common: cut them by something else")
    nothing = kpis([], now=_ANY_TIME)
    found = {_parts(group): (group.key, group.kpis) for group in now}
    earlier = {_parts(group): (group.key, group.kpis) for group in before}
    compared = []
    for parts in sorted({**found, **earlier}, key=in_order):
        key = (found.get(parts) or earlier[parts])[0]
        sides = [side[parts][1] if parts in side else nothing for side in (found, earlier)]
        compared.append(Compared(key, sides[0], sides[1], compare(*sides)))
    return tuple(compared)


def compare(now: Kpis, before: Kpis) -> dict[str, Difference]:
    """Every share, time and cost by its place in the JSON of the rates."""
    earlier = figures(before)
    return {name: difference(figure, earlier[name]) for name, figure in figures(now).items() if name in earlier}


def difference(now: Figure, before: Figure) -> Difference:
    """now - before, from the two intervals (l1, u1) and (l2, u2) of independent samples.

    Lower end d - sqrt((x1 - l1)^2 + (u2 - x2)^2), upper end d + sqrt((u1 - x1)^2 + (x2 - l2)^2). With Wilson's
    intervals that is method 10 of R. G. Newcombe, "Interval estimation for the difference between independent
    proportions", Statistics in Medicine 17 (1998) 873-890; for means and quantiles it is MOVER: G. Zou and A. Donner,
    "Construction of confidence limits about effect measures", Statistics in Medicine 27 (2008) 1693-1702.
    """
    if now.value is None or before.value is None:
        return Difference(before.value, None, None, None)
    change = now.value - before.value
    if now.interval is None or before.interval is None:
        return Difference(before.value, change, None, None)
    (low_now, high_now), (low_before, high_before) = now.interval, before.interval
    down = math.hypot(now.value - low_now, high_before - before.value)
    up = math.hypot(high_now - now.value, before.value - low_before)
    return Difference(before.value, change, change - down, change + up)


def figures(kpis: Kpis) -> dict[str, Figure]:
    """All that can be compared."""
    return {
        "opening": _share(kpis.opening),
        **_resolution("resolution.confirmed", kpis.confirmed),
        **_resolution("resolution.assumed", kpis.assumed),
        **_resolution("resolution.durable", kpis.durable),
        **_resolution("fcr", kpis.fcr),
        "transfer": _share(kpis.transfer),
        **_reasons(kpis.transfer_by_reason, kpis.transfer.n),
        "lead_capture": _share(kpis.lead_capture),
        "compliant_capture": _share(kpis.compliant_capture),
        "complaint": _share(kpis.complaint),
        "script_compliance": _share(kpis.script_compliance),
        "sensitive_compliance": _share(kpis.sensitive_compliance),
        "warning.precision": _share(kpis.warning_precision),
        "warning.recall": _share(kpis.warning_recall),
        "knowledge_coverage": _share(kpis.knowledge_coverage),
        "csat.mean": Figure(kpis.csat.mean, kpis.csat.mean_interval),
        "csat.satisfied": _share(kpis.csat.satisfied),
        "csat.response": _share(kpis.csat.response),
        **_times("frt", kpis.frt),
        **_times("operator_frt", kpis.operator_frt),
        **_times("response", kpis.response),
        **_times("operator_response", kpis.operator_response),
        **_times("aht", kpis.aht),
        **_load(kpis),
        "cost.mean": _mean(kpis.cost),
        "conversation_cost.mean": _mean(kpis.conversation_cost),
        "lead_cost.mean": _mean(kpis.lead_cost),
        "grading_coverage": _share(kpis.grading_coverage),
        **_times("grading_lag", kpis.grading_lag),
    }


def _parts(group: Group) -> Key:
    return tuple(group.key.values())


def _share(rate: Rate) -> Figure:
    return Figure(rate.value, None if rate.low is None or rate.high is None else (rate.low, rate.high))


def _resolution(name: str, one: ResolutionRate) -> dict[str, Figure]:
    return {
        name: _share(one.all),
        f"{name}.agent_alone": _share(one.agent_alone),
        f"{name}.with_operator": _share(one.with_operator),
    }


def _reasons(parts: Mapping[str, Rate], n: int) -> dict[str, Figure]:
    """A reason that did not come up has a share all the same: none."""
    return {f"{BY_REASON}.{reason}": _share(parts.get(reason) or rate(0, n)) for reason in REASONS}


def _times(name: str, one: Durations) -> dict[str, Figure]:
    return {
        f"{name}.p50_s": Figure(one.p50_s, one.p50_interval_s),
        f"{name}.p90_s": Figure(one.p90_s, one.p90_interval_s),
        f"{name}.mean_s": Figure(one.mean_s, one.mean_interval_s),
    }


def _load(kpis: Kpis) -> dict[str, Figure]:
    """Nothing is estimated in these, and so they have no interval."""
    return {
        "concurrency.max": Figure(kpis.concurrency.max, None),
        "concurrency.mean": Figure(kpis.concurrency.mean, None),
        "operator_concurrency.max": Figure(kpis.operator_concurrency.max, None),
        "operator_concurrency.mean": Figure(kpis.operator_concurrency.mean, None),
    }


def _mean(cost: Cost | LeadCost) -> Figure:
    interval = cost.mean_interval
    return Figure(
        None if cost.mean is None else float(cost.mean), interval and (float(interval[0]), float(interval[1]))
    )
