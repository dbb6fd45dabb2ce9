"""Fixed replies in another tone: the same sentences, with other forms of address, contractions and marks."""

import re
from collections.abc import Callable
from functools import lru_cache

from prompts import digest_of
from prompts.replies import Replies

_CONTRACTED = {
    "I am": "I'm", "I would": "I'd", "I have": "I've", "I will": "I'll", "You are": "You're", "you are": "you're",
    "That is": "That's", "that is": "that's", "We will": "We'll", "we will": "we'll", "They are": "They're",
    "they are": "they're", "cannot": "can't", "could not": "couldn't", "do not": "don't", "need not": "needn't",
}  # fmt: skip
_FULL = {short: full for full, short in _CONTRACTED.items()} | {"I'd rather": "I would rather"}
_CHANGES = {
    ("formal", "en"): lambda text: _calm(_replaced(_FULL)(text)),
    ("formal", "zh"): lambda text: text.replace("！", "。"),
    ("friendly", "en"): lambda text: _replaced(_CONTRACTED)(text),
    ("friendly", "zh"): lambda text: text.replace("您", "你"),
    ("plain", "en"): lambda text: _calm(text),
    ("plain", "zh"): lambda text: text.replace("！", "。"),
}


def toned(replies: Replies, tone: str) -> Replies:
    """The replies in this tone; in "standard" as they stand in their files."""
    return replies if tone == "standard" else _toned(_Key(replies), tone)


class _Key:
    """Replies are the same where their files are."""

    def __init__(self, replies: Replies) -> None:
        self.replies = replies

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.replies.digest == self.replies.digest

    def __hash__(self) -> int:
        return hash(self.replies.digest)


@lru_cache(maxsize=16)
def _toned(key: _Key, tone: str) -> Replies:
    texts = {
        language: {name: _change(tone, language)(text) for name, text in said.items()}
        for language, said in key.replies.texts.items()
    }
    return Replies(texts, digest_of(key.replies.digest, tone))


def _change(tone: str, language: str) -> Callable[[str], str]:
    return _CHANGES.get((tone, language), str)


def _calm(text: str) -> str:
    return text.replace("!", ".")


def _replaced(words: dict[str, str]) -> Callable[[str], str]:
    pattern = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(words, key=len, reverse=True)))
    return lambda text: pattern.sub(lambda match: words[match[0]], text)
