"""What somebody who was asked for a rating of 1 to 5 answers: a number, stars, words; in English or Chinese."""

import re
from dataclasses import dataclass

_NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5} | {
    word: number for number, word in enumerate(("one", "two", "three", "four", "five"), 1)
}
_WORDS = {
    "非常不满意": 1,
    "很不满意": 1,
    "very dissatisfied": 1,
    "very unsatisfied": 1,
    "不满意": 2,
    "dissatisfied": 2,
    "unsatisfied": 2,
    "一般": 3,
    "neutral": 3,
    "满意": 4,
    "satisfied": 4,
    "非常满意": 5,
    "很满意": 5,
    "very satisfied": 5,
}
_NUMBER = rf"(?P<number>[1-5]|{'|'.join(_NUMBERS)})"
# A bare number must be all that is said, or be set off by a sign: "5 lamps arrived broken" is no rating.
_UNIT = r"(?:\s*(?:/\s*5|out\s+of\s+(?:5|five)|stars?\b|points?\b|颗?星|分))"
_REST = r"(?P<rest>.*)"
_SIGN = r"\s*[,.:;!\-\n、。](?!\d)\s*"
_WORD = rf"(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_FLAGS = re.DOTALL | re.IGNORECASE
_GIVEN = re.compile(rf"(?:打|给|评)?\s*{_NUMBER}(?:{_UNIT}{_SIGN}|{_UNIT}\s+|{_UNIT}$|{_SIGN}|$){_REST}", _FLAGS)
_SAID = re.compile(rf"{_WORD}(?:{_SIGN}|$){_REST}", _FLAGS)
_STARS = re.compile(r"(?P<stars>[★⭐🌟]{1,5})[☆\s]*(?:$|(?=[^★⭐🌟☆]))(?P<rest>.*)", re.DOTALL)
# One sign for one sign, so that what is said after the rating is found again in the customer's own words.
_HALF_WIDTH = str.maketrans("１２３４５／，．：；！－\u3000", "12345/,.:;!- ")
# The sign that makes an emoji of a digit, and those that choose how an emoji is drawn.
_MARKS = re.compile("[\ufe0e\ufe0f\u20e3]")


@dataclass(frozen=True, slots=True)
class Rated:
    """`rating` is 1 (bad) to 5 (good); `comment` what was said after it, None where nothing was."""

    rating: int
    comment: str | None


def rating_of(said: str) -> Rated | None:
    """The rating that the text gives, None where it is anything else: also where a question follows it."""
    own = _MARKS.sub("", said).strip()
    text = own.translate(_HALF_WIDTH)
    for form in (_STARS, _GIVEN, _SAID):
        if found := form.fullmatch(text):
            rest = own[found.start("rest") :].lstrip(" \t\n,，.。:：;；!！-、").rstrip() or None
            return None if rest and ("?" in rest or "？" in rest) else Rated(_number(found.groupdict()), rest)
    return None


def _number(given: dict[str, str]) -> int:
    if stars := given.get("stars"):
        return len(stars)
    if word := given.get("word"):
        return _WORDS[word.lower()]
    number = given["number"].lower()
    return _NUMBERS.get(number) or int(number)
