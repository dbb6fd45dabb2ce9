"""What a draft of this turn is held against, out of the graph's state."""

from graphs.agent.checking import Surroundings
from graphs.agent.context import Context
from graphs.agent.state import LookedUp, State, ToolUse
from graphs.extractive import NAME as QUOTES
from graphs.memory.remembered import NOTHING, note


def surroundings_of(state: State, context: Context, model: str) -> Surroundings:
    """For a draft by this model."""
    looked_up, tool_use = state.get("looked_up", LookedUp()), state.get("tool_use", ToolUse())
    confidence = max(state["retrieved"].confidence, looked_up.confidence, tool_use.confidence)
    files = [one.text for one in state.get("attached", ())]
    return Surroundings(
        asked="\n".join(message.text for message in state["asked"]),
        language=state["triaged"].language,
        policy=context.policy,
        replies=context.prompts.replies,
        system=context.prompts.confidential,
        style=context.style,
        looked_for="\n".join(state["rewritten"].questions) if "rewritten" in state else "",
        said=[*(message.text for message in state.get("history", ())), note(state.get("memory", NOTHING)), *files],
        operators=[message.text for message in state.get("history", ()) if message.role == "operator"],
        tools=context.tools,
        forbidden_contacts=context.forbidden_contacts.get(state.get("channel", ""), ()),
        confident=confidence >= context.policy.answer_threshold,
        last_reply="" if model == QUOTES else _last_reply(state),
    )


def _last_reply(state: State) -> str:
    """Empty where the customer says the same again: then the same answer is no fault."""
    history = state.get("history", ())
    if not history or history[-1].role == "customer":
        return ""
    before = [message.text.strip() for message in history if message.role == "customer"]
    asked = "\n".join(message.text for message in state["asked"]).strip()
    return "" if before and before[-1].casefold() == asked.casefold() else history[-1].text
