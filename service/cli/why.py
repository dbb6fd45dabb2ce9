"""`turnwise why`: why a turn failed, or which causes matter most."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli import options
from service.cli.failing import fail, misused
from service.cli.kpi import utc

if TYPE_CHECKING:
    from evals.diagnosis.causes import Diagnosis
    from service.quality.explaining import Causes


def command(
    turn: Annotated[str | None, typer.Argument(help="The id of a turn.", show_default=False)] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            parser=options.read_time,
            metavar=options.TIME,
            help="Turns asked from then on (UTC); a week of them where it is not given.",
        ),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(parser=options.read_time, metavar=options.TIME, help="Turns asked before then.")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help="At most so many of them, the latest; else 1000.", show_default=False),
    ] = None,
    json: options.Json = False,
) -> None:
    """Tell why a turn failed, check by check; without a turn, which causes are frequent and costly.

    Output with a turn: {"turn", "failed", "signals", "cause", "checks": [{"cause", "verdict", "reason", "evidence"}]}.
    Without: {"since", "until", "left_out", "turns", "failed", "causes": [{"cause", "n", "share", "cumulative",
    "unresolved", "handed_off", "satisfaction_loss", "impact", "quadrant", "turn_ids"}]}; `left_out` counts the earlier
    turns of that time, which were not looked at.
    """
    from service.cli.loop import run

    if turn is not None and (since or until or limit):
        misused("--since, --until and --limit choose among all turns: leave them out where one turn is named")
    run(_one(turn, as_json=json) if turn is not None else _all(utc(since), utc(until), limit, as_json=json))


async def _one(turn_id: str, *, as_json: bool) -> None:
    from evals.diagnosis.as_json import diagnosis_json
    from service.cli.opening import opened
    from service.cli.output import emit
    from service.quality.explaining import why

    async with opened() as installation:
        diagnosis = await why(installation.database, installation.knowledge.retriever, turn_id)
    if diagnosis is None:
        fail(f"there is no turn {turn_id}; the console and /api/conversations show the ids")
    if as_json:
        emit(diagnosis_json(diagnosis))
    else:
        _show(diagnosis)


async def _all(since: datetime | None, until: datetime | None, limit: int | None, *, as_json: bool) -> None:
    from service.cli.opening import opened
    from service.cli.output import emit
    from service.quality.explaining import USUAL_TURNS, causes_between, causes_json

    async with opened() as installation:
        retriever, most = installation.knowledge.retriever, limit or USUAL_TURNS
        causes = await causes_between(installation.database, retriever, since, until, most)
    if as_json:
        emit(causes_json(causes))
    else:
        _show_causes(causes)


def _show(diagnosis: "Diagnosis") -> None:
    from service.cli.output import screen

    console = screen()
    if diagnosis.cause is None:
        console.print("Nothing shows that this turn failed.")
        return
    console.print(f"Cause: {_words(diagnosis.cause)} (failed by {', '.join(diagnosis.signals)})")
    for check in diagnosis.checks:
        console.print(f"  {_words(check.verdict):<15} {_words(check.cause):<22} {check.reason}")
        for line in check.evidence if check.verdict == "cause" else ():
            console.print(f"  {'':<15} {'':<22} {line}")


def _show_causes(causes: "Causes") -> None:
    from rich.table import Table

    from service.cli.output import screen

    console = screen()
    found = causes.found
    console.print(f"{found.failed} of {found.turns} turns asked from {causes.since:%Y-%m-%d %H:%M} (UTC) on failed.")
    if causes.left_out:
        console.print(f"{causes.left_out} earlier turns of that time were not looked at: --limit takes more.")
    if not found.causes:
        return
    table = Table("cause", "n", "share", "together", "unresolved", "handed off", "satisfaction lost", "quadrant")
    for one in found.causes:
        loss = "–" if one.satisfaction_loss is None else f"{one.satisfaction_loss:.2f}"
        shares = (f"{value:.0%}" for value in (one.share, one.cumulative, one.unresolved, one.handed_off))
        table.add_row(_words(one.cause), str(one.n), *shares, loss, _words(one.quadrant))
    console.print(table)


def _words(name: str) -> str:
    return name.replace("_", " ")
