"""`turnwise review`: humans judge grades, and so the graders."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli import options

if TYPE_CHECKING:
    from evals.calibrate import Calibration
    from service.cli.reviewing import Wanted

app = typer.Typer(name="review", help="Review grades, and see how good the graders are.", no_args_is_help=True)


class Order(StrEnum):
    """What to read first."""

    RISK = "risk"
    RANDOM = "random"


Grader = Annotated[str | None, typer.Option("--grader", "-g", metavar="ID", help="Only this grader's grades.")]
Sequenced = Annotated[
    Order, typer.Option(help="The riskiest and most uncertain first, or drawn by chance, which rates rest on.")
]
Overlap = Annotated[
    bool, typer.Option("--overlap", help="What others have reviewed and you have not, to compare reviewers.")
]
Who = Annotated[
    str | None,
    typer.Option(
        "--reviewer",
        metavar="EMAIL",
        help="Who reviews, one of `turnwise operator list` whose role may; by default the user of this computer.",
        show_default=False,
    ),
]
Blind = Annotated[bool, typer.Option("--blind", help="Do not show what the grader said until you have.")]
Since = Annotated[
    datetime | None,
    typer.Option(parser=options.read_time, metavar=options.TIME, help="Draw from turns asked from then on (UTC)."),
]
Until = Annotated[
    datetime | None,
    typer.Option(parser=options.read_time, metavar=options.TIME, help="Draw from turns asked before then."),
]
Seed = Annotated[int, typer.Option(min=0, max=2**31, help="Another one draws from another place on.")]


@app.command("queue")
def queue(
    grader: Grader = None,
    order: Sequenced = Order.RISK,
    overlap: Overlap = False,
    since: Since = None,
    until: Until = None,
    seed: Seed = 0,
    blind: Annotated[bool, typer.Option("--blind", help="Do not show what the grader said.")] = False,
    reviewer: Who = None,
    limit: Annotated[int, typer.Option(min=1, max=5_000, help="How many.")] = 20,
    json: options.Json = False,
) -> None:
    """List the grades to review next. By risk they are of the newest, by chance of the whole time.

    Output lines: {"turn_id", "conversation_id", "grader", "label", "score", "priority", "language", "channel",
    "graded_at"}; with --blind, label and score are null.
    """
    from service.cli.loop import run
    from service.cli.reviewing import list_queue

    wanted = _wanted(grader, order, since, until, seed, reviewer, overlap=overlap, blind=blind)
    run(list_queue(wanted, limit, as_json=json))


@app.command("next")
def next_one(
    grader: Grader = None,
    order: Sequenced = Order.RISK,
    overlap: Overlap = False,
    since: Since = None,
    until: Until = None,
    seed: Seed = 0,
    blind: Blind = False,
    reviewer: Who = None,
) -> None:
    """Show one turn after the other and ask for the label; an empty answer skips, q ends."""
    import sys

    from service.cli.failing import misused
    from service.cli.reviewing import ask_on

    if not sys.stdin.isatty():
        misused("there is nobody to ask: use `turnwise review queue` and `turnwise review add`")
    ask_on(_wanted(grader, order, since, until, seed, reviewer, overlap=overlap, blind=blind))


@app.command("add")
def add(
    turn: Annotated[str, typer.Argument(metavar="TURN", help="The turn's id.")],
    grader: Annotated[str, typer.Argument(metavar="GRADER", help="Whose grade.")],
    label: Annotated[str, typer.Argument(metavar="LABEL", help="What it should be; the grader's own label confirms.")],
    note: Annotated[str, typer.Option(help="Why.")] = "",
    reviewer: Who = None,
    json: options.Json = False,
) -> None:
    """Say what a grade should be. Saying it again changes your word; what you said before is kept.

    Whether it was blind and drawn by chance is known by what `queue` and `next` have shown to the same reviewer.
    Output line: {"id", "turn_id", "grader", "version", "given", "label", "verdict", "blind", "picked", "reviewer",
    "note", "at"}.
    """
    from service.cli.loop import run
    from service.cli.output import emit, tell
    from service.cli.reviewing import store

    stored = run(store(turn, grader, label, reviewer, note))
    if json:
        emit(stored)
    else:
        tell(f"Stored: {stored['label']} {stored['verdict']} {grader}'s {stored['given']}.")


@app.command("report")
def report(
    grader: Grader = None,
    by: Annotated[
        list[str] | None, typer.Option(metavar="CUT", help="Cut by language, channel, week or month; may be repeated.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(parser=options.read_time, metavar=options.TIME, help="Turns asked from then on (UTC)."),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(parser=options.read_time, metavar=options.TIME, help="Turns asked before then.")
    ] = None,
    json: options.Json = False,
) -> None:
    """Show how good the graders are by their reviews, and the rates corrected for their errors.

    Output lines, one a grader, version and cut: {"grader", "version", "key", "random", "quality", "reviewers",
    "rates"}; every figure has a 95 % interval.
    """
    from service.cli.loop import run

    cuts = [cut.strip() for one in by or () for cut in one.split(",") if cut.strip()]
    run(_report(grader, cuts, since and options.since(since), until and options.since(until), as_json=json))


def _wanted(
    grader: str | None,
    order: Order,
    since: datetime | None,
    until: datetime | None,
    seed: int,
    reviewer: str | None,
    *,
    overlap: bool,
    blind: bool,
) -> "Wanted":
    from service.cli.reviewing import Wanted
    from service.storage.grading.review_queue import Frame
    from service.storage.grading.showings import Picked

    frame = Frame(since and options.since(since), until and options.since(until), seed)
    return Wanted(grader, Picked(order), frame, reviewer, overlap, blind)


async def _report(
    grader: str | None, cuts: Sequence[str], since: datetime | None, until: datetime | None, *, as_json: bool
) -> None:
    from evals.calibration_json import calibration_json
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen
    from service.cli.review_screen import show_calibration
    from service.quality.reviewing import report

    async with opened_database() as database, database.read() as connection:
        found: Sequence[Calibration] = await report(connection, grader, cuts, since, until)
    for one in found:
        if as_json:
            emit(calibration_json(one))
        else:
            show_calibration(one)
    if not found and not as_json:
        screen().print("Nothing has been reviewed yet: `turnwise review next` asks for the first label.")
