"""Calibrations as JSON, in the shape that the API and `turnwise review report --json` give."""

from dataclasses import asdict
from typing import Any

from evals.calibrate import Calibration, LabelRate
from evals.kpi_json import rate_json

Json = dict[str, Any]


def calibration_json(calibration: Calibration) -> Json:
    """Plain values: numbers, None, strings and dicts of them."""
    return {
        "grader": calibration.grader,
        "version": calibration.version,
        "key": dict(calibration.key),
        "random": calibration.random,
        "quality": asdict(calibration.quality),
        "reviewers": asdict(calibration.reviewers),
        "rates": {label: _rate(one) for label, one in calibration.rates.items()},
    }


def _rate(found: LabelRate) -> Json:
    powered = found.powered
    return {
        "machine": rate_json(found.machine),
        "reviewers": rate_json(found.reviewers),
        "powered": asdict(powered.rate) | {"grades": powered.grades, "power": powered.power},
    }
