"""Numbers said in words: "four one five double five", 幺三八零零…, also mixed with digits."""

import re
from collections.abc import Iterator

from graphs.numbers.candidate import Candidate

_ENGLISH = {
    word: digit
    for digit, words in enumerate(
        ("zero oh o nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    )
    for word in words.split()
}
_TENS = {
    word: tens
    for tens, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2)
}
_CHINESE = {
    character: digit
    for digit, characters in enumerate(
        ("零〇洞", "一幺壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒拐", "八捌", "九玖勾")
    )
    for character in characters
}
_TIMES = {"double": 2, "triple": 3, "两": 2, "二": 2, "三": 3, "四": 4}
_HAN = "".join(_CHINESE)
_WORDS = "|".join(sorted([*_ENGLISH, *_TENS, "double", "triple"], key=len, reverse=True))
_ATOM = rf"(?:(?<![A-Za-z])(?:{_WORDS})(?![A-Za-z])|[二两三四]个(?=[{_HAN}\d])|[{_HAN}]|\d)"
_JOINT = (
    r"(?:[\s,、()\-]|(?<=\d)\.){0,3}(?:(?<![A-Za-z])(?:then|and"
    r"|uh|um|er)(?![A-Za-z])[\s,]{0,2}|然后|最后[两三四]位|尾号|再是)?"
)
_RUN = re.compile(
    rf"(?:(?<![A-Za-z])plus(?![A-Za-z])[\s,]{{0,2}}|\+|加)?{_ATOM}(?:{_JOINT}{_ATOM}){{4,40}}(?![A-Za-z@])",
    re.IGNORECASE,
)
_TOKEN = re.compile(rf"(?:{_WORDS})|[二两三四]个|[{_HAN}]|\d", re.IGNORECASE)
_SPOKEN = re.compile(rf"(?:(?<![A-Za-z])(?:{_WORDS})(?![A-Za-z])|[{_HAN}])", re.IGNORECASE)
# Wherever one of those patterns finds a digit, one of these does: most messages hold none or few. Read in lower case.
_LIKE_A_DIGIT = re.compile(rf"[\d{_HAN}]|{'|'.join(word for word in _WORDS.split('|') if word != 'o')}")
_LONE_O = re.compile(r"(?<=\d)o|o(?=\d)|(?<![a-z])o(?![a-z])")
_ORDER = re.compile("最后[两三四]位")
_FEWEST, _MOST = 7, 15
_FEWEST_PIECES = 5  # "double four" is one


def may_be_dialled(folded: str) -> bool:
    """Whether there are digits and words of digits enough for a number: a cheap look."""
    lowered = folded.casefold()
    pieces = len(_LIKE_A_DIGIT.findall(lowered))
    return pieces > 0 and pieces + len(_LONE_O.findall(lowered)) >= _FEWEST_PIECES


def spoken(folded: str) -> Iterator[Candidate]:
    """Every run of 7 to 15 digits of which at least one is a word."""
    if not _SPOKEN.search(folded):
        return
    for run in _RUN.finditer(folded):
        said = run.group()
        if not _SPOKEN.search(said):
            continue
        digits = digits_of(said)
        if _FEWEST <= len(digits) <= _MOST:
            plus = re.match(r"plus|\+|加", said, re.IGNORECASE) is not None
            yield Candidate(run.start(), run.end(), ("+" if plus else "") + digits, telltale=True, spoken=True)


def digits_of(said: str) -> str:
    """The digits that the words name, in order."""
    digits, times, tens = "", 1, ""
    for token in _TOKEN.finditer(_ORDER.sub(" ", said)):
        word = token.group().casefold()
        if word in ("double", "triple") or word.endswith("个"):
            times = _TIMES[word.rstrip("个")]
        elif word in _TENS:
            digits, tens = digits + tens, f"{_TENS[word]}0"
        else:
            digit = word if word.isdigit() else str(_ENGLISH.get(word, _CHINESE.get(word, "")))
            digits += (tens[0] + digit if tens and digit != "0" else tens + digit) if tens else digit * times
            times, tens = 1, ""
    return digits + tens
