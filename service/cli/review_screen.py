"""What is reviewed and how good its grader is, in a terminal; and the question for a label."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from evals.calibrate import Calibration
    from evals.interval import Estimate
    from evals.wilson import Rate
    from service.quality.reviewing import ToReview


def show_turn(shown: "ToReview", *, blind: bool) -> None:
    """A turn with what came before and after; `blind` hides what the grader said."""
    from service.cli.output import screen

    console, grade = screen(), shown.candidate
    console.print(f"Turn {grade.turn_id} ({grade.channel}, {grade.language or 'language unknown'})", style="bold")
    for message in shown.before:
        console.print(f"  {message.role:<9} {message.text}", style="dim")
    for message in (*shown.asked, *shown.replies):
        console.print(f"> {message.role:<9} {message.text}")
    for message in shown.following:
        console.print(f"  {message.role:<9} {message.text}", style="dim")
    if blind:
        console.print(f"{grade.grader}: hidden")
    else:
        score = "" if grade.score is None else f" {grade.score:.2f}"
        console.print(f"{grade.grader}: {grade.label}{score} {shown.reason}")


def show_calibration(found: "Calibration") -> None:
    """How far the grader and its reviewers agree, label by label, and the rates corrected for the grader's errors."""
    from rich.table import Table

    from service.cli.output import screen

    console, quality, between = screen(), found.quality, found.reviewers
    cut = "".join(f", {name} {value}" for name, value in found.key.items())
    console.print(f"{found.grader}, version {found.version}{cut}", style="bold")
    console.print(f"{quality.n} grades reviewed, {found.random} of them drawn by chance")
    console.print(f"agreement {_cell(quality.agreement)}, kappa {_cell(quality.kappa)}")
    if between.n:
        told = f"agreement {_cell(between.agreement)}, kappa {_cell(between.kappa)}"
        console.print(f"between reviewers, {between.n} pairs: {told}")
    table = Table("label", "precision", "recall", "rate by grader", "by reviewers", "by both")
    for label, rates in found.rates.items():
        figures = quality.labels.get(label)
        own = (_cell(figures.precision), _cell(figures.recall)) if figures else ("–", "–")
        table.add_row(label, *own, _cell(rates.machine), _cell(rates.reviewers), _cell(rates.powered.rate))
    console.print(table)


def _cell(figure: "Estimate | Rate") -> str:
    if figure.value is None:
        return "–"
    if figure.low is None or figure.high is None:
        return f"{figure.value:.2f} (n={figure.n})"
    return f"{figure.value:.2f} ({figure.low:.2f}–{figure.high:.2f}, n={figure.n})"


def ask_label(labels: Sequence[str]) -> str | None:
    """A label, by name or number; empty to skip, None to end."""
    from service.cli.output import tell

    numbered = ", ".join(f"{number} {label}" for number, label in enumerate(labels, 1))
    while True:
        typed = typer.prompt(f"{numbered}; Enter skips, q ends", default="", show_default=False).strip()
        if typed == "q":
            return None
        if typed.isdecimal() and 1 <= int(typed) <= len(labels):
            return labels[int(typed) - 1]
        if not typed or typed in labels:
            return str(typed)
        tell(f"There is no label {typed}.")
