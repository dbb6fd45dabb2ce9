"""What a look at a rate finds: too little, nothing, an alert that begins, goes on or is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log
from typing import Literal

import numpy as np

from evals.alerts.document import RateRule, WatchedRule
from evals.alerts.wealth import last_log_wealth, log_wealth_beyond

Found = Literal["no_data", "too_few", "fine", "firing", "cleared"]
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
LARGEST_LOG_E = 300.0
"""So that an e-value is a number that JSON holds."""


@dataclass(frozen=True, slots=True)
class Look:
    """`value`, `limit` and `clear` on the rate's own scale, of counted rates the share over.

    `e_value` is the wealth won against "all is well": it fires at 1 / alpha. None where nothing is known.
    """

    found: Found
    n: int
    value: float | None
    limit: float | None
    clear: float | None
    e_value: float | None


def stream_start(rule: WatchedRule, now: datetime, cleared_at: datetime | None) -> datetime:
    """From when on values count at `now`: one to two windows, and nothing that an earlier alert was about.

    Windows lie end to end from the epoch on, so that all looks within one see the same values, and more: only then
    does the bound on false alarms hold.
    """
    window = timedelta(hours=rule.window_h)
    start = _EPOCH + ((now - _EPOCH) // window - 1) * window
    return max(start, cleared_at) if cleared_at else start


def look(rule: RateRule, values: Sequence[float], before: Sequence[float]) -> Look:
    """Whether these values, in order, call for an alert. `before` are those of the baseline, where the rule has one."""
    measure, limit, clear = rule.measure, rule.limit, rule.clears_at
    if not values:
        return Look("no_data", 0, None, _shown(rule, limit), _shown(rule, clear), None)
    badness = measure.badness(values, rule.over)
    mean = float(badness.mean())
    if limit is None:
        if len(before) < rule.min_n:
            return Look("too_few", len(values), measure.value(mean), None, None, None)
        earlier, step = measure.badness(before, rule.over), _step(rule)
        evidence = log_wealth_beyond(badness, earlier, step)
        limit, clear = float(earlier.mean()) + step, float(earlier.mean()) + step / 2
    else:
        evidence = last_log_wealth(badness, limit)
    shown = (len(values), measure.value(mean), _shown(rule, min(limit, 1.0)), _shown(rule, clear))
    e_value = float(np.exp(min(evidence, LARGEST_LOG_E)))
    if len(values) < rule.min_n:
        return Look("too_few", *shown, e_value)
    return Look("firing" if evidence >= -log(rule.alpha) and mean > limit else "fine", *shown, e_value)


def look_again(rule: RateRule, values: Sequence[float], limit: float, clear: float) -> Look:
    """Whether an alert is over; `values` are those since it began, at most a window's. `limit`, `clear` are its own."""
    if not values:
        return Look("firing", 0, None, limit, clear, None)
    mean = float(rule.measure.badness(values, rule.over).mean())
    over = len(values) >= rule.min_n and mean <= rule.measure.level(clear)
    return Look("cleared" if over else "firing", len(values), rule.measure.value(mean), limit, clear, None)


def _step(rule: RateRule) -> float:
    step = rule.worse_by or 0.0
    return step if rule.measure.counted else step / (rule.measure.highest - rule.measure.lowest)


def _shown(rule: RateRule, badness: float | None) -> float | None:
    return None if badness is None else rule.measure.value(badness)
