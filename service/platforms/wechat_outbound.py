"""A reply in the forms that WeChat and WeCom know: texts, a card, and what still fits above a menu or into a card.

Limits in bytes of UTF-8: a text of 2,048, a card's description of 512 (WeCom, path/90236), and for menus of 微信客服
(path/94677) 1,024 above, 10 choices of 128 each. Official Accounts answer 45002, 45098 and 45099 for what is too long
and document no numbers: these are kept there, too.
"""

from collections.abc import Sequence
from typing import Any

from service.channel.cards import Card
from service.channel.split import TextLimit, split

TEXT_LIMIT = TextLimit(2048, "utf8")
DESCRIPTION_LIMIT = TextLimit(512, "utf8")
HEAD_LIMIT = TextLimit(1024, "utf8")
MAX_CHOICES = 10
MAX_CHOICE_BYTES = 128

Part = dict[str, Any]
"""A message without the fields that say to whom it goes."""


def texts(text: str) -> list[Part]:
    """A text in as many messages as it takes, none where it is empty."""
    return [{"msgtype": "text", "text": {"content": part}} for part in split(text, TEXT_LIMIT)]


def text_and_card(text: str, card: Card) -> list[Part]:
    """A link card with the text in it; the beginning of a text that is too long for it goes before."""
    before, words = ending(text, DESCRIPTION_LIMIT)
    description = "\n".join(filter(None, (words, card.text)))
    article = {"title": card.title, "description": description, "url": card.url, "picurl": card.image_url or ""}
    return [*texts(before), {"msgtype": "news", "news": {"articles": [article]}}]


def ending(text: str, limit: TextLimit) -> tuple[str, str]:
    """A text in two: what goes before, often nothing, and an end that fits the limit."""
    parts = split(text, limit)
    if not parts:
        return "", ""
    return text.strip()[: -len(parts[-1])].rstrip(), parts[-1]


def can_be_tapped(choices: Sequence[str], at_most: int = MAX_CHOICES) -> bool:
    """Do the choices fit into a menu?"""
    return 0 < len(choices) <= at_most and all(0 < len(one.encode()) <= MAX_CHOICE_BYTES for one in choices)


def written_out(text: str, choices: Sequence[str]) -> str:
    """A text with its choices in numbered lines below it."""
    return "\n".join([text, *(f"{number}. {one}" for number, one in enumerate(choices, 1))])
