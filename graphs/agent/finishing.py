"""The last touches to every reply, fixed or written: what is forbidden goes, what belongs to it is added."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from graphs.agent.context import Context
from graphs.agent.state import State
from graphs.agent.strangers import forbidden_kind
from graphs.agent.style.additions import AnswerGiven, additions_for
from graphs.agent.style.greeting import greeting, is_due
from graphs.agent.style.persona import with_admission
from graphs.agent.style.phrases import Phrases
from graphs.turn import Citation, Edit
from knowledge import sentences

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Finished:
    """The reply as the customer gets it, and what was added to it and left out."""

    reply: str
    edits: tuple[Edit, ...] = ()


def finished_answer(state: State, context: Context, reply: str, citations: Sequence[Citation]) -> Finished:
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
    added: list[Edit] = []
    for edit in additions_for(context.style, answer) if citations else ():
        if kind := forbidden_kind(edit.text, forbidden, context.policy.phone_regions):
            logger.warning("the style adds a %s, which the channel %s does not allow: left out", kind, channel)
        else:
            reply, added = f"{reply}\n{edit.text}", [*added, edit]
    return _greeting(state, context, _admitting(state, context, Finished(reply, tuple(added))))


def finished_fixed(state: State, context: Context, reply: str, instead: str, *, asks: bool = False) -> Finished:
    """A reply of the agent's own without sentences that hold a forbidden phrase; `instead` where nothing is left.

    Words of a hand-off policy or of a tool may hold one, and so may what customers say and the reply repeats. What
    `asks` is not greeted: the question must be found again as it was put. Neither is a hand-off.
    """
    phrases = Phrases(context.style.forbidden)
    edits: tuple[Edit, ...] = ()
    if reply and (phrase := phrases.first_in(reply)):
        edits = (Edit("left_out", phrase),)
        reply = allowed(reply, phrases) or instead
    if not reply:
        return Finished("")
    told = _admitting(state, context, Finished(reply, edits))
    greets = asks or state["triaged"].intent == "greeting"
    return told if greets else _greeting(state, context, told)


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


def _greeting(state: State, context: Context, told: Finished) -> Finished:
    greets = opening(state, context)
    return Finished(f"{greets}{told.reply}", (Edit("greeting", greets.strip()), *told.edits)) if greets else told


def _admitting(state: State, context: Context, told: Finished) -> Finished:
    language, replies = state["triaged"].language, context.prompts.replies
    reply = with_admission(told.reply, asked_text(state), context.style, language, replies)
    if reply == told.reply:
        return told
    return Finished(reply, (Edit("admission", reply.removesuffix(told.reply).strip()), *told.edits))
