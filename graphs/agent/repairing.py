"""One chance for a model whose draft failed the check: it is told what was wrong and writes again."""

from langchain_core.messages import HumanMessage
from langgraph.runtime import Runtime

from graphs.agent.context import Context
from graphs.agent.looking_up import Update
from graphs.agent.showing import Withdrawn
from graphs.agent.state import State
from graphs.extractive import NAME as QUOTES


async def repair(state: State, runtime: Runtime[Context]) -> Update:
    """Ask again; the request stands in the transcript of this turn only. What was shown of the draft is taken back."""
    if runtime.context.streaming:
        runtime.stream_writer(Withdrawn("check"))
    told = runtime.context.prompts.repair.render(problem=state["checked"].problem)
    return {"transcript": [*state["transcript"], HumanMessage(told)], "repaired": True}


def may_be_repaired(state: State) -> bool:
    """Not a second time, and not quotes, which would come out the same."""
    return not state.get("repaired", False) and state["draft"].model != QUOTES
