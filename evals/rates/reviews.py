"""On how many reviews the rates rest that graders give, and what they are with the graders' errors taken out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evals.prediction_powered import PoweredRate, powered_rate
from evals.reviewed import Review, settled
from evals.wilson import Rate

WATCHED: Mapping[str, str] = {
    "resolution": "resolved",
    "complaint": "complaint",
    "sensitive_data": "exposed",
    "escalation_risk": "warning",
}
"""The graders behind rates, with the label that these rates count; turns are labelled, not conversations."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The share of turns with `label`: by the grader alone, and with what reviewers said of it.

    `reviews` counts the grades that were reviewed; only those of turns drawn by chance correct the share.
    """

    grader: str
    label: str
    reviews: int
    machine: Rate
    powered: PoweredRate


def reviewed(grader: str, machine: Rate, reviews: Sequence[Review]) -> Reviewed:
    """The label's share in a group of turns; `machine` is of all of them, `reviews` are this grader's within it."""
    label = WATCHED[grader]
    known = settled(reviews)
    drawn = [one for one in known if one.random]
    given = [one.given == label for one in drawn]
    labelled, others = max(0, machine.successes - sum(given)), max(0, machine.n - len(given))
    labelled = min(labelled, others)
    unreviewed = np.repeat(np.array([True, False]), [labelled, others - labelled])
    powered = powered_rate([one.label == label for one in drawn], given, unreviewed)
    return Reviewed(grader, label, len(known), machine, powered)
