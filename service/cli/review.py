"""`turnwise review`: humans judge grades, and so the graders."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli import options

if TYPE_CHECKING:
    from evals.calibrate import Calibration
    from service.reviewing import ToReview

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
Reviewer = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who reviews; by default the user of this computer.", show_default=False),
]


@app.command("queue")
def queue(
    grader: Grader = None,
    order: Sequenced = Order.RISK,
    overlap: Overlap = False,
    reviewer: Reviewer = None,
    limit: Annotated[int, typer.Option(min=1, max=5_000, help="How many.")] = 20,
    json: options.Json = False,
) -> None:
    """List the grades to review next.

    Output lines: {"turn_id", "conversation_id", "grader", "label", "score", "priority", "language", "channel",
    "graded_at"}.
    """
    from service.cli.loop import run

    run(_queue(grader, order, limit, _who(reviewer) if overlap else None, as_json=json))


@app.command("next")
def next_one(
    grader: Grader = None,
    order: Sequenced = Order.RISK,
    overlap: Overlap = False,
    blind: Annotated[bool, typer.Option("--blind", help="Do not show what the grader said until you have.")] = False,
    reviewer: Reviewer = None,
) -> None:
    """Show one turn after the other and ask for the label; an empty answer skips, q ends."""
    import sys

    from service.cli.failing import misused

    if not sys.stdin.isatty():
        misused("there is nobody to ask: use `turnwise review queue` and `turnwise review add`")
    _ask_on(grader, order, _who(reviewer), overlap=overlap, blind=blind)


@app.command("add")
def add(
    turn: Annotated[str, typer.Argument(metavar="TURN", help="The turn's id.")],
    grader: Annotated[str, typer.Argument(metavar="GRADER", help="Whose grade.")],
    label: Annotated[str, typer.Argument(metavar="LABEL", help="What it should be; the grader's own label confirms.")],
    note: Annotated[str, typer.Option(help="Why.")] = "",
    reviewer: Reviewer = None,
    blind: Annotated[bool, typer.Option("--blind", help="The grade was not seen before.")] = False,
    random: Annotated[bool, typer.Option("--random", help="The turn is from a queue drawn by chance.")] = False,
    json: options.Json = False,
) -> None:
    """Say what a grade should be. Saying it again changes your word; what you said before is kept.

    Output line: {"id", "turn_id", "grader", "version", "given", "label", "verdict", "blind", "picked", "reviewer",
    "note", "at"}.
    """
    from service.cli.loop import run
    from service.cli.output import emit, tell

    stored = run(
        _store(turn, grader, label, _who(reviewer), blind=blind, picked="random" if random else "named", note=note)
    )
    if json:
        emit(stored)
    else:
        tell(f"Stored: {stored['label']} {stored['verdict']} {grader}'s {stored['given']}.")


@app.command("report")
def report(
    grader: Grader = None,
    by: Annotated[
        list[str] | None, typer.Option(metavar="CUT", help="Cut by language, channel or week; may be repeated.")
    ] = None,
    json: options.Json = False,
) -> None:
    """Show how good the graders are by their reviews, and the rates corrected for their errors.

    Output lines, one a grader, version and cut: {"grader", "version", "key", "random", "quality", "reviewers",
    "rates"}; every figure has a 95 % interval.
    """
    from service.cli.loop import run

    run(_report(grader, [cut.strip() for one in by or () for cut in one.split(",") if cut.strip()], as_json=json))


def _who(reviewer: str | None) -> str:
    return reviewer or options.local_user()


async def _queue(grader: str | None, order: Order, limit: int, overlap_for: str | None, *, as_json: bool) -> None:
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen
    from service.reviewing import Picked, next_grades

    async with opened_database() as database, database.read() as connection:
        ranked = await next_grades(connection, grader, Picked(order), limit, overlap_for)
    for one in ranked:
        grade = one.candidate
        if as_json:
            emit(
                {
                    "turn_id": grade.turn_id,
                    "conversation_id": grade.conversation_id,
                    "grader": grade.grader,
                    "label": grade.label,
                    "score": grade.score,
                    "priority": round(one.priority, 4),
                    "language": grade.language,
                    "channel": grade.channel,
                    "graded_at": grade.graded_at.isoformat(),
                }
            )
        else:
            score = "" if grade.score is None else f"{grade.score:.2f}"
            screen().print(f"{one.priority:5.2f}  {grade.turn_id}  {grade.grader:<14}{grade.label:<16}{score}")
    if not ranked and not as_json:
        screen().print("Nothing is left to review.")


def _ask_on(grader: str | None, order: Order, reviewer: str, *, overlap: bool, blind: bool) -> None:
    """Commands of a terminal wait for a person between two looks at the database."""
    from service.cli.loop import run
    from service.cli.output import tell
    from service.cli.review_screen import ask_label, show_turn

    skipped: set[tuple[str, str]] = set()
    while shown := run(_next(grader, order, reviewer if overlap else None, skipped)):
        one = shown.candidate
        show_turn(shown, blind=blind)
        label = ask_label(shown.labels)
        if label is None:
            return
        skipped.add((one.turn_id, one.grader))
        if not label:
            continue
        note = typer.prompt("Note", default="", show_default=False)
        stored = run(_store(one.turn_id, one.grader, label, reviewer, blind=blind, picked=str(order.value), note=note))
        tell(f"Stored: {label} {stored['verdict']} {one.grader}'s {stored['given']}.\n")
    tell("Nothing is left to review.")


async def _next(
    grader: str | None, order: Order, overlap_for: str | None, skipped: set[tuple[str, str]]
) -> "ToReview | None":
    from service.cli.opening import opened_database
    from service.reviewing import Picked, next_grades, turn_to_review

    async with opened_database() as database, database.read() as connection:
        for one in await next_grades(connection, grader, Picked(order), len(skipped) + 1, overlap_for):
            if (one.candidate.turn_id, one.candidate.grader) not in skipped:
                return await turn_to_review(connection, one.candidate.turn_id, one.candidate.grader)
    return None


async def _store(
    turn: str, grader: str, label: str, reviewer: str, *, blind: bool, picked: str, note: str
) -> dict[str, Any]:
    from service.cli.opening import opened_database
    from service.reviewing import Picked, review
    from service.texts import clean

    async with opened_database() as database:
        row = await review(
            database, turn, grader, label, reviewer, blind=blind, picked=Picked(picked), note=clean(note)
        )
    return {
        "id": row.id,
        "turn_id": row.turn_id,
        "grader": row.grader,
        "version": row.version,
        "given": row.given,
        "label": row.label,
        "verdict": row.verdict,
        "blind": row.blind,
        "picked": row.picked,
        "reviewer": row.reviewer,
        "note": row.note,
        "at": row.at.isoformat(),
    }


async def _report(grader: str | None, cuts: Sequence[str], *, as_json: bool) -> None:
    from evals.calibration_json import calibration_json
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen
    from service.cli.review_screen import show_calibration
    from service.reviewing import report

    async with opened_database() as database, database.read() as connection:
        found: Sequence[Calibration] = await report(connection, grader, cuts)
    for one in found:
        if as_json:
            emit(calibration_json(one))
        else:
            show_calibration(one)
    if not found and not as_json:
        screen().print("Nothing has been reviewed yet: `turnwise review next` asks for the first label.")
