"""The question that closes an answer, in the customer's language: the policy's own words, else the fixed replies."""

from collections.abc import Sequence

from graphs.agent.leads.document import REACHING, LeadField, LeadPolicy
from prompts import fill_in, variables_of
from prompts.replies import Replies


def asking_words(policy: LeadPolicy, fields: Sequence[LeadField], language: str, replies: Replies) -> str:
    """One polite question for these details with what they are for, and the policy's sentence of consent, if any."""
    words = policy.words
    either = fields[0] in REACHING
    values = {
        "details": details_named(fields, language, replies, either=either),
        "purpose": words.own("purpose", language) or replies.say(language, "lead_purpose"),
    }
    own = words.own("ask", language)
    used = variables_of(own)
    if own:
        asked = fill_in(own, {name: value for name, value in values.items() if name in used}, "ask")
    else:
        asked = replies.say(language, "lead_ask", **values)
    consent = words.own("consent", language)
    return f"{asked}{'' if language == 'zh' else ' '}{consent}" if consent else asked


def card_words(policy: LeadPolicy, language: str, replies: Replies) -> str:
    """The same where a card below asks: no detail is named, as the platform may forbid to ask for it in words."""
    purpose = policy.words.own("purpose", language) or replies.say(language, "lead_purpose")
    return replies.say(language, "lead_card", purpose=purpose)


def details_named(fields: Sequence[str], language: str, replies: Replies, *, either: bool) -> str:
    """ "phone number or e-mail address", 称呼和所在城市."""
    named = [replies.say(language, f"detail_{field}") for field in fields]
    joint = replies.say(language, "detail_or" if either else "detail_join")
    *first, last = named
    return joint.join([replies.say(language, "topics_comma").join(first), last]) if first else last
