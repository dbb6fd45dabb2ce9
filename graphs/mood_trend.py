"""How a customer's mood changes over the turns of a conversation."""

from collections.abc import Sequence
from typing import Literal

Trend = Literal["rising", "steady", "falling"]
"""Of being upset: rising is getting worse."""

_TELLING_CHANGE = 0.15
_WORTH_A_LOOK = 0.3
"""Below it a customer is calm, whatever the change."""


def trend_of(upset: Sequence[float]) -> Trend:
    """Whether the last mood differs tellingly from the mean of those before; probabilities, first to last."""
    if len(upset) < 2:
        return "steady"
    change = upset[-1] - sum(upset[:-1]) / (len(upset) - 1)
    if abs(change) < _TELLING_CHANGE:
        return "steady"
    return "rising" if change > 0 else "falling"


def gets_worse(upset: Sequence[float]) -> bool:
    """Whether the mood has turned for the worse so far that somebody should look."""
    return trend_of(upset) == "rising" and upset[-1] >= _WORTH_A_LOOK
