"""The facts in what a customer says in one turn: from their own words alone, never from a reply."""

import re
from collections.abc import Iterable, Sequence

from graphs.memory.fact import KINDS, MAX_VALUE_CHARS, Fact
from graphs.memory.products import asked_about, owned
from graphs.memory.sensitive import is_sensitive
from graphs.order_numbers import order_numbers
from graphs.turn import Contact, Passage
from knowledge.sentences import split

_APPS = "wechat|whats\\s?app|telegram|qq|e-?mail|phone|text|sms|微信|邮件|邮箱|电邮|短信|电话"
_REACH = re.compile(
    rf"\b(?:please\s+|better\s+|rather\s+|prefer(?:ably)?\s+(?:to\s+be\s+)?|only\s+)?(?:contact|reach|write\s+to|message|answer|reply\s+to)"
    rf"\s+me\s+(?:only\s+)?(?:by|via|on|over|through)\s+(?P<en>{_APPS})"
    rf"|\bprefer\s+(?:an?\s+)?(?P<prefer>{_APPS})(?:s|\s+messages?)?\b"
    rf"|\b(?P<mail>e-?mail)\s+me\s+(?:instead|rather)|(?:最好|请|尽量|还是)(?:用|发|通过)?(?P<zh>{_APPS})(?:上)?联系",
    re.IGNORECASE,
)
_NO_CALLS = re.compile(
    r"\b(?:don'?t|do\s+not|never|please\s+no)\s+(?:phone\s+)?(?:call|calls|ring|phone)\b(?:\s+me)?(?!\s+(?:it|this))"
    r"|(?:不要|别|请勿|不方便)(?:给我)?(?:打电话|接电话|来电)",
    re.IGNORECASE,
)
_MEANS = {
    "email": r"mail|邮",
    "wechat": r"wechat|微信",
    "whatsapp": r"whats",
    "telegram": r"telegram",
    "qq": r"^qq",
    "text": r"text|sms|短信",
    "phone": r"phone|电话",
}


def facts_told(
    said: Sequence[str],
    *,
    contacts: Iterable[Contact],
    wishes: Iterable[Contact],
    language: str,
    passages: Sequence[Passage] = (),
) -> tuple[Fact, ...]:
    """What the customer's messages `said` tell that is worth keeping, in order; nothing sensitive is among it.

    `contacts` and `wishes` are what triage found in them. A product asked about is a name of theirs that stands in one
    of the passages found for them.
    """
    words = "\n".join(said)
    if is_sensitive(words):
        words = "\n".join(part for text in said for part in split(text) if not is_sensitive(part))
    found = [Fact(one.type, one.value) for one in (*contacts, *wishes)]
    found += [Fact("order", number) for number in order_numbers(words)]
    found += [Fact("owns", name) for name in owned(words)]
    found += [Fact("asked_about", name) for name in asked_about(words, passages)]
    if means := _reached_by(words):
        found.append(Fact("reach_by", means))
    if language != "und":
        found.append(Fact("language", language))
    return tuple(one for one in found if one.type in KINDS and _may_be_kept(one))


def _may_be_kept(fact: Fact) -> bool:
    return 0 < len(fact.value) <= MAX_VALUE_CHARS and "\n" not in fact.value and not is_sensitive(fact.value)


def _reached_by(words: str) -> str:
    """How the customer wants to be reached: email, wechat, ..., or no_calls; empty where they do not say."""
    if match := _REACH.search(words):
        named = next(group for group in match.groups() if group).casefold()
        return next(means for means, pattern in _MEANS.items() if re.search(pattern, named))
    return "no_calls" if _NO_CALLS.search(words) else ""
