"""The rates as JSON, in the shape that the API and `turnwise kpi --json` give."""

from dataclasses import asdict
from typing import Any

from evals.costs import Cost
from evals.csat import Csat
from evals.kpi import Kpis
from evals.resolution import ResolutionRate
from evals.wilson import Rate

Json = dict[str, Any]


def to_json(kpis: Kpis) -> Json:
    """Plain values: numbers, None, strings and dicts of them; amounts of money are strings, which lose nothing."""
    return {
        "started": kpis.started,
        "opened": kpis.opened,
        "closed": kpis.closed,
        "opening": rate_json(kpis.opening),
        "resolution": {
            "confirmed": _resolution(kpis.confirmed),
            "assumed": _resolution(kpis.assumed),
            "durable": _resolution(kpis.durable) | {"pending": kpis.durable.pending},
        },
        "transfer": rate_json(kpis.transfer)
        | {"by_reason": {reason: rate_json(part) for reason, part in kpis.transfer_by_reason.items()}},
        "lead_capture": rate_json(kpis.lead_capture),
        "script_compliance": rate_json(kpis.script_compliance),
        "csat": _csat(kpis.csat),
        "frt": asdict(kpis.frt),
        "operator_frt": asdict(kpis.operator_frt),
        "cost": _cost(kpis.cost),
        "grading": asdict(kpis.grading),
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
    return {"n": csat.n, "mean": csat.mean, **shares}


def _cost(cost: Cost) -> Json:
    amounts = {"total": str(cost.total), "mean": None if cost.mean is None else str(cost.mean)}
    return {"n": cost.n, "unknown": cost.unknown, **amounts}
