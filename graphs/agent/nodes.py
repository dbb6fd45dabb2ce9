"""What the agent does, a verb a function; none of them decides where to go next."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import replace
from time import perf_counter
from typing import Any

from langgraph.runtime import Runtime

from graphs.agent import wording
from graphs.agent.asking_back import accepts, asked_back_lately, offers_colleague
from graphs.agent.asking_which import lacks_product, products_of
from graphs.agent.citing import citations_of
from graphs.agent.clarifying import close_topics
from graphs.agent.closing_question import closed_with_question
from graphs.agent.context import Context
from graphs.agent.declared.planning import without_arguments
from graphs.agent.following import leans
from graphs.agent.forgetting import forgetting_step
from graphs.agent.handing_over import at_desk, deciding_rule, desk_of, handoff_situation, is_held, most_money, resumes
from graphs.agent.handoff.document import Rule
from graphs.agent.handoff.rules import rule_after_answering, rule_before_answering, rules_for
from graphs.agent.language_of import language_of
from graphs.agent.looking_through import look_through
from graphs.agent.looking_up import plan_of
from graphs.agent.model_triage import Reading, read_message
from graphs.agent.near_topics import with_chosen
from graphs.agent.occasions import reply_to_asking
from graphs.agent.outcome import outcome_of
from graphs.agent.questions import questions_in, questions_to_search
from graphs.agent.recalling import recalled
from graphs.agent.repairing import may_be_repaired
from graphs.agent.retrieved import Retrieved
from graphs.agent.second_look import look_for_all
from graphs.agent.state import Checked, LookedUp, Outcome, State, ToolUse, Triaged, sources_of
from graphs.agent.surroundings import surroundings_of
from graphs.detail import wishes
from graphs.human_request import asks_for_human
from graphs.injection import gives_orders
from graphs.intents import OTHER
from graphs.lead.bare import bare_answers, told_beside
from graphs.lead.known import learnt
from graphs.order_numbers import order_numbers
from graphs.safety import danger_in
from graphs.sentiment import sentiment_of
from graphs.turn import Contact, Edit, Sentiment, Usage
from graphs.urgency import urgency_of
from graphs.wearing_out import signs
from knowledge.meaning import Meaning

Update = dict[str, Any]

logger = logging.getLogger(__name__)


async def triage(state: State, runtime: Runtime[Context]) -> Update:
    """Language, mood, intent, urgency, contact details, orders, and whether the words alone call for a person."""
    started, context = perf_counter(), runtime.context
    text = asked_text(state)
    meaning, (read, usage) = await _both_read(state, context, text)
    # An order to the machine sounds rude by its meaning, and says nothing of how a customer feels.
    sentiment = read.sentiment if read else sentiment_of(text, None if gives_orders(text) else meaning)
    stays, unsafe = resumes(state), danger_in(text) is not None or bool(read and read.danger)
    asked = bool(read and read.wants_human) or asks_for_human(text) or _takes_offer(state, text)
    wants_human = asked and not stays
    learned = learnt(state.get("history", ()), state["asked"], context.policy.phone_regions)
    contacts, history = learned.contacts, state.get("history", ())
    told = wishes((*history, *state["asked"]) if contacts else state["asked"], reachable=bool(contacts))
    forgetting = "" if is_held(state) else forgetting_step(history, text, context.prompts.replies)
    intent = "human_request" if wants_human else wording.intent_of(text, contacts, context.intents, resumes=stays)
    if history and history[-1].asks and not (wants_human or stays):
        intent = (None if contacts else reply_to_asking(text)) or intent
        bare = bare_answers(history[-1].asks, text) if intent in (OTHER, wording.CONTACT_LEFT) else ()
        if bare:
            contacts, told, intent = *told_beside(contacts, told, bare), wording.CONTACT_LEFT
    intent = intent if wants_human else forgetting or intent
    if intent == OTHER:
        intent = (read.intent if read else await context.heads.recognise(text, meaning)) or OTHER
    urgency = (read.urgency if read else None) or urgency_of(text)
    situation = handoff_situation(state, context, intent)
    handoff = rule_before_answering(
        situation,
        unsafe=unsafe,
        wants_human=wants_human,
        upset=0.0 if stays or forgetting else _upset_by_now(state, context, text, sentiment),
        amount=most_money(text) if rules_for(situation).high_value.enabled else 0.0,
        urgent=urgency == "high" and not (stays or forgetting),
    )
    language = language_of(state, without_arguments(context.declared, _without_details(text, contacts)))
    planned = plan_of(state, context, text, intent=intent, language=language)
    ms = _ms_since(started)
    triaged = Triaged(
        language,
        intent,
        sentiment,
        contacts,
        handoff,
        ms,
        resumes=stays,
        withdrawn=learned.withdrawn,
        wishes=told,
        usage=usage,
        urgency=urgency,
        order_numbers=order_numbers(text),
    )
    return {"triaged": triaged, "planned": planned}


async def retrieve(state: State, runtime: Runtime[Context]) -> Update:
    """The passages that may answer each question; none while an operator has it, or it has yet to be rewritten."""
    started, context = perf_counter(), runtime.context
    if is_held(state) or ("rewritten" not in state and leans_on_history(state)):
        return {"retrieved": Retrieved((), 0, _ms_since(started))}
    rewritten, given = state.get("rewritten"), state.get("passages")
    questions = rewritten.questions if rewritten else questions_to_search(asked_text(state))
    history = recalled(state)
    found = await asyncio.gather(*(look_for_all(question, history, given, context) for question in questions))
    searches = with_chosen([search for searches, _ in found for search in searches], history, context.policy)
    topics = () if asked_back_lately(history) else close_topics(searches, context.policy)
    may_ask = given is None and not topics and context.policy.clarify_margin > 0
    sure, replies = context.policy.answer_threshold, context.prompts.replies
    no_product = may_ask and lacks_product(asked_text(state), searches, history, replies, sure=sure)
    topics = products_of(searches) if no_product else topics
    return {"retrieved": Retrieved(searches, found[0][1], _ms_since(started), topics, no_product)}


async def check(state: State, runtime: Runtime[Context]) -> Update:
    """The draft as the customer would get it, and whether it may stand."""
    started, context = perf_counter(), runtime.context
    draft, triaged, retrieved = state["draft"], state["triaged"], state["retrieved"]
    looked_up, tool_use = state.get("looked_up", LookedUp()), state.get("tool_use", ToolUse())
    passages = sources_of(state)
    around = surroundings_of(state, context, draft.model)
    looked = look_through(state, context, passages, around)
    cited, problem = looked.cited, looked.problem
    edits = state["checked"].edits if state.get("repaired") else ()
    if problem:
        logger.info("a draft by %s fails the check: %s", draft.model, problem.kind)
        if may_be_repaired(state):
            edits = (*edits, Edit("rewritten", problem.told, problem.kind))
            return {"checked": Checked("", (), False, None, problem.told, _ms_since(started), edits)}
        edits = (*edits, Edit("withdrawn", problem.told, problem.kind))
    elif looked.cut:
        edits = (*edits, Edit("shortened", looked.cut))
    # Where nothing was found, the truth is that nothing is known: no person is needed to say so.
    unfounded = problem is not None and not around.confident
    citations = citations_of(cited.claims, passages) if problem is None else ()
    handoff = rule_after_answering(
        handoff_situation(state, context, triaged.intent),
        sound=problem is None or unfounded,
        answered=bool(citations),
        confidence=max(retrieved.confidence, looked_up.confidence, tool_use.confidence),
        failures=state.get("failures", 0),
    )
    told = problem.told if problem else ""
    reply: str = cited.text
    near: tuple[str, ...] = ()
    if reply == context.prompts.replies.say(triaged.language, "unknown"):
        reply, near = wording.unknown(state, context)
    checked = Checked(reply, citations, bool(citations), handoff, told, _ms_since(started), edits)
    if handoff is not None:
        return {"checked": checked}
    if problem:
        return {"checked": checked, "outcome": _honest(state, context)}
    outcome = outcome_of(state, context, checked=checked, choices=near)
    return {"checked": checked, "outcome": closed_with_question(outcome, state, context)}


async def acknowledge(state: State, runtime: Runtime[Context]) -> Update:
    """A fixed reply to what asks for no knowledge; silence, but for contact details, while an operator holds it."""
    reply = wording.acknowledgement(state, runtime.context)
    choices = wording.quick_questions(state, runtime.context, reply)
    return {"outcome": outcome_of(state, runtime.context, reply=reply, answered=not is_held(state), choices=choices)}


async def clarify(state: State, runtime: Runtime[Context]) -> Update:
    """Ask which of the topics or products the customer means."""
    reply, topics = wording.asking_back(state, runtime.context), state["retrieved"].topics
    return {"outcome": outcome_of(state, runtime.context, reply=reply, asked_back=True, choices=topics)}


async def hand_off(state: State, runtime: Runtime[Context]) -> Update:
    """Tell the customer that a colleague takes over; where none may and no draft came, that nothing is known."""
    rule, context = deciding_rule(state), runtime.context
    situation = handoff_situation(state, context, state["triaged"].intent)
    if rule is Rule.FAILED_CHECK and not situation.allows(rule):
        return {"outcome": _honest(state, context)}
    desk = desk_of(state, situation.at)
    told = wording.handing_over(state, context, rule, at_desk(situation, desk))
    reply, asks = (f"{told.told}\n{told.ask}", told.asks) if told.ask else (told.told, ())
    outcome = outcome_of(state, context, reply=reply, handoff=rule, asks=asks, edits=told.edits)
    return {"outcome": replace(outcome, desk=desk.id if desk else None)}


def _honest(state: State, context: Context) -> Outcome:
    """No draft may be sent and no person may come for that: say that nothing is known."""
    reply, near = wording.unknown(state, context)
    return outcome_of(state, context, reply=reply, choices=near)


async def _both_read(state: State, context: Context, text: str) -> tuple[Meaning | None, tuple[Reading | None, Usage]]:
    """The message's embedding, and what a model reads in it where there is one: side by side."""
    if not context.reads_by_model:
        return await context.retriever.meaning(text), (None, Usage())
    return await asyncio.gather(context.retriever.meaning(text), read_message(state.get("history", ()), text, context))


def leans_on_history(state: State) -> bool:
    """Whether the message may only make sense with what was said before: by the rules, which cost no call."""
    history, questions = recalled(state), questions_in(asked_text(state))
    return (bool(history) or len(questions) > 1) and leans(questions, history)


def asked_text(state: State) -> str:
    """What the customer said in this turn, a message a line."""
    return "\n".join(message.text for message in state["asked"])


def _takes_offer(state: State, text: str) -> bool:
    """Whether this is a yes to the agent's asking if a person should take over."""
    history = state.get("history", ())
    return bool(history) and offers_colleague(history[-1]) and accepts(text)


def _without_details(text: str, contacts: Iterable[Contact]) -> str:
    """The words alone: an account or an address is in no language, but its letters would pass for one."""
    for contact in contacts:
        text = text.replace(contact.raw, " ") if contact.raw and contact.raw.isascii() else text
    return text


def _upset_by_now(state: State, context: Context, text: str, mood: Sentiment) -> float:
    """How upset the customer counts as for the hand-off: fully, when the conversation has worn out their patience."""
    enough = context.policy.signs_before_handoff
    shown = signs(state.get("history", ()), text, mood, state.get("failures", 0)) if enough else 0
    return 1.0 if enough and shown >= enough else mood.upset


def _ms_since(started: float) -> float:
    return (perf_counter() - started) * 1000
