"""Whether the shares of a grader's labels have moved since the time before: evidence over all labels, both ways."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from evals.alerts.document import ShiftRule
from evals.alerts.look import LARGEST_LOG_E, Found, Look
from evals.alerts.wealth import log_wealth_beyond

OTHER = "other"
"""Stands for labels that the time before did not have."""


@dataclass(frozen=True, slots=True)
class Shift:
    """The look, and the label that moved most with its share before; no label where nothing is known."""

    look: Look
    label: str | None = None
    before: float | None = None


def look_for_shift(rule: ShiftRule, labels: Sequence[str], before: Mapping[str, int]) -> Shift:
    """Whether these labels, in order, call for an alert. `before` counts those of the baseline.

    For each label and direction somebody bets that its share has moved by more than `by` (`log_wealth_beyond`); the
    mean of their wealths is the wealth of one who parts their stake among them, so that the bound on false alarms holds
    for all of them together (V. Vovk and R. Wang, "E-values: calibration, combination and applications", Annals of
    Statistics 49 (2021) 1736-1754, section 3).
    """
    if not labels:
        return Shift(Look("no_data", 0, None, None, None, None))
    n, earlier = len(labels), sum(before.values())
    if earlier < rule.min_n:
        return Shift(Look("too_few", n, None, None, None, None))
    names = [*sorted(before), OTHER]
    known = np.array([name if name in before else OTHER for name in labels])
    sides = [
        side
        for name in names
        for up in (True, False)
        if (side := _side(rule, name, up, known == name, before.get(name, 0), earlier))
    ]
    if not sides:
        return Shift(Look("fine", n, None, None, None, None))
    evidence = float(np.logaddexp.reduce([side.evidence for side in sides]) - log(len(sides)))
    # What comes instead tells more than what is missing.
    most = max(sides, key=lambda side: (side.beyond, side.up, side.evidence))
    e_value = float(np.exp(min(evidence, LARGEST_LOG_E)))
    found: Found = "firing" if evidence >= -log(rule.alpha) and most.beyond else "fine"
    if n < rule.min_n:
        found = "too_few"
    return Shift(Look(found, n, most.value, most.limit, most.before, e_value), most.name, most.before)


def look_again_for_shift(rule: ShiftRule, labels: Sequence[str], before: Mapping[str, int]) -> Look:
    """Whether the shares have come back: all within half of `by` of the time before the alert.

    With nothing before it is over, too: the grader has another version by now.
    """
    n, earlier = len(labels), sum(before.values())
    if not earlier or n < rule.min_n:
        return Look("firing" if earlier else "cleared", n, None, None, None, None)
    away = {name: abs(labels.count(name) / n - before.get(name, 0) / earlier) for name in {*labels, *before}}
    most = max(away, key=lambda name: away[name])
    found: Found = "firing" if away[most] > rule.by / 2 else "cleared"
    return Look(found, n, labels.count(most) / n, None, before.get(most, 0) / earlier, None)


@dataclass(frozen=True, slots=True)
class _Side:
    """One label and direction; `limit` is on the scale of the label's share."""

    name: str
    up: bool
    evidence: float
    value: float
    limit: float
    before: float
    beyond: bool


def _side(rule: ShiftRule, name: str, up: bool, now: NDArray[np.bool_], before: int, earlier: int) -> _Side | None:
    """None where the share has no room to move so far."""
    values, count = (now, before) if up else (~now, earlier - before)
    limit = count / earlier + rule.by
    if limit >= 1:
        return None
    baseline = np.repeat([1.0, 0.0], [count, earlier - count])
    evidence = log_wealth_beyond(values.astype(np.float64), baseline, rule.by)
    share = float(now.mean())
    shown = limit if up else 1 - limit
    return _Side(name, up, evidence, share, shown, before / earlier, share > shown if up else share < shown)
