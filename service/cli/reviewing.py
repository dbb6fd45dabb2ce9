"""What `turnwise review` does with the database: lists, shows, asks, stores; and keeps what a reviewer was shown."""

from dataclasses import dataclass
from typing import Any

import typer
from sqlalchemy.ext.asyncio import AsyncConnection

from service.cli import options
from service.cli.opening import opened_database
from service.cli.output import emit, screen, tell
from service.quality.reviewing import ToReview, next_grades, review, reviewer_of, turn_to_review
from service.storage.grading.review_queue import Frame, Reviewer
from service.storage.grading.showings import Picked, note_shown
from service.texts import clean


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which queue, and who reads it: an account, or None for the user of this computer."""

    grader: str | None
    order: Picked
    frame: Frame
    reviewer: str | None
    overlap: bool
    blind: bool


async def list_queue(wanted: Wanted, limit: int, *, as_json: bool) -> None:
    """Print the next grades."""
    async with opened_database() as database:
        async with database.read() as connection:
            who = await _who(connection, wanted.reviewer)
            ranked = await next_grades(
                connection, who, wanted.grader, wanted.order, limit, wanted.frame, overlap=wanted.overlap
            )
        async with database.write() as connection:
            found = [one.candidate for one in ranked]
            await note_shown(connection, who.name, found, wanted.order, blind=wanted.blind)
    for one in ranked:
        grade = one.candidate
        label, score = (None, None) if wanted.blind else (grade.label, grade.score)
        if as_json:
            emit(
                {
                    "turn_id": grade.turn_id,
                    "conversation_id": grade.conversation_id,
                    "grader": grade.grader,
                    "label": label,
                    "score": score,
                    "priority": round(one.priority, 4),
                    "language": grade.language,
                    "channel": grade.channel,
                    "graded_at": grade.graded_at.isoformat(),
                }
            )
        else:
            told = "" if score is None else f"{score:.2f}"
            screen().print(f"{one.priority:5.2f}  {grade.turn_id}  {grade.grader:<14}{label or '':<16}{told}")
    if not ranked and not as_json:
        screen().print("Nothing is left to review.")


def ask_on(wanted: Wanted) -> None:
    """One turn after the other. The database is not held open while a person thinks."""
    from service.cli.loop import run
    from service.cli.review_screen import ask_label, show_turn

    skipped: set[tuple[str, str]] = set()
    while shown := run(_next(wanted, skipped)):
        one = shown.candidate
        show_turn(shown, blind=wanted.blind)
        label = ask_label(shown.labels)
        if label is None:
            return
        skipped.add((one.turn_id, one.grader))
        if not label:
            continue
        note = typer.prompt("Note", default="", show_default=False)
        stored = run(store(one.turn_id, one.grader, label, wanted.reviewer, note))
        tell(f"Stored: {label} {stored['verdict']} {one.grader}'s {stored['given']}.\n")
    tell("Nothing is left to review.")


async def store(turn: str, grader: str, label: str, reviewer: str | None, note: str) -> dict[str, Any]:
    """Store a review; it comes back as the command prints it."""
    async with opened_database() as database:
        async with database.read() as connection:
            who = await _who(connection, reviewer)
        row = await review(database, turn, grader, label, who, clean(note))
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


async def _next(wanted: Wanted, skipped: set[tuple[str, str]]) -> ToReview | None:
    async with opened_database() as database:
        async with database.read() as connection:
            who = await _who(connection, wanted.reviewer)
            ranked = await next_grades(
                connection,
                who,
                wanted.grader,
                wanted.order,
                len(skipped) + 1,
                wanted.frame,
                overlap=wanted.overlap,
            )
            left = (one.candidate for one in ranked if (one.candidate.turn_id, one.candidate.grader) not in skipped)
            first = next(left, None)
            shown = await turn_to_review(connection, first.turn_id, first.grader) if first else None
        if shown is None:
            return None
        async with database.write() as connection:
            await note_shown(connection, who.name, [shown.candidate], wanted.order, blind=wanted.blind)
    return shown


async def _who(connection: AsyncConnection, email: str | None) -> Reviewer:
    """The account, or the user of this computer, who has the whole database in hand anyway."""
    return await reviewer_of(connection, email) if email else Reviewer(options.local_user())
