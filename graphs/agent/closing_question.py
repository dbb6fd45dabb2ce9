"""An answer, closed with a question for contact details where it is the moment for one."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from graphs.agent.context import Context
from graphs.agent.leads.asking import Moment, fields_to_ask, is_moment
from graphs.agent.leads.words import asking_words, card_words
from graphs.agent.state import Outcome, State
from graphs.agent.style.phrases import Phrases
from graphs.detail import wishes
from graphs.lead.known import known_contacts
from graphs.lead.refusals import refused
from graphs.sentiment import sentiment_of
from prompts.replies import Replies

_QUESTION = re.compile(r"[?？][\"”’)）\s]*$")
_TELLING = frozenset({"need", "budget"})
# A customer who was upset just before is not asked for anything now.
_MOODS_LOOKED_AT = 2


def closed_with_question(outcome: Outcome, state: State, context: Context) -> Outcome:
    """The same where nothing is to be asked: always, where nobody keeps count of what was asked (`Question.asking`)."""
    asking = state.get("asking")
    replies, language = context.prompts.replies, outcome.language
    if asking is None or not _is_whole_answer(outcome, replies):
        return outcome
    policy, history, asked = state.get("lead_policy", context.lead_policy), state.get("history", ()), state["asked"]
    channel = state.get("channel", "")
    forbidden, by_card = asked_how(state, context)
    moment = Moment(
        intent=outcome.intent,
        channel=channel,
        language=language,
        at=state.get("at") or asked[-1].at or datetime.now(UTC),
        upset=outcome.sentiment.upset,
        wished=any(wish.type in _TELLING for wish in wishes(asked, reachable=True)),
        asking=asking,
        known=asking.known,
        forbidden=forbidden - by_card,
    )
    # What is said is read only where the rest allows a question: most turns end here.
    if not is_moment(policy, moment) or refused((*history, *asked)):
        return outcome
    said = [message.text for message in history if message.role == "customer"][-_MOODS_LOOKED_AT:]
    moment = replace(
        moment,
        upset=max([moment.upset, *(sentiment_of(text).upset for text in said)]),
        known=moment.known | _told(outcome, state, context),
    )
    fields = fields_to_ask(policy, moment)
    if not fields:
        return outcome
    if forbidden & set(fields):
        fields = tuple(field for field in fields if field in by_card)
        question = card_words(policy, language, replies)
    else:
        question = asking_words(policy, fields, language, replies)
    if Phrases(context.style.forbidden).first_in(question):
        return outcome
    return replace(outcome, reply=f"{outcome.reply}\n{question}", asks=fields)


def asked_how(state: State, context: Context) -> tuple[frozenset[str], frozenset[str]]:
    """The kinds of details that may not be asked for in words here, and those that the platform's own card asks for."""
    channel = state.get("channel", "")
    by_card = context.card_contacts.get(channel, ()) if state.get("lead_card") else ()
    return frozenset(context.forbidden_contacts.get(channel, ())), frozenset(by_card)


def _is_whole_answer(outcome: Outcome, replies: Replies) -> bool:
    """Whether every question of the customer was answered, and the reply asks nothing itself."""
    left = replies.texts.get(outcome.language, replies.texts["en"])["unknown_part"].partition("{{")[0]
    return outcome.answered and outcome.handoff is None and left not in outcome.reply and not asks(outcome.reply)


def asks(reply: str) -> bool:
    """Whether the reply ends with a question."""
    return bool(_QUESTION.search(reply))


def _told(outcome: Outcome, state: State, context: Context) -> set[str]:
    """The kinds of details that the customer has told in this conversation, this turn included."""
    said = (*state.get("history", ()), *state["asked"])
    found = (*known_contacts(said, context.policy.phone_regions), *outcome.contacts, *wishes(said, reachable=True))
    return {detail.type for detail in found}
