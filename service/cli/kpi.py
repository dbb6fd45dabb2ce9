"""`turnwise kpi`: the rates, each with its number of cases and its interval."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli import options
from service.cli.failing import misused

if TYPE_CHECKING:
    from evals.kpi import Group
    from evals.wilson import Rate

FORMATS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"]


def command(
    since: Annotated[
        datetime | None, typer.Option(formats=FORMATS, help="Conversations started from then on (UTC).")
    ] = None,
    until: Annotated[datetime | None, typer.Option(formats=FORMATS, help="Conversations started before then.")] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(help="Cut by channel, account, language, day, week or month; may be repeated.", metavar="CUT"),
    ] = None,
    json: options.Json = False,
) -> None:
    """Show the rates: resolution, transfer, lead capture, script compliance, customer
    satisfaction, first response time, cost, grading.

    Output, one line: {"since", "until", "groups": [{"key", "kpis"}]}; each rate is {"value", "n", "successes", "low",
    "high"} with a 95 % interval; `cost` is {"n", "unknown", "total", "mean"} of chat models per conversation;
    `csat` is {"n", "mean", "satisfied", "response"} of ratings from 1 to 5: the shares are of those rated 4 or 5, and
    of the closed ones that were rated.
    """
    from evals.kpi import CUTS, DATE_CUTS
    from service.cli.loop import run

    cuts = [cut.strip() for one in by or () for cut in one.split(",") if cut.strip()]
    if unknown := [cut for cut in cuts if cut not in CUTS and cut not in DATE_CUTS]:
        misused(f"cannot cut by {', '.join(unknown)}: choose from {', '.join((*CUTS, *DATE_CUTS))}")
    run(_kpi(utc(since), utc(until), cuts, as_json=json))


async def _kpi(since: datetime | None, until: datetime | None, cuts: Sequence[str], *, as_json: bool) -> None:
    from evals.kpi import measure
    from service.cli.output import emit
    from service.resources import open_database
    from service.settings import Settings
    from service.storage.kpis import kpi_records
    from service.storage.types import now

    async with open_database(Settings()) as database, database.read() as connection:
        records = await kpi_records(connection, since, until)
    groups = measure(records, now=now(), since=since, until=until, by=cuts)
    if as_json:
        emit(_json(since, until, groups))
    else:
        for group in groups:
            _show(group)


def _json(since: datetime | None, until: datetime | None, groups: "Sequence[Group]") -> dict[str, Any]:
    from evals.kpi_json import to_json

    return {
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
        "groups": [{"key": dict(group.key), "kpis": to_json(group.kpis)} for group in groups],
    }


def _show(group: "Group") -> None:
    from rich.table import Table

    from graphs.prices import load_prices
    from graphs.settings import GraphSettings
    from service.cli.output import screen

    kpis = group.kpis
    title = ", ".join(f"{cut} {value}" for cut, value in group.key.items()) or "All conversations"
    table = Table("", "rate", "95 % interval", "n", title=title, title_justify="left")
    for name, rate in (
        ("opening", kpis.opening),
        ("resolution, confirmed", kpis.confirmed.all),
        ("resolution, assumed", kpis.assumed.all),
        ("resolution, durable", kpis.durable.all),
        ("transfer", kpis.transfer),
        ("lead capture", kpis.lead_capture),
        ("script compliance", kpis.script_compliance),
        ("satisfied, rated 4 or 5", kpis.csat.satisfied),
        ("rated, of those closed", kpis.csat.response),
    ):
        table.add_row(name, *_cells(rate))
    console = screen()
    console.print(table)
    if kpis.csat.mean is not None:
        console.print(f"customers' rating: mean {kpis.csat.mean:.2f} of 5 (n={kpis.csat.n})")
    frt, grading = kpis.frt, kpis.grading
    if frt.p50_s is not None and frt.p90_s is not None:
        console.print(f"first response: median {frt.p50_s:.2f} s, p90 {frt.p90_s:.2f} s (n={frt.n})")
    cost, currency = kpis.cost, load_prices(GraphSettings().prices).currency
    if cost.mean is not None:
        unknown = f", of {cost.unknown} others unknown" if cost.unknown else ""
        console.print(f"cost of models per conversation: {cost.mean:.6f} {currency} (n={cost.n}{unknown})")
    console.print(
        f"conversations: {kpis.started} started, {kpis.opened} opened, {kpis.closed} closed; turns: {grading.turns},"
        f" graded {grading.graded}, pending {grading.pending}, could not grade {grading.could_not_grade}"
    )


def _cells(rate: "Rate") -> tuple[str, str, str]:
    if rate.value is None or rate.low is None or rate.high is None:
        return ("–", "–", str(rate.n))
    return (f"{rate.value:.1%}", f"{rate.low:.1%} – {rate.high:.1%}", str(rate.n))


def utc(moment: datetime | None) -> datetime | None:
    """A moment given without a zone is UTC. One from which days cannot be taken or added ends the command."""
    if moment is None:
        return None
    if not 1970 <= moment.year < 9000:
        misused("choose a time between the years 1970 and 9000")
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
