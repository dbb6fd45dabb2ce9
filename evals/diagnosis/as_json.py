"""A diagnosis and a Pareto as JSON holds them."""

from dataclasses import asdict
from typing import Any

from evals.diagnosis.causes import Diagnosis
from evals.diagnosis.pareto import Pareto


def diagnosis_json(diagnosis: Diagnosis) -> dict[str, Any]:
    """{"turn", "failed", "signals", "cause", "checks": [{"cause", "verdict", "reason", "evidence"}]}."""
    return {
        "turn": diagnosis.turn_id,
        "failed": diagnosis.failed,
        "signals": list(diagnosis.signals),
        "cause": diagnosis.cause,
        "checks": [asdict(check) for check in diagnosis.checks],
    }


def pareto_json(found: Pareto) -> dict[str, Any]:
    """{"turns", "failed", "causes": [...]}, each with its share, impact, quadrant and some of its turns."""
    return asdict(found)
