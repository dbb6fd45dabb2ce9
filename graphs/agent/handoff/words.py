"""What the customer is told around a hand-off: the policy's own words, else the fixed replies."""

from datetime import datetime

from graphs.agent.handoff.document import HandoffPolicy, Rule
from graphs.agent.handoff.hours import after_open_minutes, next_opening
from graphs.agent.handoff.moments import say_moment
from graphs.agent.handoff.rules import HandoffSituation
from prompts import fill_in
from prompts.replies import Replies

# Out of hours what comes first is an apology, or the words for somebody in danger; "is taking over" would be untrue.
_SORRY = frozenset({Rule.NEGATIVE_SENTIMENT, Rule.REPEATED_FAILURE})


def handoff_words(situation: HandoffSituation, rule: Rule, language: str, replies: Replies) -> str:
    """That a person takes over and why; out of hours when, and nothing that sounds like at once."""
    document = situation.document
    opening = next_opening(document.hours, situation.at)
    if opening is None:
        return _say(document, rule.value, f"handoff_{rule}", language, replies)
    away = _away(document, opening, situation.at, language, replies)
    if rule is Rule.SAFETY:
        return f"{_say(document, rule.value, 'handoff_safety', language, replies)}\n{away}"
    return _joined(language, replies.say(language, "sorry"), away) if rule in _SORRY else away


def nobody_came_words(document: HandoffPolicy, now: datetime, language: str, replies: Replies, *, known: bool) -> str:
    """That nobody has come, by when somebody will where that is promised, and a question for a way to be called back.

    `known` says that there is a contact detail already: then only the time to call is asked for.
    """
    told = [_say(document, "nobody_came", f"nobody_came_{document.nobody_comes.then}", language, replies)]
    if promised := promised_at(document, now):
        told.append(_filled(document, "promise", language, replies, time=_moment(document, promised, now, language)))
    if document.nobody_comes.ask_contact:
        told.append(replies.say(language, "ask_call_time" if known else "ask_call_back"))
    return _joined(language, *told)


def promised_at(document: HandoffPolicy, now: datetime) -> datetime | None:
    """By when somebody answers, counted in open hours; None where the policy promises nothing, or gives them back."""
    minutes = document.nobody_comes.promise_minutes
    if not minutes or document.nobody_comes.then == "return":
        return None
    return after_open_minutes(document.hours, now, minutes)


def position_words(document: HandoffPolicy, language: str, replies: Replies, ahead: int) -> str:
    """How many customers are ahead of this one."""
    return _filled(document, "queue_position", language, replies, ahead=str(ahead))


def closed_words(document: HandoffPolicy, now: datetime, language: str, replies: Replies, *, known: bool) -> str:
    """That it has closed while they waited, when somebody is there again, and a question for a way to be called back.

    `known` as above. It is for a moment at which nobody is there, but somebody will be.
    """
    told = [replies.say(language, "nobody_came_closed")]
    if opening := next_opening(document.hours, now):
        told.append(_away(document, opening, now, language, replies))
    if document.nobody_comes.ask_contact:
        told.append(replies.say(language, "ask_call_time" if known else "ask_call_back"))
    return _joined(language, *told)


def operator_gone_words(document: HandoffPolicy, now: datetime, language: str, replies: Replies) -> str:
    """That somebody else will go on; out of hours also when."""
    told = [_say(document, "operator_gone", "operator_gone", language, replies)]
    if opening := next_opening(document.hours, now):
        told.append(_away(document, opening, now, language, replies))
    return _joined(language, *told)


def returned_words(document: HandoffPolicy, language: str, replies: Replies) -> str:
    """That the agent goes on."""
    return _say(document, "returned", "returned", language, replies)


def _joined(language: str, *sentences: str) -> str:
    """Chinese sentences follow each other without a gap."""
    return ("" if language == "zh" else " ").join(sentences)


def _away(document: HandoffPolicy, opening: datetime, now: datetime, language: str, replies: Replies) -> str:
    return _filled(document, "out_of_hours", language, replies, opening=_moment(document, opening, now, language))


def _moment(document: HandoffPolicy, moment: datetime, now: datetime, language: str) -> str:
    return say_moment(moment, now, document.hours.time_zone, language)


def _say(document: HandoffPolicy, occasion: str, key: str, language: str, replies: Replies) -> str:
    return document.words.own(occasion, language) or replies.say(language, key)


def _filled(document: HandoffPolicy, occasion: str, language: str, replies: Replies, **values: str) -> str:
    """The policy's own text may leave its variable out."""
    own = document.words.own(occasion, language)
    if not own:
        return replies.say(language, occasion, **values)
    return fill_in(own, values, occasion) if "{{" in own else own
