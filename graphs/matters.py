"""The matters of a shop that hold for its things alike: to return one, pay for it, have it delivered, its warranty."""

import re
from collections.abc import Iterable
from functools import lru_cache

from knowledge.synonyms import meanings

# Meanings by their first word (`knowledge.synonyms`), each with the matter that it belongs to.
_MATTERS = {
    "=deliver": "deliver",
    "=shipping cost": "deliver",
    "=free shipping": "deliver",
    "=return": "return",
    "=exchange": "exchange",
    "=refund": "refund",
    "=cancel": "cancel",
    "=warranty": "warranty",
    "=pay": "pay",
    "=instalment": "instalment",
    "=invoice": "invoice",
    "=damage": "damage",
    "=lost": "lost",
    "=track": "track",
    "=collect": "collect",
}
BACK = frozenset({"return", "exchange", "refund"})
"""The matters in which goods or money go back."""
_SENT_BACK = re.compile(r"\b(?:send|give|bring|take|ship)\s+((?:[\w-]+\s+){0,4}?[\w-]+)\s+back\b", re.IGNORECASE)
# 退 and 换 stand in many other words (退订, 换灯泡); alone behind a verb they mean goods.
_SHORT = re.compile(r"(能|可以?|想要?|要|怎么|如何|给|包|还)(退|换)(?=[吗么吧呢不得了]|[\s,，。.!！?？]|$)")
# Points are exchanged for money (换成), and a lamp's module for another (更换): neither is an exchange of goods.
_OF_GOODS = re.compile(r"exchang|swap|换货|退换|调换|换新|换一[个件台盏款]", re.IGNORECASE)

# The difference that a price has fallen by is given back, and no goods.
_DIFFERENCE = re.compile(r"(?:退|补)(?:还|回)?(?=(?:一下|我|点)?(?:差价|差额))")


def spelled_out(text: str) -> str:
    """The text with 退货 and 换货 where a customer says 退 and 换 for short: 可以退吗, 怎么换."""
    return _SHORT.sub(r"\1\2货", text)


def in_one_word(text: str) -> str:
    """The text with "return it" for "send it back"."""
    return _SENT_BACK.sub(r"return \1", text)


@lru_cache(maxsize=4_096)
def matters_in(text: str) -> frozenset[str]:
    """The matters that a question or a passage speaks of, in either language; empty where it speaks of none."""
    text = _DIFFERENCE.sub("", spelled_out(text))
    found = {_MATTERS[meaning] for meaning in meanings(text) if meaning in _MATTERS}
    if "exchange" in found and not _OF_GOODS.search(text):
        found.remove("exchange")
    return frozenset(found | {"return"} if _SENT_BACK.search(text) else found)


def speaks_of(matters: frozenset[str], texts: Iterable[str]) -> bool:
    """Whether the texts (headings and text of a passage) speak of one of the matters."""
    return any(matters & matters_in(text) for text in texts)


def is_only_a_matter(words: str) -> bool:
    """Whether the words name matters and nothing that they could be about: "delivery", 退货运费."""
    found = meanings(spelled_out(words))
    return bool(found) and all(meaning in _MATTERS for meaning in found)


def is_little_more(words: str) -> bool:
    """Whether Chinese words name a matter and single characters beside it at most, as verbs are: 开发票."""
    found = meanings(spelled_out(words))
    return any(meaning in _MATTERS for meaning in found) and all(
        meaning in _MATTERS or len(meaning) == 1 for meaning in found
    )


def has_a_meaning(word: str) -> bool:
    """Whether customers and documents say the word in several ways, so that it is no thing's name: "carry"."""
    return any(meaning.startswith("=") for meaning in meanings(word))
