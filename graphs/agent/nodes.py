"""What the agent does, a verb a function; none of them decides where to go next."""

import asyncio
from time import perf_counter
from typing import Any

from langgraph.runtime import Runtime

from graphs.agent import wording
from graphs.agent.asking_back import accepts, asked_back_lately, offers_colleague
from graphs.agent.checking import problem_with
from graphs.agent.citing import citations_of, read_claims, without_thinking
from graphs.agent.clarifying import close_topics
from graphs.agent.context import Context
from graphs.agent.following import leans
from graphs.agent.outcome import outcome_of
from graphs.agent.passages import search_for
from graphs.agent.policy import reason_after_answering, reason_before_answering
from graphs.agent.questions import questions_in
from graphs.agent.state import Checked, Retrieved, Search, State, ToolUse, Triaged
from graphs.contact import find_contacts
from graphs.human_request import asks_for_human
from graphs.safety import danger_in
from graphs.sentiment import sentiment_of
from graphs.turn import HandoffReason
from knowledge.language import detect

Update = dict[str, Any]


async def triage(state: State, runtime: Runtime[Context]) -> Update:
    """Language, mood, intent, contact details, and whether the words alone call for a person."""
    started, context = perf_counter(), runtime.context
    text = asked_text(state)
    sentiment = sentiment_of(text)
    wants_human, unsafe = asks_for_human(text) or _takes_offer(state, text), danger_in(text) is not None
    contacts = find_contacts(text, context.policy.phone_regions)
    handoff = reason_before_answering(context.policy, unsafe=unsafe, wants_human=wants_human, sentiment=sentiment)
    intent = "human_request" if wants_human else wording.intent_of(text, contacts, context.intents)
    return {"triaged": Triaged(_language(state, text), intent, sentiment, contacts, handoff, _ms_since(started))}


async def retrieve(state: State, runtime: Runtime[Context]) -> Update:
    """The passages that may answer each question; none while an operator has it, or it has yet to be rewritten."""
    started, context = perf_counter(), runtime.context
    if state.get("held") or ("rewritten" not in state and leans_on_history(state)):
        return {"retrieved": Retrieved((), 0, _ms_since(started))}
    rewritten, given = state.get("rewritten"), state.get("passages")
    questions = rewritten.questions if rewritten else questions_in(asked_text(state))
    found = await asyncio.gather(*(search_for(question, given, context) for question in questions))
    searches = tuple(
        Search(question, passages, retrieval.confidence)
        for question, (passages, retrieval) in zip(questions, found, strict=True)
    )
    topics = () if asked_back_lately(state.get("history", ())) else close_topics(searches, context.policy)
    return {"retrieved": Retrieved(searches, found[0][1].knowledge_version, _ms_since(started), topics)}


async def check(state: State, runtime: Runtime[Context]) -> Update:
    """The draft as the customer would get it, and whether it may stand."""
    started, context = perf_counter(), runtime.context
    draft, triaged, retrieved = state["draft"], state["triaged"], state["retrieved"]
    tool_use = state.get("tool_use", ToolUse())
    passages = (*retrieved.passages, *tool_use.passages)
    cited = read_claims(without_thinking(draft.message.text) if draft.message else "")
    problem = problem_with(
        cited,
        passages,
        asked=asked_text(state),
        language=triaged.language,
        policy=context.policy,
        replies=context.prompts.replies,
        system=context.prompts.system,
    )
    citations = citations_of(cited.claims, passages) if problem is None else ()
    handoff = reason_after_answering(
        context.policy,
        sound=problem is None,
        answered=bool(citations),
        confidence=max(retrieved.confidence, tool_use.confidence),
        failures=state.get("failures", 0),
    )
    checked = Checked(cited.text, citations, bool(citations), handoff, problem or "", _ms_since(started))
    if handoff is not None:
        return {"checked": checked}
    return {"checked": checked, "outcome": outcome_of(state, context, checked=checked)}


async def acknowledge(state: State, runtime: Runtime[Context]) -> Update:
    """A fixed reply to what asks for no knowledge; silence, but for contact details, while an operator holds it."""
    reply = wording.acknowledgement(state, runtime.context)
    return {"outcome": outcome_of(state, runtime.context, reply=reply, answered=not state.get("held"))}


async def clarify(state: State, runtime: Runtime[Context]) -> Update:
    """Ask which of the topics the customer means."""
    reply = wording.asking_back(state, runtime.context)
    return {"outcome": outcome_of(state, runtime.context, reply=reply, asked_back=True)}


async def hand_off(state: State, runtime: Runtime[Context]) -> Update:
    """Tell the customer that a colleague takes over."""
    reason = handoff_reason(state)
    reply = wording.handing_over(state, runtime.context, reason)
    return {"outcome": outcome_of(state, runtime.context, reply=reply, handoff=reason)}


def handoff_reason(state: State) -> HandoffReason:
    """The first of: the customer's words, the model's own wish, the check; no draft is a failed one."""
    checked = state.get("checked")
    return (
        state["triaged"].handoff
        or state.get("tool_use", ToolUse()).handoff
        or (checked.handoff if checked else None)
        or HandoffReason.FAILED_CHECK
    )


def leans_on_history(state: State) -> bool:
    """Whether the message may only make sense with what was said before: by the rules, which cost no call."""
    history = state.get("history", ())
    return bool(history) and leans(questions_in(asked_text(state)), history)


def asked_text(state: State) -> str:
    """What the customer said in this turn, a message a line."""
    return "\n".join(message.text for message in state["asked"])


def _takes_offer(state: State, text: str) -> bool:
    """Whether this is a yes to the agent's asking if a person should take over."""
    history = state.get("history", ())
    return bool(history) and offers_colleague(history[-1]) and accepts(text)


def _language(state: State, text: str) -> str:
    """A message without words ("???", "12") is in the language of the one before."""
    language = detect(text)
    if language != "und":
        return language
    said = (detect(message.text) for message in reversed(state.get("history", ())) if message.role == "customer")
    return next((known for known in said if known != "und"), "en")


def _ms_since(started: float) -> float:
    return (perf_counter() - started) * 1000
