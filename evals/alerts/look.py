"""What a look at a rate finds: too little, nothing, an alert that begins, goes on or is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log
from typing import Literal

import numpy as np

from evals.alerts.document import RateRule
from evals.alerts.wealth import log_wealth, upper_bound

Found = Literal["no_data", "too_few", "fine", "firing", "cleared"]
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_LARGEST_LOG_E = 300.0


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


def stream_start(rule: RateRule, now: datetime, cleared_at: datetime | None) -> datetime:
    """From when on values count at `now`: one to two windows, and nothing that an earlier alert was about.

    Windows lie end to end from the epoch on, so that all looks within one see the same values, and more: only then
    does the bound on false alarms hold.
    """
    window = timedelta(hours=rule.window_h)
    start = _EPOCH + ((now - _EPOCH) // window - 1) * window
    return max(start, cleared_at) if cleared_at else start


def look(rule: RateRule, values: Sequence[float], before: Sequence[float]) -> Look:
    """Whether these values, in order, call for an alert. `before` are those of the baseline, where the rule has one.

    Against a baseline the false-alarm rate is halved between the baseline's own bound and the values.
    """
    measure, limit, clear, alpha = rule.measure, rule.limit, rule.clears_at, rule.alpha
    if not values:
        return Look("no_data", 0, None, _shown(rule, limit), _shown(rule, clear), None)
    badness = measure.badness(values, rule.over)
    mean = float(badness.mean())
    if limit is None:
        if len(before) < rule.min_n:
            return Look("too_few", len(values), measure.value(mean), None, None, None)
        alpha /= 2
        earlier = measure.badness(before, rule.over)
        limit = upper_bound(earlier, alpha) + _step(rule)
        clear = (float(earlier.mean()) + limit) / 2
    shown = (len(values), measure.value(mean), _shown(rule, limit), _shown(rule, clear))
    if not 0 < limit < 1:
        return Look("fine", *shown, None)
    evidence = float(log_wealth(badness, limit)[-1])
    e_value = float(np.exp(min(evidence, _LARGEST_LOG_E)))
    if len(values) < rule.min_n:
        return Look("too_few", *shown, e_value)
    return Look("firing" if evidence >= -log(alpha) and mean > limit else "fine", *shown, e_value)


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
