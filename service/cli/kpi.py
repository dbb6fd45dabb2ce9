"""`turnwise kpi`: the rates, each with its number of cases and its interval; compared, exported, and looked behind."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from service.cli import options
from service.cli.failing import misused

if TYPE_CHECKING:
    from evals.rates.behind import Part

T = TypeVar("T")


class FileFormat(StrEnum):
    """What a table can be written as."""

    CSV = "csv"
    PARQUET = "parquet"


def command(
    since: Annotated[
        datetime | None,
        typer.Option(parser=options.read_time, metavar=options.TIME, help="Conversations started from then on (UTC)."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(parser=options.read_time, metavar=options.TIME, help="Conversations started before then."),
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            help="Cut by channel, account, operator_group, language, prompt_version, model, knowledge_version, day,"
            " week or month; may be repeated, for combinations.",
            metavar="CUT",
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            help="Only conversations of that kind, as in channel=widget; may be repeated.", metavar="CUT=VALUE"
        ),
    ] = None,
    compare_since: Annotated[
        datetime | None,
        typer.Option(
            parser=options.read_time, metavar=options.TIME, help="Compare with conversations started from then on."
        ),
    ] = None,
    compare_until: Annotated[
        datetime | None,
        typer.Option(
            parser=options.read_time, metavar=options.TIME, help="... and before then; by default, until --since."
        ),
    ] = None,
    behind: Annotated[
        str | None,
        typer.Option("--list", help="List the conversations that count for this number.", metavar="NUMBER"),
    ] = None,
    negated: Annotated[bool, typer.Option("--not", help="List those that do not.")] = False,
    both: Annotated[bool, typer.Option("--all", help="List both.")] = False,
    over: Annotated[
        float | None, typer.Option(help="List those with a time over so many seconds, or with a higher cost.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="How many are listed.")] = 50,
    cursor: Annotated[str | None, typer.Option(help="Go on after this conversation.", metavar="ID")] = None,
    as_format: Annotated[
        FileFormat | None, typer.Option("--format", help="Write a table: csv or parquet.", show_default=False)
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file that it is written to.", dir_okay=False)
    ] = None,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help="Work out everything anew first, from what is stored."),
    ] = False,
    json: options.Json = False,
) -> None:
    """Show the rates: resolution, transfer, leads, complaints, satisfaction, times, costs, load, coverage, grading.

    Output, one line: {"since", "until", "groups": [{"key", "kpis"}]}; each rate is {"value", "n", "successes", "low",
    "high"} with a 95 % interval; `cost` is {"n", "unknown", "total", "mean"} of chat models per conversation;
    `csat` is {"n", "mean", "satisfied", "response"} of ratings from 1 to 5: the shares are of those rated 4 or 5, and
    of the closed ones that were rated. With --compare-since, a group has {"before", "differences"} too: by place in
    "kpis", with dots between, {"before", "value", "low", "high"}.

    With --list, a line for each conversation: {"id", "started_at", ..., "successes", "n", "amounts"}. NUMBER is a place
    in "kpis", such as transfer, resolution.assumed.agent_alone or frt.
    """
    from service.cli.kpi_list import show_behind
    from service.cli.kpi_screen import show_rates
    from service.cli.loop import run
    from service.rates.rates import Period, check_number, period_before, wanted_of

    if as_format is FileFormat.PARQUET and output is None:
        misused("Parquet is no text: name a file with --output")
    if output is not None and as_format is None:
        misused("--output needs --format csv or --format parquet")
    asked = _checked(lambda: wanted_of(Period(utc(since), utc(until)), by or (), only or ()))
    if behind is None:
        earlier = _checked(lambda: period_before(asked, utc(compare_since), utc(compare_until)))
        run(show_rates(asked, earlier, as_format, output, anew=rebuild, as_json=json))
        return
    number = behind
    _checked(lambda: check_number(number, over))
    part: Part = "all" if both else "no" if negated else "yes"
    run(show_behind(number, asked, part, over, cursor, limit, as_format, output, as_json=json))


def _checked(typed: Callable[[], T]) -> T:
    """What cannot be used is told as a wrong use of the command."""
    from service.errors import InvalidRequest, NotFound

    try:
        return typed()
    except (InvalidRequest, NotFound) as error:
        misused(error.detail)


def utc(moment: datetime | None) -> datetime | None:
    """A moment given without a zone is UTC. One from which days cannot be taken or added ends the command."""
    if moment is None:
        return None
    if not 1970 <= moment.year < 9000:
        misused("choose a time between the years 1970 and 9000")
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
