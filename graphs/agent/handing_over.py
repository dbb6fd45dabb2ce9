"""What the agent needs around a hand-off: the situation, the rule that decides, the money that is spoken of."""

from dataclasses import replace
from datetime import UTC, datetime

from graphs.agent.asking_back import offers_colleague
from graphs.agent.context import Context
from graphs.agent.handoff.desks import Desk, desk_for
from graphs.agent.handoff.document import Rule
from graphs.agent.handoff.rules import HandoffSituation
from graphs.agent.state import State, ToolUse
from graphs.agent_request import asks_for_agent, declines
from knowledge.values import read_values


def handoff_situation(state: State, context: Context, intent: str) -> HandoffSituation:
    """All that the policy looks at besides the words of this turn."""
    said_at = state["asked"][-1].at
    return HandoffSituation(
        document=state.get("handoff_policy", context.handoff_policy),
        intent=intent,
        channel=state.get("channel", ""),
        at=state.get("at") or said_at or datetime.now(UTC),
        said_at=said_at,
        returned=state.get("returned", ()),
    )


def desk_of(state: State, at: datetime) -> Desk | None:
    """The group of operators for what the conversation is about, in this turn or else before."""
    triaged, desks = state["triaged"], state.get("desks", ())
    return desk_for(desks, (triaged.intent, *state.get("topics", ())), triaged.language, at)


def at_desk(situation: HandoffSituation, desk: Desk | None) -> HandoffSituation:
    """The same by the hours of that group, where it has its own."""
    return replace(situation, document=situation.document.within(desk.hours)) if desk else situation


def resumes(state: State) -> bool:
    """Whether the customer chooses to go on with the agent; not where an operator has the conversation."""
    if state.get("held") and not state.get("waiting"):
        return False
    text, history = "\n".join(message.text for message in state["asked"]), state.get("history", ())
    declined = bool(history) and offers_colleague(history[-1]) and declines(text)
    return declined or asks_for_agent(text)


def is_held(state: State) -> bool:
    """Whether the conversation is an operator's, and stays so."""
    return state.get("held", False) and not resumes(state)


def deciding_rule(state: State) -> Rule:
    """The first of: the customer's words, the model's own wish, the check; no draft is a failed one."""
    checked = state.get("checked")
    return (
        state["triaged"].handoff
        or state.get("tool_use", ToolUse()).handoff
        or (checked.handoff if checked else None)
        or Rule.FAILED_CHECK
    )


def most_money(text: str) -> float:
    """The largest amount of money in the text, whatever the currency; 0 where there is none."""
    return max((value.high for value in read_values(text).values if value.kind.startswith("money:")), default=0.0)
