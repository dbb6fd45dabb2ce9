"""A text as terms: English stems, Chinese characters and pairs in their simplified forms, model numbers."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

import Stemmer

from knowledge.simplified import simplify
from knowledge.wordlist import word_set

_TOKEN = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[\u3040-\u30ff]+|[\u0e00-\u0e7f]+"
    r"|[^\W_\u3040-\u9fff\u0e00-\u0e7f\U00020000-\U0003ffff]+(?:[-'’.+#&/_][^\W_\u3040-\u9fff\u0e00-\u0e7f]+)*[+#]*"
)
_UNSPACED = re.compile(r"[\u3040-\u9fff\u0e00-\u0e7f\U00020000-\U0003ffff]")
_PIECE = re.compile(r"[^\W\d_]+|\d+")
_JOINTS = re.compile(r"[-'’&/_]")
_APOSTROPHES = re.compile(r"['’](?:s|re|ve|ll|d|m|t)?$")
STOP_WORDS = word_set(
    "a an the is are was were be been being am do does did done have has had i you he she it we they me him "
    "her us them my your his its our their mine this that these those what how when where why who whom which "
    "can could will would should may might must shall not no nor to of in on at for with and or but if from "
    "by as so than then there here about into over under up down out any some all just please hi hello thanks "
    "thank too very also only own same such s t don ll re ve m"
)


def fold(text: str) -> str:
    """Full width to half width, compatibility forms to plain ones, capitals to small letters."""
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The English stem of a folded word."""
    return str(_stemmer().stemWord(word)) if word.isascii() and word.isalpha() else word


def plain(text: str) -> str:
    """A text in the form that terms have, before it is cut: folded, and simplified where it is traditional Chinese."""
    return simplify(fold(text))


def tokens(text: str) -> list[str]:
    """Words, model numbers and runs of unspaced script in order, in plain form."""
    return _TOKEN.findall(plain(text))


def terms(text: str) -> Iterator[str]:
    """Every term of the text in order: stems, parts of compounds, single CJK characters and their pairs."""
    return terms_of(tokens(text))


def terms_of(cut: Iterable[str]) -> Iterator[str]:
    """The terms of a text that `tokens` has cut."""
    for token in cut:
        if not token.isascii() and _UNSPACED.match(token):
            yield from token
            yield from map("".join, pairwise(token))
        elif token.isalpha():
            yield stem(token)
        elif token.isdecimal():
            yield token
        else:
            yield from _compound(token)


@lru_cache(maxsize=8_192)
def _compound(token: str) -> tuple[str, ...]:
    """A-100, iphone15, covid-19, e-mail, 3.5: the whole without its joints, and its parts."""
    token = _APOSTROPHES.sub("", token)
    if token.isalpha():
        return (stem(token),)
    parts = _PIECE.findall(token)
    whole = stem(_JOINTS.sub("", token))
    if len(parts) < 2:
        return (whole,)
    return (whole, *(stem(part) for part in parts if len(part) > 1 or part.isdigit()))


def is_unspaced(token: str) -> bool:
    """Whether a token is of a script that puts no spaces between words."""
    return bool(_UNSPACED.match(token))


def pair(first: str, second: str) -> str:
    """The term of two stems side by side; with a number in it they are one name: WH 1000, WH-1000 and WH1000."""
    return first + second if first[-1:].isdigit() or second[:1].isdigit() else f"{first} {second}"


def neighbours(cut: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every two spaced words side by side, as stems, of a text that `tokens` has cut; unspaced script parts them."""
    before = ""
    for token in cut:
        if _UNSPACED.match(token):
            before = ""
            continue
        now = stem(token if token.isalpha() else _JOINTS.sub("", _APOSTROPHES.sub("", token)))
        if before:
            yield before, now
        before = now
