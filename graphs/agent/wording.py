"""Which of the agent's fixed replies fits, and how it is put together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphs.agent.asking_which import REPLY as WHICH_PRODUCT
from graphs.agent.closing_question import asked_how
from graphs.agent.context import Context
from graphs.agent.finishing import allowed
from graphs.agent.forgetting import FORGETTING
from graphs.agent.handoff.document import Rule
from graphs.agent.handoff.rules import HandoffSituation
from graphs.agent.handoff.words import handoff_words
from graphs.agent.leads.asking import Asking
from graphs.agent.leads.words import card_words
from graphs.agent.near_topics import near_topics
from graphs.agent.occasions import ABOUT_ITSELF, OCCASIONS, occasion_of
from graphs.agent.questions import questions_in
from graphs.agent.state import State
from graphs.agent.style.greeting import greeting, has_greeted
from graphs.agent.style.persona import introduction
from graphs.agent.style.phrases import Phrases
from graphs.agent.talk import is_chinese
from graphs.agent.wordless import WORDLESS, reply_to_wordless, wordless_in
from graphs.agent_request import asks_more
from graphs.intents import OTHER, Intents
from graphs.lead.known import REACHED_BY, known_contacts
from graphs.lead.refusals import refused
from graphs.memory.remembered import NOTHING
from graphs.phrases import units
from graphs.turn import Contact, Edit
from prompts.replies import Replies

CONTACT_LEFT = "contact_left"
BACK_TO_AGENT = "back_to_agent"
ACKNOWLEDGED = OCCASIONS | FORGETTING | WORDLESS | {"greeting", "thanks", "goodbye", CONTACT_LEFT, BACK_TO_AGENT}
_NOT_ASKED = frozenset({Rule.NEGATIVE_SENTIMENT, Rule.SAFETY})
ASKED_AT_HANDOFF = ("phone", "email")
"""What `ask_contact` asks for."""
_DETAILS = (
    "phone",
    "email",
    "wechat",
    "qq",
    "whatsapp",
    "telegram",
    "name",
    "company",
    "city",
    "need",
    "budget",
    "call_time",
)
# Words around a contact detail that ask for nothing: more of them, and the message wants an answer.
_FEW_WORDS, _FEW_WORDS_ZH = 14, 20
_TO_BE_REACHED = re.compile(
    r"\b(?:call|contact|reach|phone|ring|text|e-?mail|write to|message|add) (?:me|us)\b"
    r"|(?:联系|致电|打给|打电话给|加|回复|发给)(?:一下)?我",
    re.IGNORECASE,
)
_ASKS_TO_BE_REACHED = re.compile(
    rf"\b(?:can|could|would|will|may)\s+(?:you|someone|somebody|(?:a|your)\s+\w+)\b[^?]{{0,20}}(?:{_TO_BE_REACHED.pattern})"
    rf"|(?:可以|能|能不能|可否|麻烦)[^？?]{{0,12}}(?:{_TO_BE_REACHED.pattern})",
    re.IGNORECASE,
)


def intent_of(text: str, contacts: Sequence[Contact], intents: Intents, *, resumes: bool = False) -> str:
    """The recognised intent; a message that asks nothing but to be reached by the details in it is `contact_left`.

    One that says to go on with the agent (`resumes`), and asks nothing more, is `back_to_agent`.
    """
    if wordless := wordless_in(text):
        return wordless
    if resumes and not asks_more(text):
        return BACK_TO_AGENT
    intent = intents.recognise(text)
    asks = ("?" in text or "？" in text) and not (_ASKS_TO_BE_REACHED.search(text) and len(questions_in(text)) == 1)
    if contacts and not asks and _TO_BE_REACHED.search(text):
        return CONTACT_LEFT
    if contacts and not asks and (intent == OTHER or intent in ACKNOWLEDGED):
        rest = text
        for contact in contacts:
            rest = rest.replace(contact.raw, " ")
        if len(units(rest)) <= (_FEW_WORDS_ZH if is_chinese(rest) else _FEW_WORDS):
            return CONTACT_LEFT
    occasion = None if contacts else occasion_of(text)
    # Whoever asks for something else as well is told both.
    if occasion == ABOUT_ITSELF and len(questions_in(text)) > 1:
        occasion = None
    return occasion or intent


def acknowledgement(state: State, context: Context) -> str:
    """The reply to a greeting, thanks, a goodbye or contact details; empty where an operator will reply."""
    triaged, replies = state["triaged"], context.prompts.replies
    if state.get("held") and not triaged.resumes:
        key = (
            "held_contact_saved"
            if triaged.contacts
            else ("call_noted" if _answers_call_question(state, context) else "")
        )
    else:
        key = "contact_saved" if triaged.intent == CONTACT_LEFT else triaged.intent
    if not key:
        return ""
    if key == ABOUT_ITSELF:
        return introduction(context.style, triaged.language, replies)
    if key == "greeting":
        return _greeting(state, context)
    if key in WORDLESS:
        return reply_to_wordless(key, triaged.language, state.get("history", ()), replies)
    if key.endswith("contact_saved"):
        return replies.say(
            triaged.language, key, details=_details(triaged.contacts or triaged.wishes, triaged.language, context)
        )
    return replies.say(triaged.language, key)


def quick_questions(state: State, context: Context, reply: str) -> tuple[str, ...]:
    """What the greeting offers to ask, as the style has it; nothing with any other reply."""
    greets = bool(reply) and state["triaged"].intent == "greeting" and not state.get("held")
    return context.style.persona.questions.in_language(state["triaged"].language) if greets else ()


def _greeting(state: State, context: Context) -> str:
    """Said once in a conversation; whoever greets again is asked what they wish."""
    style, language, replies = context.style, state["triaged"].language, context.prompts.replies
    if has_greeted(style, state.get("history", ()), replies):
        return replies.say(language, "greeting_again")
    own = style.persona.greeting.in_language(language)
    if not own and (name := state.get("memory", NOTHING).first("name")):
        return replies.say(language, "greeting_by_name", name=name)
    return greeting(style, language, replies)


def _answers_call_question(state: State, context: Context) -> bool:
    """Whether the customer, for whom nobody came, was just asked for a time to be called, and does not ask in turn."""
    said = next((message for message in reversed(state.get("history", ())) if message.role != "customer"), None)
    replies, language = context.prompts.replies, state["triaged"].language
    asked = (replies.say(language, "ask_call_back"), replies.say(language, "ask_call_time"))
    asks = any(mark in message.text for message in state["asked"] for mark in "?？")
    return bool(state.get("waiting")) and not asks and said is not None and said.text.endswith(asked)


def asking_back(state: State, context: Context) -> str:
    """Which product does the customer mean, or which of the topics?

    Each topic stands in “quotes”, by which the answer finds it again.
    """
    language, replies = state["triaged"].language, context.prompts.replies
    if state["retrieved"].no_product:
        return replies.say(language, WHICH_PRODUCT)
    return replies.say(language, "which_topic", topics=_either(state["retrieved"].topics, language, replies))


def unknown(state: State, context: Context) -> tuple[str, tuple[str, ...]]:
    """That nothing is known; and the topics that lie nearest, if any do, which the reply names in “quotes”, too."""
    language, replies = state["triaged"].language, context.prompts.replies
    topics = near_topics(state["retrieved"].searches, context.policy)
    if not topics:
        return replies.say(language, "unknown"), ()
    return replies.say(language, "unknown_but_near", topics=_either(topics, language, replies)), topics


def _either(topics: Sequence[str], language: str, replies: Replies) -> str:
    *first, last = (f"“{topic}”" for topic in topics)
    if not first:
        return last
    comma, either = replies.say(language, "topics_comma"), replies.say(language, "topics_or")
    return f"{comma.join(first)}{either}{last}"


@dataclass(frozen=True, slots=True)
class HandingOver:
    """What the customer hears of it: `told`, and `ask` for contact details (`asks`), empty where none are asked for."""

    told: str
    ask: str
    edits: tuple[Edit, ...]
    asks: tuple[str, ...] = ()


def handing_over(state: State, context: Context, rule: Rule, situation: HandoffSituation) -> HandingOver:
    """Who takes over, why and, out of hours, when; and a question for a contact detail, empty where none is asked.

    It is asked once, where none is known and none was refused. Nobody who is angry or in danger is asked.
    """
    triaged, replies = state["triaged"], context.prompts.replies
    said = handoff_words(situation, rule, triaged.language, replies)
    phrases = Phrases(context.style.forbidden)
    told = allowed(said, phrases) or replies.say(triaged.language, f"handoff_{rule}")
    edits = (Edit("left_out", phrase),) if (phrase := phrases.first_in(said)) else ()
    history = state.get("history", ())
    ask, asks = _contact_question(state, context)
    asked_before = any(message.role != "customer" and ask in message.text for message in history)
    asking = state.get("asking", Asking())
    if not ask or rule in _NOT_ASKED or asked_before or asking.declined or refused(history):
        return HandingOver(told, "", edits)
    known = {one.type for one in (*triaged.contacts, *known_contacts(history, context.policy.phone_regions))}
    known |= asking.known | {one.type for one in state.get("memory", NOTHING).facts}
    if known.intersection(REACHED_BY):
        return HandingOver(told, "", edits)
    return HandingOver(told, ask, edits, asks)


def _contact_question(state: State, context: Context) -> tuple[str, tuple[str, ...]]:
    """The question in words or, where these may not ask for it, by the platform's card; nothing without either."""
    language, replies = state["triaged"].language, context.prompts.replies
    forbidden, by_card = asked_how(state, context)
    if not forbidden.intersection(ASKED_AT_HANDOFF):
        return replies.say(language, "ask_contact"), ASKED_AT_HANDOFF
    asks = tuple(kind for kind in ASKED_AT_HANDOFF if kind in by_card)
    policy = state.get("lead_policy", context.lead_policy)
    return (card_words(policy, language, replies), asks) if asks else ("", ())


def _details(contacts: Sequence[Contact], language: str, context: Context) -> str:
    replies = context.prompts.replies
    kinds = dict.fromkeys(contact.type if contact.type in _DETAILS else "other" for contact in contacts)
    return replies.say(language, "detail_join").join(replies.say(language, f"detail_{kind}") for kind in kinds)
