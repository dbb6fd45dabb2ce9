"""Short answers that a reply offers: listed below it where they cannot be tapped, recognised when they come back."""

import re
from collections.abc import Sequence

from graphs.phrases import normalise

_HINT = {"en": "Answer with a number, or in your own words.", "zh": "回复数字即可，也可以直接用文字回答。"}
_NUMBER = re.compile(
    r"^\W*(?:(?:number|no\.|option|choice|i(?:'ll)? (?:take|choose)|the|我?选择?|第|我?要)\W*)*"
    r"(\d{1,2}|[一二三四五六七八九十]|first|second|third|fourth|fifth)\W*(?:个|项|号|条|st|nd|rd|th)?(?:\W*one)?"
    r"(?:\W*(?:please|thanks|吧|谢谢))?\W*$"
)
_CHINESE = "一二三四五六七八九十"
_WORDS = ("first", "second", "third", "fourth", "fifth")
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")
_LEAST_CUT = 8


def numbered(text: str, choices: Sequence[str], language: str) -> str:
    """The text with its choices as a numbered list below it, and how to choose."""
    if not choices:
        return text
    lines = [f"{number}. {choice}" for number, choice in enumerate(choices, 1)]
    return "\n".join((text, *lines, _HINT["zh" if language == "zh" else "en"]))


def choice_meant(said: str, choices: Sequence[str]) -> str | None:
    """Which choice the customer names: by its number, its words, or its words cut short as buttons do; None if none."""
    plain = normalise(said).strip()
    if match := _NUMBER.match(plain):
        number = _number(match.group(1))
        return choices[number - 1] if 0 < number <= len(choices) else None
    known = {choice: normalise(choice).strip() for choice in choices}
    for choice, words in known.items():
        if _bare(plain) == _bare(words):
            return choice
    cut = _CUT.sub("", plain)
    if cut == plain or len(cut) < _LEAST_CUT:
        return None
    begun = [choice for choice, words in known.items() if words.startswith(cut)]
    return begun[0] if len(begun) == 1 else None


def _number(written: str) -> int:
    if written in _CHINESE:
        return _CHINESE.index(written) + 1
    return _WORDS.index(written) + 1 if written in _WORDS else int(written)


def _bare(words: str) -> str:
    return words.strip(" \t\n.。!！?？\"“”'")
