"""Typing slips as fingers make them: two letters swapped, one left out, one twice; in Chinese a homophone."""

import random
import re

_WORD = re.compile(r"[A-Za-z]{4,}")
_CHINESE_WORD = re.compile("|".join(("的话", "运费", "退货", "保修", "多少", "请问", "什么", "发货")))
_HEARD_AS = {
    "的话": "得话",
    "运费": "运废",
    "退货": "退获",
    "保修": "保休",
    "多少": "多绍",
    "请问": "清问",
    "什么": "神马",
    "发货": "发祸",
}


def with_slips(text: str, share: float, chance: random.Random) -> str:
    """The text with about this share of its longer words misspelt; what holds digits or an @ is left alone."""
    if not share:
        return text
    kept = "@" in text or any(letter.isdigit() for letter in text)

    def slip(found: re.Match[str]) -> str:
        return _slip(found[0], chance) if chance.random() < share else found[0]

    if kept:
        return text
    spelt = _WORD.sub(slip, text)
    return _CHINESE_WORD.sub(lambda found: _HEARD_AS[found[0]] if chance.random() < share else found[0], spelt)


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 2)
    match chance.randrange(3):
        case 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case _:
            return word[:at] + word[at] + word[at:]
