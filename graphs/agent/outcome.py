"""From the state that the nodes filled in to the one record that leaves the graph."""

from collections.abc import Sequence

from graphs.agent.context import Context
from graphs.agent.finishing import finished_answer, finished_fixed
from graphs.agent.forgetting import FORGOTTEN
from graphs.agent.handoff.document import Rule
from graphs.agent.occasions import DETAIL_REFUSED
from graphs.agent.state import Checked, LookedUp, Outcome, State, ToolUse, sources_of
from graphs.lead.refusals import refused
from graphs.memory.told import facts_told
from graphs.turn import Contact, Edit, Message, Passage, Timings, Usage

FIXED_REPLY = "fixed"


def outcome_of(
    state: State,
    context: Context,
    *,
    checked: Checked | None = None,
    reply: str = "",
    answered: bool = False,
    handoff: Rule | None = None,
    asked_back: bool = False,
    asks: tuple[str, ...] = (),
    edits: tuple[Edit, ...] = (),
    choices: tuple[str, ...] = (),
) -> Outcome:
    """With `checked` the model's reply, else the fixed one given, both in the style in force; `edits` were done before.

    A draft thrown away still cost its tokens.
    """
    triaged, retrieved = state["triaged"], state["retrieved"]
    rewritten = state.get("rewritten")
    draft, tool_use = state.get("draft"), state.get("tool_use", ToolUse())
    looked_up = state.get("looked_up", LookedUp())
    seen = checked or state.get("checked")
    history, asked = state.get("history", ()), state["asked"]
    contacts = _merged((*triaged.contacts, *tool_use.contacts))
    if checked:
        said = finished_answer(state, context, checked.reply, checked.citations)
    else:
        instead = context.prompts.replies.say(triaged.language, f"handoff_{handoff}" if handoff else "unknown")
        said = finished_fixed(state, context, reply, instead, asks=asked_back or handoff is not None)
    return Outcome(
        reply=said.reply,
        language=triaged.language,
        intent=triaged.intent,
        sentiment=triaged.sentiment,
        contacts=contacts,
        withdrawn=triaged.withdrawn,
        wishes=triaged.wishes,
        passages=_once(sources_of(state)),
        citations=checked.citations if checked else (),
        answered=checked.answered if checked else answered,
        confidence=max(retrieved.confidence, looked_up.confidence, tool_use.confidence),
        handoff=handoff.reason if handoff else None,
        rule=handoff,
        resumed=triaged.resumes,
        usage=(rewritten.usage if rewritten else Usage()) + (draft.usage if draft else Usage()) + triaged.usage,
        timings=Timings(
            triage_ms=triaged.elapsed_ms,
            retrieve_ms=retrieved.elapsed_ms + (rewritten.elapsed_ms if rewritten else 0.0),
            answer_ms=looked_up.elapsed_ms + (draft.elapsed_ms if draft else 0.0),
            check_ms=seen.elapsed_ms if seen else 0.0,
        ),
        model=draft.model if checked and draft else FIXED_REPLY,
        prompt_version=context.prompts.version,
        knowledge_version=retrieved.knowledge_version,
        asked_back=asked_back,
        tool_calls=(*looked_up.calls, *tool_use.calls),
        urgency=triaged.urgency,
        order_numbers=triaged.order_numbers,
        asks=asks,
        declined=triaged.intent == DETAIL_REFUSED or refused(asked),
        prompted=_asked_before(history),
        facts=facts_told(
            [message.text for message in state["asked"]],
            contacts=contacts,
            wishes=triaged.wishes,
            language=triaged.language,
            passages=retrieved.passages,
        ),
        forget=triaged.intent == FORGOTTEN,
        edits=(*(seen.edits if seen else ()), *edits, *said.edits),
        choices=choices,
    )


def _asked_before(history: Sequence[Message]) -> str:
    """The question for contact details that the last message ends with; empty where it has none."""
    return history[-1].text.rpartition("\n")[2] if history and history[-1].asks else ""


def _once(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Two searches may find the same passage; its better place counts."""
    return tuple({(passage.document, passage.chunk_id): passage for passage in reversed(passages)}.values())[::-1]


def _merged(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    return tuple({(contact.type, contact.value): contact for contact in contacts}.values())
