"""Does a sentence of the reply rest on the sources, and is it in the customer's language? Pure functions."""

import re
from collections.abc import Sequence

from graphs.agent.citing import Claim
from graphs.agent.courtesy import states_no_fact
from graphs.evidence import TOOL
from graphs.turn import Passage
from knowledge.language import detect
from knowledge.support import support

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_ENUMERATION = re.compile(r"^\s*(?:\d{1,2}[.)、]|[-*•])\s*")
_TELLING_LENGTH = 8


def is_quoted(claim: Claim, passages: Sequence[Passage]) -> bool:
    """Whether the sentence stands in a source, word for word."""
    return any(claim.text in passage.text for passage in passages)


def is_told(claim: Claim, passages: Sequence[Passage]) -> bool:
    """Whether it stands so in the result of a tool of the installation."""
    return any(claim.text in passage.text for passage in passages if passage.document.startswith(TOOL))


def is_in_language(text: str, language: str) -> bool:
    """A text too short to tell is taken to be."""
    return len(text) < _TELLING_LENGTH or language == "und" or detect(text) in (language, "und")


def is_grounded(claim: Claim, passages: Sequence[Passage], asked: str, threshold: float) -> bool:
    """Whether every number is known and a source supports the words; courtesy needs no source."""
    text = _ENUMERATION.sub("", claim.text)
    known = set(_NUMBER.findall(asked)).union(*(_NUMBER.findall(passage.text) for passage in passages))
    if not set(_NUMBER.findall(text)) <= known:
        return False
    if not claim.numbers and states_no_fact(text):
        return True
    named = [passages[number - 1] for number in claim.numbers if 1 <= number <= len(passages)]
    # Words cannot be compared across languages: there the numbers and a named source must do.
    if named and all(detect(passage.text) != detect(text) for passage in named):
        return True
    return any(support(text, passage.text) >= threshold for passage in (*named, *passages))
