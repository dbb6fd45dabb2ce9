"""`turnwise spend`: what advertisements cost, by channel or account and day, for the cost of a lead."""

from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli import options

if TYPE_CHECKING:
    from service.storage.rates.ad_spend import Spend

app = typer.Typer(name="spend", help="What advertisements cost, by channel or account and day.", no_args_is_help=True)

Channel = Annotated[str, typer.Argument(metavar="CHANNEL", help="Where the customers write whom it brought.")]


Since = Annotated[
    datetime, typer.Option("--since", parser=options.read_day, metavar="YYYY-MM-DD", help="From this day on (UTC).")
]
Until = Annotated[
    datetime, typer.Option("--until", parser=options.read_day, metavar="YYYY-MM-DD", help="Before this day (UTC).")
]


@app.command("add")
def add(
    channel: Channel,
    day: Annotated[str, typer.Argument(metavar="DAY", help="Like 2026-03-01.")],
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help="Like 1250.50.")],
    account: Annotated[
        str | None, typer.Option(metavar="NAME", help="An account of the channel, by name or id; else all of it.")
    ] = None,
    currency: options.Currency = None,
) -> None:
    """Enter what a day cost, in place of what was entered for the same day and account before."""
    from service.cli.loop import run

    run(_add(channel, day, amount, account, currency))


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", exists=True, dir_okay=False)],
    currency: options.Currency = None,
    json: options.Json = False,
) -> None:
    """Enter the amounts of a CSV file; the same file again changes nothing.

    Its first line names the columns day, channel, account, amount, currency (日期, 渠道, 账号, 金额, 币种) in any
    order; account and currency may be missing. Lines that cannot be used are told on stderr and skipped, and the exit
    code is 1 at the end. Output line: {"stored", "bad"}.
    """
    from service.cli.loop import run

    run(_import(file.name, file.read_bytes(), currency, as_json=json))


@app.command("list")
def list_all(
    since: Annotated[
        datetime | None, typer.Option(parser=options.read_day, metavar="YYYY-MM-DD", help="From this day on.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(parser=options.read_day, metavar="YYYY-MM-DD", help="Before this day.")
    ] = None,
    channel: Annotated[str | None, typer.Option(metavar="NAME", help="Only this channel.")] = None,
    json: options.Json = False,
) -> None:
    """List what was entered.

    Output lines: {"day", "channel", "account_id", "account", "amount", "currency", "impressions", "clicks"}; amounts
    are strings, impressions and clicks null where no advertising platform told any.
    """
    from service.cli.loop import run

    run(_list(since, until, channel, as_json=json))


@app.command("costs")
def costs(since: Since, until: Until, json: options.Json = False) -> None:
    """Show what advertisements cost and brought by channel: a click, a lead. At most 92 days.

    Output lines: {"channel", "currency", "amount", "impressions", "clicks", "click_rate", "cost_per_click",
    "conversations", "leads", "cost_per_lead"}.
    """
    from service.cli.loop import run
    from service.cli.spent import print_costs

    run(print_costs(since, until, as_json=json))


@app.command("sources")
def sources(
    since: Since,
    until: Until,
    by: Annotated[
        str, typer.Option(metavar="CUT", help="label, utm_source, utm_medium, utm_campaign or channel.")
    ] = "utm_source",
    json: options.Json = False,
) -> None:
    """Show rates by what brought the customers, counted conversation by conversation. At most 92 days.

    Output lines: {"value", "started", "opened", "lead_capture", "transfer", "resolution.assumed",
    "resolution.confirmed"}, each of the last five {"successes", "n"}.
    """
    from service.cli.loop import run
    from service.cli.spent import print_sources

    run(print_sources(by, since, until, as_json=json))


async def _add(channel: str, day: str, amount: str, account: str | None, currency: str | None) -> None:
    from service.cli.opening import opened_database
    from service.cli.output import tell
    from service.rates import spending
    from service.storage.rates.ad_spend import Spend

    spend = Spend(channel, spending.day(day), spending.amount(amount), options.currency(currency), account=account)
    async with opened_database() as database:
        await spending.enter(database, spend, options.local_user())
    tell("Stored.")


async def _import(name: str, content: bytes, currency: str | None, *, as_json: bool) -> None:
    from knowledge.decoding import decode
    from service.cli.opening import opened_database
    from service.cli.output import emit, tell
    from service.rates import spending

    lines = StringIO(decode(content, name))
    async with opened_database() as database:
        entered = await spending.enter_csv(database, lines, options.currency(currency), options.local_user())
    for bad in entered.bad:
        tell(f"{name}, line {bad.number}: {bad.problem}")
    if as_json:
        emit({"stored": entered.stored, "bad": len(entered.bad)})
    else:
        tell(f"{entered.stored} amounts are stored.")
    if entered.bad:
        raise typer.Exit(1)


async def _list(since: datetime | None, until: datetime | None, channel: str | None, *, as_json: bool) -> None:
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen
    from service.storage.rates.ad_spend import list_spends

    async with opened_database() as database, database.read() as connection:
        found = await list_spends(connection, since and since.date(), until and until.date(), channel)
    for one in found:
        if as_json:
            emit(_json(one))
        else:
            place = f"{one.channel:<12} {one.account or '(all)':<20}"
            screen().print(f"{one.day}  {place} {one.amount:>14,.2f} {one.currency}{_seen(one)}")
    if not found and not as_json:
        screen().print("Nothing is entered for that time: turnwise spend add CHANNEL DAY AMOUNT")


def _seen(spend: "Spend") -> str:
    """What an advertising platform counted, where one told."""
    told = {"impressions": spend.impressions, "clicks": spend.clicks}
    return "".join(f"  {count:,} {name}" for name, count in told.items() if count is not None)


def _json(spend: "Spend") -> dict[str, Any]:
    return {
        "day": spend.day.isoformat(),
        "channel": spend.channel,
        "account_id": spend.account_id,
        "account": spend.account,
        "amount": f"{spend.amount:f}",
        "currency": spend.currency,
        "impressions": spend.impressions,
        "clicks": spend.clicks,
    }
