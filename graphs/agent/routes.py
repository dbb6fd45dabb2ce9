"""Where to go next: pure functions of the state that match every case."""

from typing import Literal

from graphs.agent.answering import wants_tools
from graphs.agent.nodes import leans_on_history
from graphs.agent.repairing import may_be_repaired
from graphs.agent.state import Checked, State, ToolUse
from graphs.agent.wording import ACKNOWLEDGED

END: Literal["__end__"] = "__end__"


async def after_triage(
    state: State,
) -> Literal["acknowledge", "hand_off", "ask_customer", "look_up", "rewrite", "answer"]:
    """A conversation that an operator holds is not handed over twice; danger and requests come before small talk.

    What a tool is called for, or waits for ("yes", a number), is no small talk.
    """
    triaged = state["triaged"]
    match (state.get("held", False) and not triaged.resumes, triaged.handoff, triaged.intent):
        case (True, _, _):
            return "acknowledge"
        case (_, reason, _) if reason is not None:
            return "hand_off"
        case _ if state["planned"].question:
            return "ask_customer"
        case _ if state["planned"].calls:
            return "look_up"
        case (_, _, intent) if intent in ACKNOWLEDGED:
            return "acknowledge"
        case _:
            return "rewrite" if leans_on_history(state) else "answer"


async def after_answer(state: State) -> Literal["clarify", "use_tools", "check", "hand_off"]:
    """Without any message there is nothing to check: a person answers."""
    if state["retrieved"].unclear and "looked_up" not in state:
        return "clarify"
    match state["draft"].message:
        case None:
            return "hand_off"
        case message if wants_tools(message):
            return "use_tools"
        case _:
            return "check"


async def after_use_tools(state: State) -> Literal["answer", "ask_customer", "hand_off"]:
    """Back to the model with the results, unless it asked for a colleague or the customer has to say yes first."""
    match state.get("tool_use", ToolUse()):
        case ToolUse(handoff=None, question=""):
            return "answer"
        case ToolUse(handoff=None):
            return "ask_customer"
        case _:
            return "hand_off"


async def after_check(state: State) -> Literal["repair", "hand_off", "__end__"]:
    """What may not stand is not sent: the model that wrote it may try once more."""
    match (state["checked"], may_be_repaired(state)):
        case (checked, True) if checked.problem:
            return "repair"
        case (Checked(handoff=None), _):
            return END
        case _:
            return "hand_off"
