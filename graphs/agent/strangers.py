"""Contact details in a reply: only those of the sources and of the conversation, and none that is forbidden."""

import re
from collections.abc import Collection, Iterator, Sequence

from graphs.contact import find_details
from graphs.turn import Contact

LINK = "link"
# Names, towns and the like are words of every sentence: these kinds reach a person.
_REACHING = ("phone", "email", "wechat", "qq", "whatsapp", "telegram")
_MAY_HOLD = re.compile(r"\d[\d\s().-]{4,}|@|wechat|weixin|微信|vx|qq|whatsapp|telegram", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|\bwww\.)([^\s/?#<>\"'，。；！？）)】]+)", re.IGNORECASE)
_TELLING_DIGITS = 6


def forbidden_kind(text: str, forbidden: Collection[str], regions: Sequence[str]) -> str:
    """The first kind of contact detail in the reply that the channel does not allow; empty where there is none."""
    if not forbidden:
        return ""
    if LINK in forbidden and _LINK.search(text):
        return LINK
    return next((contact.type for contact in _reaching(text, regions) if contact.type in forbidden), "")


def unknown_detail(text: str, known: Sequence[str], regions: Sequence[str]) -> str:
    """The kind of a contact detail or link that stands neither in the sources nor in the conversation; else empty.

    `known` are all of those texts.
    """
    for host in _LINK.findall(text):
        if not any(host.casefold().removeprefix("www.") in one.casefold() for one in known):
            return LINK
    return next((contact.type for contact in unknown_contacts(text, known, regions)), "")


def unknown_contacts(text: str, known: Sequence[str], regions: Sequence[str]) -> Iterator[Contact]:
    """The contact details of a text, links apart, that stand in none of the known ones."""
    for contact in _reaching(text, regions):
        if not any(_holds(one, contact) for one in known) and not any(
            (contact.type, contact.value) == (other.type, other.value)
            for one in known
            for other in _reaching(one, regions)
        ):
            yield contact


def _reaching(text: str, regions: Sequence[str]) -> list[Contact]:
    if not _MAY_HOLD.search(text):
        return []
    return [found.contact for found in find_details(text, regions) if found.contact.type in _REACHING]


def _holds(text: str, contact: Contact) -> bool:
    """As written, or the same digits written in another way."""
    digits = re.sub(r"\D", "", contact.raw)
    if len(digits) >= _TELLING_DIGITS and digits in re.sub(r"\D", "", text):
        return True
    return contact.raw.casefold() in text.casefold()
