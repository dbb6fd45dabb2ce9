"""A model that no text holds while its relatives stand there: what is told of the Halo 3 is no answer for a Halo 4."""

import re
from collections.abc import Sequence

from knowledge.tokens import STOP_WORDS
from knowledge.wordlist import word_set

# A word with a number right after it; what is counted or measured by the number is left for `_COUNTED`.
_MODEL = re.compile(r"(?<![A-Za-z])(?P<family>[A-Za-z][a-z]{2,})(?P<space>[ -]?)(?P<number>\d{1,4})(?![\d.,:%]\d|\d|%)")
_COUNTED = re.compile(
    r"\s*(?:[a-z]+s\b(?<!\bis)(?<!\bwas)(?<!\bhas)(?<!costs)(?<!works)(?<!supports)(?<!comes)(?<!does)"
    r"|[kcm]?m\b|k?g\b|[gmk]hz\b|[gmk]b\b|watts?\b|volts?\b|v\b|w\b|lm\b|euro|dollar|eur\b|usd\b|%|[€$£¥]|year|month|day|hour"
    r"|minute|week|am\b|pm\b|working|people|times?\b|[天日周月年点分秒个件张盏台把套只条块元米克斤瓦伏次人份%])",
    re.IGNORECASE,
)
_OPEN_ENDED = re.compile(
    r"\s*(?:\+|or\s+(?:later|newer|higher|above|more|up)|and\s+(?:later|newer|higher|above|up)|及?以上|或更[高新])"
)
_NO_FAMILY = STOP_WORDS | word_set(
    "order invoice step page room zone level section chapter article part day week year floor gate line track item lot"
    " batch phase grade class type size january february march april may june july august september october november"
    " december monday tuesday wednesday thursday friday saturday sunday only over under within than least most nearly"
    " roughly approximately around every next last first another"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MORE_NUMBERS = r"(?:\s*(?:,|/|and|&|or|to|-|–|和|、|与|及|或|到|至)\s*\d{1,4})*"


def names_unknown_model(question: str, texts: Sequence[str]) -> bool:
    """Whether the question names a model (a name with a number) that no text holds, while the best text, which comes
    first, is about its family: the same name capitalised, with another number here or in one of the other texts.

    What is open upwards ("Android 9 or later") is no model, and neither are counts, measures, years and order numbers.
    """
    return bool(texts) and any(_is_unknown(match, question, texts) for match in _MODEL.finditer(question))


def _is_unknown(match: re.Match[str], question: str, texts: Sequence[str]) -> bool:
    family, number = match["family"], match["number"]
    if family.casefold() in _NO_FAMILY or _YEAR.fullmatch(number) or _COUNTED.match(question, match.end()):
        return False
    name = re.escape(family.capitalize())
    if not re.search(rf"\b{name}(?![a-z])", texts[0]):
        return False
    numbered = re.compile(rf"\b{name}[ -]?\d{{1,4}}(?!\d){_MORE_NUMBERS}")
    related = False
    for text in texts:
        for held in numbered.finditer(text):
            if number in re.findall(r"\d+", held.group()) or _OPEN_ENDED.match(text, held.end()):
                return False
            related = related or not (_COUNTED.match(text, held.end()) or _YEAR.search(held.group()))
    return related or _is_called_so(match, question, texts[0])


def _is_called_so(match: re.Match[str], question: str, text: str) -> bool:
    """Whether a name of two words, with this number after it, stands in the text without one: "Lumen Hub 2"."""
    before = re.search(r"(?<![A-Za-z])([A-Z][a-z]{2,}) $", question[: match.start()])
    return before is not None and match["family"][0].isupper() and f"{before[1]} {match['family']}" in text
