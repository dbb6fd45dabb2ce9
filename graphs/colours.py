"""Colours in a text, and how a question asks for one: as what may be had, or as what a light shows."""

import re
from functools import cache
from pathlib import Path

import yaml

from graphs.phrases import normalise

_LEXICON = Path(__file__).parent / "lexicons" / "talk.yaml"
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_HAN = "红绿蓝橙黄白紫灰黑棕粉米银金"
_SPOKEN_OF = re.compile(r"\bcolours\b|\bcolors\b|颜色|配色", re.IGNORECASE)
_TO_BE_HAD = re.compile(
    r"\b(?:have|has|come|comes|available|get|got|offer|sell|stock|make|made|any|there|buy|order)\b|[有出卖做选买]",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\b(?:lights?|led|indicator|blink\w*|flash\w*|glow\w*|puls\w*|turn(?:s|ed)?)\b|[亮闪变]|指示灯|[红绿蓝橙黄白紫]灯",
    re.IGNORECASE,
)


def colours_in(text: str) -> frozenset[str]:
    """The colours that a text names, one word for each: "grey" for gray, 红 for 红色 and 红灯."""
    return frozenset(map(_plain, _pattern().findall(text)))


def asks_for_a_colour(question: str) -> bool:
    """Whether it asks if something may be had in a colour: "does it come in white?", 有白色的吗."""
    return bool(colours_in(question)) and bool(_TO_BE_HAD.search(question)) and not colours_shown(question)


def in_any_colour(question: str) -> str:
    """A question for a thing in a colour, asked for its colours; empty for any other."""
    word = "颜色" if _CHINESE.search(question) else "colours"
    return _pattern().sub(word, question) if asks_for_a_colour(question) else ""


def tells_colours(text: str) -> bool:
    """Whether a text names a colour, or speaks of colours at all."""
    return bool(colours_in(text) or _SPOKEN_OF.search(text))


def colours_shown(question: str) -> frozenset[str]:
    """The colours that a light shows; what another colour means is no answer: "a green light", 亮红灯."""
    return colours_in(question) if _SHOWN.search(question) else frozenset()


def _plain(found: str) -> str:
    word = normalise(found)
    return next((character for character in word if character in _HAN), "grey" if word == "gray" else word)


@cache
def _pattern() -> re.Pattern[str]:
    words = yaml.safe_load(_LEXICON.read_text(encoding="utf-8"))["kinds"]["colour"]
    latin = "|".join(sorted((word for word in words if word.isascii()), key=len, reverse=True))
    han = "|".join(sorted((word for word in words if not word.isascii()), key=len, reverse=True))
    return re.compile(rf"\b(?:{latin})\b|{han}|[{_HAN}](?=[灯光])", re.IGNORECASE)
