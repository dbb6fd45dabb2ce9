"""The rates as JSON, in the shape that the API and `turnwise kpi --json` give."""

from dataclasses import asdict
from typing import Any

from evals.kpi import Group, Kpis
from evals.kpi_comparison import Compared
from evals.rates.costs import Cost, LeadCost
from evals.rates.csat import Csat
from evals.rates.resolution import ResolutionRate
from evals.rates.reviews import Reviewed
from evals.wilson import Rate

Json = dict[str, Any]


def group_json(group: Group | Compared) -> Json:
    """A group with its key; with the earlier period and the differences, where it was compared."""
    found = {"key": dict(group.key), "kpis": to_json(group.kpis)}
    if isinstance(group, Compared):
        differences = {place: asdict(one) for place, one in group.differences.items()}
        found |= {"before": to_json(group.before), "differences": differences}
    return found


def to_json(kpis: Kpis) -> Json:
    """Plain values: numbers, None, strings and dicts of them; amounts of money are strings, which lose nothing."""
    pending = {"pending": kpis.durable.pending}
    return {
        "started": kpis.started,
        "opened": kpis.opened,
        "closed": kpis.closed,
        "opening": rate_json(kpis.opening),
        "resolution": {
            "confirmed": _resolution(kpis.confirmed),
            "assumed": _resolution(kpis.assumed),
            "durable": _resolution(kpis.durable) | pending,
        },
        "fcr": _resolution(kpis.fcr) | {"pending": kpis.fcr.pending},
        "transfer": rate_json(kpis.transfer)
        | {"by_reason": {reason: rate_json(part) for reason, part in kpis.transfer_by_reason.items()}},
        "lead_capture": rate_json(kpis.lead_capture),
        "compliant_capture": rate_json(kpis.compliant_capture),
        "complaint": rate_json(kpis.complaint),
        "script_compliance": rate_json(kpis.script_compliance),
        "sensitive_compliance": rate_json(kpis.sensitive_compliance),
        "warning": {"precision": rate_json(kpis.warning_precision), "recall": rate_json(kpis.warning_recall)},
        "knowledge_coverage": rate_json(kpis.knowledge_coverage),
        "csat": _csat(kpis.csat),
        "frt": kpis.frt._asdict(),
        "operator_frt": kpis.operator_frt._asdict(),
        "response": kpis.response._asdict(),
        "operator_response": kpis.operator_response._asdict(),
        "aht": kpis.aht._asdict(),
        "concurrency": kpis.concurrency._asdict(),
        "operator_concurrency": kpis.operator_concurrency._asdict(),
        "operators_online": kpis.operators_online._asdict() if kpis.operators_online else None,
        "cost": _cost(kpis.cost),
        "conversation_cost": _cost(kpis.conversation_cost),
        "lead_cost": _lead_cost(kpis.lead_cost),
        "grading": asdict(kpis.grading),
        "grading_coverage": rate_json(kpis.grading_coverage),
        "grading_lag": kpis.grading_lag._asdict(),
        "reviewed": {grader: _reviewed(one) for grader, one in kpis.reviewed.items()},
    }


def rate_json(rate: Rate) -> Json:
    """Value, n, successes and the interval."""
    return {"value": rate.value, "n": rate.n, "successes": rate.successes, "low": rate.low, "high": rate.high}


def _resolution(resolution: ResolutionRate) -> Json:
    return rate_json(resolution.all) | {
        "agent_alone": rate_json(resolution.agent_alone),
        "with_operator": rate_json(resolution.with_operator),
    }


def _csat(csat: Csat) -> Json:
    shares = {"satisfied": rate_json(csat.satisfied), "response": rate_json(csat.response)}
    return {"n": csat.n, "mean": csat.mean, "mean_interval": csat.mean_interval, **shares}


def _cost(cost: Cost) -> Json:
    return {
        "n": cost.n,
        "unknown": cost.unknown,
        "total": str(cost.total),
        "mean": None if cost.mean is None else str(cost.mean),
        "mean_interval": cost.mean_interval and [str(end) for end in cost.mean_interval],
    }


def _lead_cost(cost: LeadCost) -> Json:
    return {
        "n": cost.n,
        "spend": None if cost.spend is None else str(cost.spend),
        "currency": cost.currency,
        "mean": None if cost.mean is None else str(cost.mean),
        "mean_interval": cost.mean_interval and [str(end) for end in cost.mean_interval],
    }


def _reviewed(one: Reviewed) -> Json:
    powered = one.powered.rate
    return {
        "label": one.label,
        "reviews": one.reviews,
        "machine": rate_json(one.machine),
        "powered": {"n": powered.n, "value": powered.value, "low": powered.low, "high": powered.high},
    }
