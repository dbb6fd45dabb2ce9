"""Which graders a turn is sent to."""

from langgraph.runtime import Runtime

from graphs.evaluator.state import Context, State


async def select(state: State, runtime: Runtime[Context]) -> list[str]:
    """The graders of the requested stage, in their order; only the requested ones where some were named."""
    stage, only = state["stage"], state["only"]
    return [
        grader.id
        for grader in runtime.context.graders.values()
        if grader.stage is stage and (only is None or grader.id in only)
    ]
