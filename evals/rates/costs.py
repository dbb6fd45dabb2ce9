"""What conversations cost, in chat models and operators' time, and what leads cost in advertisements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from evals.rates.amounts import PARTS
from evals.rates.spread import Interval, Summary
from evals.wilson import Rate

_STEP = Decimal(1) / PARTS


class Cost(NamedTuple):
    """Over `n` opened conversations whose cost is known, `unknown` others; amounts in the price table's currency."""

    n: int
    unknown: int
    total: Decimal
    mean: Decimal | None
    mean_interval: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Spend:
    """What advertisements cost on a day (UTC), in an account or, without one, in the channel as a whole."""

    channel: str
    account: str | None
    day: date
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class LeadCost:
    """`spend` bought `n` leads, at `mean` each; None where there is no lead, or no telling what belongs to it."""

    n: int
    spend: Decimal | None
    currency: str | None
    mean: Decimal | None
    mean_interval: tuple[Decimal, Decimal] | None = None


def cost(summary: Summary, opened: int) -> Cost:
    """Mean = total / conversations whose cost is known."""
    total = Decimal(summary.total) / PARTS
    mean = (total / summary.n).quantize(_STEP) if summary.n else None
    return Cost(summary.n, opened - summary.n, total, mean, _money(summary.mean_interval))


def lead_cost(spends: Iterable[Spend], leads: Rate) -> LeadCost:
    """Cost per lead = spend / opened conversations that brought a lead.

    What was spent is known, how many leads it brings is chance: the interval is that of the lead-capture rate, turned
    round. Amounts of several currencies are not added up.
    """
    spent = list(spends)
    currencies = {one.currency for one in spent}
    if len(currencies) != 1:
        return LeadCost(leads.successes, None, None, None)
    total = sum((one.amount for one in spent), Decimal(0))
    if not leads.successes or leads.low is None or leads.high is None:
        return LeadCost(leads.successes, total, currencies.pop(), None)
    fewest, most = (Decimal(share * leads.n) for share in (leads.low, leads.high))
    return LeadCost(
        leads.successes,
        total,
        currencies.pop(),
        (total / leads.successes).quantize(_STEP),
        ((total / most).quantize(_STEP), (total / fewest).quantize(_STEP)),
    )


SPENT_BY = ("channel", "account", "day", "week", "month")
"""By which cuts it is known what was spent; by any other it is not."""


def belongs(spend: Spend, key: Mapping[str, str | None], dates: Mapping[str, str]) -> bool:
    """Whether it was spent in the group of that key; `dates` are the formats of the cuts by time."""
    return all(
        value == (spend.day.strftime(dates[cut]) if cut in dates else getattr(spend, cut)) for cut, value in key.items()
    )


def _money(interval: Interval | None) -> tuple[Decimal, Decimal] | None:
    if interval is None:
        return None
    low, high = (Decimal(round(end)) / PARTS for end in interval)
    return low, high
