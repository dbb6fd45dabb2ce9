"""The conversations behind a number: those that count as successes, those that do not, or all that are counted."""

from functools import cache
from typing import Literal

from evals.rates.amounts import AMOUNTS
from evals.rates.counted import Counted, counted
from evals.rates.observed import Observed
from evals.rates.shares import share_names, shares_of

Part = Literal["yes", "no", "all"]
"""Of a share the numerator, the rest, the denominator; of an amount those that have one, that have none, all opened."""

_STANDING = ("started", "opened", "closed")


@cache
def listable() -> tuple[str, ...]:
    """The names of numbers whose conversations can be listed, as in the JSON of the rates."""
    return (*_STANDING, *share_names(), *AMOUNTS)


def behind(one: Observed) -> dict[str, Counted]:
    """What the conversation adds to each of these numbers; those to which it adds nothing are left out."""
    record = one.record
    found = {
        "started": counted(holds=True, among=True),
        "opened": counted(holds=record.opened, among=True),
        "closed": counted(holds=record.closed, among=record.opened),
        **shares_of(one),
    }
    if record.opened:
        found |= {name: counted(holds=bool(amount(record)), among=True) for name, amount in AMOUNTS.items()}
    return {name: share for name, share in found.items() if share.n}


def belongs(share: Counted, part: Part) -> bool:
    """Whether what it adds makes it one of these; a conversation with turns of both kinds is in both parts."""
    match part:
        case "yes":
            return share.successes > 0
        case "no":
            return share.n > share.successes
        case "all":
            return share.n > 0
