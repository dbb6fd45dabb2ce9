"""Which language somebody speaks, leaving out what looks the same in every language."""

import re

from knowledge.english import has_english_words
from knowledge.language import detect

UNKNOWN = "und"
# Links, addresses, markup, codes with digits, what everybody writes to agree, and what stands for an opened chat or for
# a message that is no text.
_NEUTRAL = re.compile(
    r"^/start\b|^\[(?:image|file|location|sticker|voice|unsupported|empty)\]|"
    r"https?://\S+|(?<![\w.+-])[a-z\d_.+-]+@\S+|</?[a-z][^<>\n]{0,200}>|(?<![a-z\d])[a-z]*\d[a-z\d]*"
    r"|\b(?:ok(?:ay)?|wifi|app|usb|led|id|sms|vip|qq|pdf|visa|wechat|alipay|paypal)\b",
    re.IGNORECASE | re.MULTILINE,
)
_HAN = re.compile("[\u3400-\u9fff]")
_NAME = re.compile(r"\b[A-Z][A-Za-z-]*\b")


def spoken(text: str) -> str:
    """The language of a text's words, as `knowledge.language.detect` names it; "und" where none are left.

    Letters pass for English where nothing speaks against it. Within Chinese, capitalised Latin words are names of
    products and count for nothing.
    """
    return detect(_words(text))


def surely_spoken(text: str) -> str:
    """The same, but "und" also where only letters speak for English and no word of it: "asdf xxx", "Halo 3"."""
    words = _words(text)
    language = detect(words)
    return UNKNOWN if language == "en" and not has_english_words(words) else language


def _words(text: str) -> str:
    words = _NEUTRAL.sub(" ", text)
    return _NAME.sub(" ", words) if _HAN.search(words) else words
