"""A step of the agent begins when nothing more urgent is to be done in the process."""

from functools import wraps
from typing import Any, Protocol

from langgraph.runtime import Runtime

from graphs.agent.context import Context
from graphs.agent.state import State


class Node(Protocol):
    """What the graph calls for a step."""

    async def __call__(self, state: State, runtime: Runtime[Context]) -> dict[str, Any]:
        """What the step changes of the state."""
        ...


def stepping(node: Node) -> Node:
    """The same node, which gives way first."""

    @wraps(node)
    async def step(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
        await runtime.context.give_way()
        return await node(state, runtime)

    return step
