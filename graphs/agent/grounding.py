"""Does a sentence of the reply rest on the sources, and is it in the customer's language? Pure functions."""

import re
from collections.abc import Sequence, Set

from graphs.agent.citing import Claim
from graphs.agent.courtesy import states_no_fact, without_politeness
from graphs.evidence import TOOL
from graphs.order_numbers import order_numbers
from graphs.table_rows import place_of
from graphs.turn import Passage
from knowledge.language import detect
from knowledge.sentences import split
from knowledge.support import added, support

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_NAME = re.compile(r"\b[A-Z][A-Za-z]+ \d+\b")
_ENUMERATION = re.compile(r"^\s*(?:\d{1,2}[.)、]|[-*•])\s*")
_TELLING_LENGTH = 8
# A source that the reply names and copies new figures from needs less of the words around them: put in other words,
# Chinese characters make other pairs.
_EXACT = 0.7


def is_quoted(claim: Claim, passages: Sequence[Passage]) -> bool:
    """Whether the sentence stands in a source, word for word, or as a row of a table reads."""
    return any(claim.text in passage.text or place_of(claim.text, passage.text) for passage in passages)


def is_told(claim: Claim, passages: Sequence[Passage]) -> bool:
    """Whether it stands so in the result of a tool of the installation."""
    return any(claim.text in passage.text for passage in passages if passage.document.startswith(TOOL))


def is_in_language(text: str, language: str) -> bool:
    """A text too short to tell is taken to be."""
    return len(text) < _TELLING_LENGTH or language == "und" or detect(text) in (language, "und")


def is_grounded(claim: Claim, passages: Sequence[Passage], asked: str, threshold: float, looked_for: str = "") -> bool:
    """Whether every number is known and a source supports the words; courtesy needs no source.

    `looked_for` is the question as it was searched for, which may say more than the customer did.
    """
    text = _ENUMERATION.sub("", claim.text)
    known = set(_NUMBER.findall(asked)).union(*(_NUMBER.findall(passage.text) for passage in passages))
    if not set(_NUMBER.findall(text)) <= known:
        return False
    if not claim.numbers and states_no_fact(text):
        return True
    named = [passages[number - 1] for number in claim.numbers if 1 <= number <= len(passages)]
    fact, question, figures = without_politeness(text), f"{asked}\n{looked_for}", _figures(text)
    # It says the customer's own words back: a price of theirs, say, has to stand in the very source that it names.
    echoes = bool(figures) and not added(fact, question)
    # Words cannot be compared across languages: there the numbers and a named source must do.
    if named and all(detect(passage.text) != detect(text) for passage in named):
        return not echoes
    able = [one for one in named or passages if _in_one_sentence(figures, one.text)] if echoes else passages
    if any(support(fact, _whole(one), question) >= threshold for one in able):
        return True
    new = figures - _figures(question)
    exact = [one for one in named if any(len(n) > 1 for n in new) and _in_one_sentence(new, one.text)]
    words = _NUMBER.sub(" ", fact)
    return any(support(words, _whole(one)) >= threshold * _EXACT for one in exact)


def _figures(text: str) -> Set[str]:
    """The numbers, but for those of orders and those that are part of a name."""
    for number in order_numbers(text):
        text = text.replace(number, " ")
    return frozenset(_NUMBER.findall(_NAME.sub(" ", text)))


def _in_one_sentence(figures: Set[str], source: str) -> bool:
    return not figures or any(figures <= set(_NUMBER.findall(sentence)) for sentence in split(source))


def _whole(passage: Passage) -> str:
    """The text with what stands over it, which tells what it is about."""
    return "\n".join(part for part in (passage.title, *passage.headings, passage.text) if part)
