"""Which graders a turn is sent to."""

from collections.abc import Iterator

from langgraph.runtime import Runtime

from graphs.evaluator.grader import Grader
from graphs.evaluator.state import Context, Exam, State


def asked(exam: Exam, context: Context) -> Iterator[Grader]:
    """The graders of the requested stage, or of all, in their order; only the requested ones where some were named."""
    stage, only = exam["stage"], exam["only"]
    for grader in context.graders.values():
        if (stage is None or grader.stage is stage) and (only is None or grader.id in only):
            yield grader


async def ask_models(state: State, runtime: Runtime[Context]) -> list[str]:
    """The steps of those that ask a model, beside the step of those that compute."""
    return [grader.id for grader in asked(state, runtime.context) if grader.asks_model]
