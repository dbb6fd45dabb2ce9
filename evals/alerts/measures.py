"""The rates that alerts watch: their scale, which end of it is bad, and whether single values have a bound."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evals.alerts.wealth import Values


@dataclass(frozen=True, slots=True)
class Measure:
    """A rate whose single values lie in [lowest, highest].

    Those without an upper bound (seconds, money) are counted: watched is the share of values over a number that the
    rule names, so that "the 90th percentile is over 120 s" is "more than a tenth are over 120 s".
    """

    lowest: float = 0.0
    highest: float = 1.0
    high_is_good: bool = False

    @property
    def counted(self) -> bool:
        """Whether a rule has to say over what a value counts as bad."""
        return math.isinf(self.highest)

    def badness(self, values: Sequence[float], over: float | None) -> Values:
        """The values as badness in [0, 1]: 0 the best, 1 the worst."""
        given = np.asarray(values, dtype=np.float64)
        if self.counted:
            return np.asarray((given > (math.inf if over is None else over)).astype(np.float64))
        return np.asarray(np.clip(self._flipped((given - self.lowest) / self._width), 0.0, 1.0))

    def level(self, value: float) -> float:
        """A limit of a rule as badness."""
        return value if self.counted else float(self._flipped((value - self.lowest) / self._width))

    def value(self, badness: float) -> float:
        """The mean that is so bad, on the rate's own scale; for counted ones the share over."""
        return badness if self.counted else self.lowest + self._width * float(self._flipped(badness))

    @property
    def _width(self) -> float:
        return self.highest - self.lowest

    def _flipped(self, share: float | Values) -> float | Values:
        return 1 - share if self.high_is_good else share


_TIMES = Measure(highest=math.inf)
_SCORE = Measure(high_is_good=True)

AGREEMENT = "agreement"
VIOLATIONS = "rule_violations"
_GRADERS = (
    "completeness",
    "contradiction",
    "escalation_risk",
    "groundedness",
    "handoff",
    "injection",
    "language",
    "lead",
    "politeness",
    "relevance",
    "repetition",
    "resolution",
    "satisfaction",
    "sensitive_data",
    "sentiment",
    "sentiment_change",
    "unsafe_promise",
)

MEASURES: Mapping[str, Measure] = {
    "first_response": _TIMES,
    "operator_first_response": _TIMES,
    "response": _TIMES,
    "grading_lag": _TIMES,
    "cost": _TIMES,
    "csat": Measure(lowest=1.0, highest=5.0, high_is_good=True),
    "complaint": Measure(),
    "transfer": Measure(),
    "lead_capture": _SCORE,
    "script_compliance": _SCORE,
    VIOLATIONS: Measure(),
    AGREEMENT: _SCORE,
    **dict.fromkeys(_GRADERS, _SCORE),
}
"""By name: the shares of `evals/kpi.py`, times in seconds, money, ratings, and the mean score of each grader.

`agreement` is that of a grader's labels with those of its reviewers, `rule_violations` the share of turns with a hit.
"""
