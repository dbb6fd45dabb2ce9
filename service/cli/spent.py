"""What `turnwise spend costs` and `turnwise spend sources` show."""

from datetime import UTC, datetime
from typing import cast, get_args

from service.cli.failing import fail


def _utc(day: datetime) -> datetime:
    """The beginning of a day as typed."""
    return day.replace(tzinfo=UTC)


async def print_costs(since: datetime, until: datetime, *, as_json: bool) -> None:
    """The most expensive channel first."""
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen
    from service.rates.ad_costs import channel_costs

    async with opened_database() as database, database.read() as connection:
        found = await channel_costs(connection, _utc(since), _utc(until))
    names = ("channel", "currency", "impressions", "clicks", "click_rate", "conversations", "leads")
    for one in found:
        money = {name: getattr(one, name) for name in ("amount", "cost_per_click", "cost_per_lead")}
        if as_json:
            written = {name: None if value is None else f"{value:f}" for name, value in money.items()}
            emit({name: getattr(one, name) for name in names} | written)
            continue
        click, lead = (
            "-" if value is None else f"{value:,.2f}" for value in (money["cost_per_click"], money["cost_per_lead"])
        )
        screen().print(
            f"{one.channel:<12} {one.amount:>14,.2f} {one.currency}  {one.clicks or 0:,} clicks at {click}, "
            f"{one.leads:,} leads at {lead}"
        )
    if not found and not as_json:
        screen().print("Nothing is entered for that time: turnwise spend add CHANNEL DAY AMOUNT")


async def print_sources(by: str, since: datetime, until: datetime, *, as_json: bool) -> None:
    """The source with the most conversations first."""
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen
    from service.rates.ad_costs import source_counts
    from service.storage.rates.source_rates import SourceCut

    if by not in get_args(SourceCut):
        fail(f"there is no cut {by!r}: choose from {', '.join(get_args(SourceCut))}")
    async with opened_database() as database, database.read() as connection:
        found = await source_counts(connection, cast("SourceCut", by), _utc(since), _utc(until))
    for one in found:
        if as_json:
            numbers = {name: {"successes": told.successes, "n": told.n} for name, told in one.numbers.items()}
            emit({"value": one.value, "started": one.started} | numbers)
            continue
        leads = one.numbers["lead_capture"]
        share = f"{leads.successes / leads.n:.1%}" if leads.n else "-"
        screen().print(
            f"{one.value or '(unknown)':<30} {one.started:>8,} started  {leads.successes:>6,} leads ({share})"
        )
    if not found and not as_json:
        screen().print("Nobody began a conversation in that time.")
