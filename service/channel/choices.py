"""Choices and link cards, where a platform's own form is shorter than what they say.

A button's label may be cut; what it stands for comes back whole, in the id that the platform returns when it is
tapped. What does not fit a platform's form at all is written into the text.
"""

from service.channel.interface import Reply
from service.channel.split import TextLimit

_OURS = "choice:"
_CUT = "…"


def payload_of(choice: str, maximum: int) -> str:
    """The id of a choice's button, at most `maximum` UTF-16 units."""
    return shortened(f"{_OURS}{choice}", maximum, cut="")


def chosen(payload: str, label: str) -> str:
    """What a tapped button says: the whole choice where it was one of ours, else its label."""
    return payload.removeprefix(_OURS) if payload.startswith(_OURS) else label


def shortened(text: str, maximum: int, cut: str = _CUT) -> str:
    """The text within `maximum` UTF-16 units, ended by `cut` where some is left off."""
    limit = TextLimit(maximum, "utf16")
    if limit.fitting(text) == len(text):
        return text
    return text[: TextLimit(maximum - len(cut), "utf16").fitting(text)].rstrip() + cut


def fits(text: str, maximum: int) -> bool:
    """Is it within `maximum` UTF-16 units, the stricter reading of a platform's "characters"?"""
    return TextLimit(maximum, "utf16").fitting(text) == len(text)


def with_card(reply: Reply, limit: TextLimit) -> str:
    """The text with the card's title and address below it, or the text alone where that is too long."""
    if not reply.card:
        return reply.text
    return _within(limit, reply.text, f"{reply.text}\n\n{reply.card.title}\n{reply.card.url}")


def in_words(reply: Reply, limit: TextLimit) -> str:
    """The text with card and choices written below it, as far as they fit."""
    text = with_card(reply, limit)
    lines = "\n".join(f"{number}. {choice}" for number, choice in enumerate(reply.choices, 1))
    return _within(limit, text, f"{text}\n\n{lines}") if lines else text


def _within(limit: TextLimit, shorter: str, longer: str) -> str:
    return longer if limit.fitting(longer) == len(longer) else shorter
