"""The last touches to every reply, fixed or written: what is forbidden goes, what belongs to it is added."""

import logging
from collections.abc import Sequence

from graphs.agent.context import Context
from graphs.agent.state import State
from graphs.agent.strangers import forbidden_kind
from graphs.agent.style.additions import AnswerGiven, additions_for
from graphs.agent.style.greeting import greeting, is_due
from graphs.agent.style.persona import with_admission
from graphs.agent.style.phrases import Phrases
from graphs.turn import Citation
from knowledge import sentences

logger = logging.getLogger(__name__)


def finished_answer(state: State, context: Context, reply: str, citations: Sequence[Citation]) -> str:
    """An answer that passed the check, with what its topic asks for beneath it."""
    language, channel = state["triaged"].language, state.get("channel", "")
    answer = AnswerGiven(
        reply=reply,
        asked=asked_text(state),
        language=language,
        intent=state["triaged"].intent,
        channel=channel,
        documents=[citation.document for citation in citations],
        history=state.get("history", ()),
    )
    forbidden = context.forbidden_contacts.get(channel, ())
    for text in additions_for(context.style, answer) if citations else ():
        if kind := forbidden_kind(text, forbidden, context.policy.phone_regions):
            logger.warning("the style adds a %s, which the channel %s does not allow: left out", kind, channel)
        else:
            reply = f"{reply}\n{text}"
    return f"{opening(state, context)}{_admitting(state, context, reply)}"


def finished_fixed(state: State, context: Context, reply: str, instead: str, *, asks: bool = False) -> str:
    """A reply of the agent's own without sentences that hold a forbidden phrase; `instead` where nothing is left.

    Words of a hand-off policy or of a tool may hold one, and so may what customers say and the reply repeats. What
    `asks` is not greeted: the question must be found again as it was put. Neither is a hand-off.
    """
    phrases = Phrases(context.style.forbidden)
    if reply and phrases.first_in(reply):
        reply = allowed(reply, phrases) or instead
    if not reply:
        return ""
    told = _admitting(state, context, reply)
    greets = asks or state["triaged"].intent == "greeting"
    return told if greets else f"{opening(state, context)}{told}"


def opening(state: State, context: Context) -> str:
    """What stands before the first reply of a conversation; empty before all others."""
    if state.get("greeted") or not is_due(context.style, state.get("history", ())):
        return ""
    language = state["triaged"].language
    return f"{greeting(context.style, language, context.prompts.replies)}\n"


def allowed(text: str, phrases: Phrases) -> str:
    """The text without the sentences that hold a phrase."""
    lines = []
    for line in text.splitlines():
        if not phrases.first_in(line):
            lines.append(line)
        elif kept := [line[start:end] for start, end in sentences.spans(line) if not phrases.first_in(line[start:end])]:
            lines.append(" ".join(kept))
    return "\n".join(lines).strip()


def asked_text(state: State) -> str:
    """What the customer said in this turn, a message a line."""
    return "\n".join(message.text for message in state["asked"])


def _admitting(state: State, context: Context, reply: str) -> str:
    language = state["triaged"].language
    return with_admission(reply, asked_text(state), context.style, language, context.prompts.replies)
