"""Grade turns from JSON Lines: lazily, in bounded memory, a bad line never stopping the rest."""

from collections.abc import AsyncIterator, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from evals.problems import describe
from evals.record import GradeLine
from graphs.evaluator.evaluate import evaluate
from graphs.evaluator.grader import Embed, Graded, Sense
from graphs.evaluator.graph import Evaluator


@dataclass(frozen=True, slots=True)
class GradedLine:
    """A turn's grades of both stages."""

    number: int
    id: str | int
    grades: tuple[Graded, ...]

    def to_json(self) -> dict[str, Any]:
        """The output line."""
        return {"id": self.id, "grades": [graded_json(graded) for graded in self.grades]}


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that could not be read: its number, from 1, and why, for a person."""

    number: int
    problem: str


async def grade_lines(
    lines: Iterable[str],
    evaluator: Evaluator,
    *,
    only: Collection[str] | None = None,
    embed: Embed | None = None,
    sense: Sense | None = None,
) -> AsyncIterator[GradedLine | BadLine]:
    """Grade line by line in both stages; blank lines are skipped. Raises ValueError where `only` names no grader."""
    for numbered in numbered_lines(lines):
        yield await grade_line(numbered, evaluator, only=only, embed=embed, sense=sense)


def numbered_lines(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, each with its number, from 1."""
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


async def grade_line(
    numbered: tuple[int, str],
    evaluator: Evaluator,
    *,
    only: Collection[str] | None = None,
    embed: Embed | None = None,
    sense: Sense | None = None,
) -> GradedLine | BadLine:
    """Grade the turn of one line in both stages. Raises ValueError where `only` names no grader."""
    number, line = numbered
    try:
        record = GradeLine.model_validate_json(line)
    except ValidationError as error:
        return BadLine(number, describe(error))
    context = record.grading_context()
    if embed is not None:
        context = context.with_embed(embed, sense)
    return GradedLine(number, record.id, await evaluate(evaluator, context, None, only))


def graded_json(graded: Graded) -> dict[str, Any]:
    """A grade as the command line and the API write it."""
    grade = graded.grade
    return {
        "grader": graded.grader,
        "stage": graded.stage.value,
        "label": grade.label,
        "score": None if grade.score is None else round(grade.score, 4),
        "reason": grade.reason,
        "evidence": list(grade.evidence),
        "version": graded.version,
    }
