"""The steps of the evaluator graph: one for all graders that compute, one for each that asks a model."""

from typing import Protocol

from langgraph.runtime import Runtime

from graphs.evaluator.marking import mark_all
from graphs.evaluator.routes import asked
from graphs.evaluator.state import Context, Marks, State


class GradeNode(Protocol):
    """The signature of a node that takes the runtime context."""

    async def __call__(self, state: State, *, runtime: Runtime[Context]) -> Marks: ...


async def compute(state: State, *, runtime: Runtime[Context]) -> Marks:
    """The grades of all that were asked for and only compute."""
    graders = (grader for grader in asked(state, runtime.context) if not grader.asks_model)
    return {"marks": await mark_all(graders, state["subject"], runtime.context.hear)}


def grade_by(grader_id: str) -> GradeNode:
    """The node that asks the grader of that id, as the runtime context knows it."""

    async def grade(state: State, *, runtime: Runtime[Context]) -> Marks:
        grader = runtime.context.graders[grader_id]
        return {"marks": await mark_all((grader,), state["subject"], runtime.context.hear)}

    return grade
