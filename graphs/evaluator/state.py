"""What goes through the evaluator graph: the turn to grade, the choice of graders, and the grades."""

import operator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, TypedDict

from graphs.evaluator.grader import Graded, Grader, GradingContext, Stage
from graphs.evaluator.marking import Hear


@dataclass(frozen=True, slots=True)
class Context:
    """What the nodes find at run time: the graders by id, and who is told of each grade before its step is done."""

    graders: Mapping[str, Grader]
    hear: Hear | None = None


class Exam(TypedDict):
    """The input: what is graded, at which stage (None: at all), and by which graders (None: by all of that stage)."""

    subject: GradingContext
    stage: Stage | None
    only: frozenset[str] | None


class Marks(TypedDict):
    """The output: one entry for each grader that was asked, in no particular order."""

    marks: Annotated[tuple[Graded, ...], operator.add]


class State(Exam, Marks):
    """The exam and the marks so far."""
