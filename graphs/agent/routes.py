"""Where to go next: pure functions of the state that match every case."""

from typing import Literal

from graphs.agent.answering import wants_tools
from graphs.agent.nodes import asked_text
from graphs.agent.questions import questions_in
from graphs.agent.rewriting import by_rules
from graphs.agent.state import State, ToolUse
from graphs.agent.wording import ACKNOWLEDGED

Next = Literal["acknowledge", "hand_off", "answer"]
END: Literal["__end__"] = "__end__"


async def where_to_begin(state: State) -> list[Literal["triage", "rewrite", "retrieve"]]:
    """Triage, and beside it the search; before that, what leans on the conversation is rewritten."""
    return ["triage", "rewrite" if leans_on_history(state) else "retrieve"]


def leans_on_history(state: State) -> bool:
    """Whether the message may only make sense with what was said before: by the rules, which cost no call."""
    history = state.get("history", ())
    if not history or state.get("held"):
        return False
    text = asked_text(state)
    return by_rules(text, history) != questions_in(text)


async def after_triage(state: State) -> list[Next]:
    """Where the question is still being rewritten, `after_retrieve` decides instead."""
    return [] if leans_on_history(state) else [_next(state)]


async def after_retrieve(state: State) -> list[Next]:
    """Beside triage, `after_triage` decides."""
    return [_next(state)] if leans_on_history(state) else []


def _next(state: State) -> Next:
    """A conversation that an operator holds is not handed over twice; danger and requests come before small talk."""
    triaged = state["triaged"]
    match (state.get("held", False), triaged.handoff, triaged.intent):
        case (True, _, _):
            return "acknowledge"
        case (_, reason, _) if reason is not None:
            return "hand_off"
        case (_, _, intent) if intent in ACKNOWLEDGED:
            return "acknowledge"
        case _:
            return "answer"


async def after_answer(state: State) -> Literal["clarify", "use_tools", "check", "hand_off"]:
    """Without any message there is nothing to check: a person answers."""
    if state["retrieved"].topics:
        return "clarify"
    match state["draft"].message:
        case None:
            return "hand_off"
        case message if wants_tools(message):
            return "use_tools"
        case _:
            return "check"


async def after_use_tools(state: State) -> Literal["answer", "hand_off"]:
    """Back to the model with the results, unless it asked for a colleague."""
    match state.get("tool_use", ToolUse()).handoff:
        case None:
            return "answer"
        case _:
            return "hand_off"


async def after_check(state: State) -> Literal["hand_off", "__end__"]:
    """What may not stand is not sent."""
    match state["checked"].handoff:
        case None:
            return END
        case _:
            return "hand_off"
