"""The conversations behind a number: those that count as successes, those that do not, or all that are counted."""

from collections.abc import Callable, Mapping
from typing import Literal

from evals.rates.amounts import AMOUNTS
from evals.rates.counted import Counted, counted
from evals.rates.observed import Observed
from evals.rates.shares import share_names, shares_of

Part = Literal["yes", "no", "all"]
"""Of a share the numerator, the rest, the denominator; of an amount those that have one, that have none, all opened."""

_STANDING: Mapping[str, Callable[[Observed], Counted]] = {
    "started": lambda one: counted(holds=True, among=True),
    "opened": lambda one: counted(holds=one.record.opened, among=True),
    "closed": lambda one: counted(holds=one.record.closed, among=one.record.opened),
}


def listable() -> tuple[str, ...]:
    """The names of numbers whose conversations can be listed, as in the JSON of the rates."""
    return (*_STANDING, *share_names(), *AMOUNTS)


def behind(name: str, one: Observed) -> Counted:
    """What the conversation adds to that number. Raises ValueError for one that there is not."""
    if name in _STANDING:
        return _STANDING[name](one)
    if name in AMOUNTS:
        return counted(holds=bool(AMOUNTS[name](one.record)), among=one.record.opened)
    if name not in listable():
        raise ValueError(f"there is no number {name}: choose from {', '.join(listable())}")
    return shares_of(one).get(name, Counted(0, 0))


def belongs(share: Counted, part: Part) -> bool:
    """Whether what it adds makes it one of these; a conversation with turns of both kinds is in both parts."""
    match part:
        case "yes":
            return share.successes > 0
        case "no":
            return share.n > share.successes
        case "all":
            return share.n > 0
