"""Which language a customer or a reply speaks, leaving out what looks the same in every language."""

import re

from graphs.turn import Turn
from knowledge.language import detect

UNKNOWN = "und"
# What looks the same in every language: links, addresses, codes with digits, what everybody writes to agree, and what
# stands for a message that is no text.
_NEUTRAL = re.compile(
    r"^\[(?:image|file|location|sticker|voice|unsupported|empty)\]|"
    r"https?://\S+|(?<![\w.+-])[a-z\d_.+-]+@\S+|(?<![a-z\d])[a-z]*\d[a-z\d]*|\b(?:ok(?:ay)?|wifi|app|usb|led|id|sms|vip|qq|pdf)\b",
    re.IGNORECASE | re.MULTILINE,
)
_HAN = re.compile("[\u3400-\u9fff]")
_NAME = re.compile(r"\b[A-Z][A-Za-z-]*\b")


def spoken(text: str) -> str:
    """The language of a text's words, as `knowledge.language.detect` names it; "und" where none are left.

    Within Chinese, capitalised Latin words are names of products and count for nothing.
    """
    words = _NEUTRAL.sub(" ", text)
    return detect(_NAME.sub(" ", words) if _HAN.search(words) else words)


def asked_in(turn: Turn) -> str:
    """The language of this turn's question, else of what the customer said before, else as the turn records it."""
    said = (turn.question, *(message.text for message in reversed(turn.history) if message.role == "customer"))
    known = (language for language in map(spoken, said) if language != UNKNOWN)
    return next(known, turn.language or UNKNOWN)
