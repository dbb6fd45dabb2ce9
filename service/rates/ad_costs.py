"""What advertisements cost and brought, by channel; and rates by where customers came from, of a bounded time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import InvalidRequest
from service.storage.rates.ad_spend import Spend, list_spends
from service.storage.rates.source_rates import SourceCounts, SourceCut, count_by_source

LONGEST = timedelta(days=92)
"""A quarter: what brought customers is counted conversation by conversation."""
_CENTS = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class ChannelCosts:
    """One channel in one currency. `impressions` and `clicks` are None where no advertising platform told any.

    `conversations` were opened, `leads` left a contact detail; where a channel was paid for in two currencies, what
    a lead costs in either is not known.
    """

    channel: str
    currency: str
    amount: Decimal
    impressions: int | None
    clicks: int | None
    conversations: int
    leads: int
    one_currency: bool

    @property
    def cost_per_click(self) -> Decimal | None:
        """Amount / clicks."""
        return _share(self.amount, self.clicks)

    @property
    def cost_per_lead(self) -> Decimal | None:
        """Amount / leads."""
        return _share(self.amount, self.leads) if self.one_currency else None

    @property
    def click_rate(self) -> float | None:
        """Clicks / impressions."""
        return self.clicks / self.impressions if self.clicks is not None and self.impressions else None


async def channel_costs(connection: AsyncConnection, since: datetime, until: datetime) -> list[ChannelCosts]:
    """The most expensive first; days are UTC, and begun ones count whole. Raises InvalidRequest."""
    ensure_bounded(since, until)
    first, last = since.astimezone(UTC).date(), (until.astimezone(UTC) - timedelta(microseconds=1)).date()
    spends = await list_spends(connection, first, last + timedelta(days=1))
    counts = {one.value: one for one in await count_by_source(connection, "channel", since, until)}
    grouped: defaultdict[tuple[str, str], list[Spend]] = defaultdict(list)
    for one in spends:
        grouped[one.channel, one.currency].append(one)
    currencies: defaultdict[str, set[str]] = defaultdict(set)
    for channel, currency in grouped:
        currencies[channel].add(currency)
    found = [
        _costs(channel, currency, rows, counts.get(channel), one_currency=len(currencies[channel]) == 1)
        for (channel, currency), rows in grouped.items()
    ]
    return sorted(found, key=lambda one: (-one.amount, one.channel, one.currency))


async def source_counts(
    connection: AsyncConnection, cut: SourceCut, since: datetime, until: datetime
) -> list[SourceCounts]:
    """The sources with the most conversations first. Raises InvalidRequest."""
    ensure_bounded(since, until)
    return await count_by_source(connection, cut, since, until)


def ensure_bounded(since: datetime, until: datetime) -> None:
    """Raises InvalidRequest."""
    if until <= since:
        raise InvalidRequest("The time ends before it begins: choose another one.")
    if until - since > LONGEST:
        raise InvalidRequest(f"Sources are counted for at most {LONGEST.days} days: choose a shorter time.")


def _costs(
    channel: str, currency: str, rows: Sequence[Spend], counts: SourceCounts | None, *, one_currency: bool
) -> ChannelCosts:
    numbers = counts.numbers if counts else {}
    return ChannelCosts(
        channel,
        currency,
        sum((one.amount for one in rows), Decimal()),
        _sum([one.impressions for one in rows]),
        _sum([one.clicks for one in rows]),
        numbers["opened"].successes if counts else 0,
        numbers["lead_capture"].successes if counts else 0,
        one_currency,
    )


def _sum(values: Sequence[int | None]) -> int | None:
    told = [one for one in values if one is not None]
    return sum(told) if told else None


def _share(amount: Decimal, count: int | None) -> Decimal | None:
    return (amount / count).quantize(_CENTS, ROUND_HALF_EVEN) if count else None
