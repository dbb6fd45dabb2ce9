"""Choosing and joining verbatim sentences, so that quotes of several passages read as one answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphs.evidence import Evidence
from knowledge import sentences
from knowledge.language import detect
from knowledge.support import rank_sentences

# A quote that scores less than this share of the best one adds more noise than answer.
_WORTH_ADDING = 0.6
_OWN_LINE = re.compile(r"^(?:[-*•·]|\d{1,2}[.)、]|\|)\s*|\s\|\s")


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence word for word, the number of its passage, and its place there."""

    text: str
    number: int
    start: int
    language: str


def best_quotes(question: str, found: Sequence[Evidence], language: str, limit: int) -> list[Quote]:
    """The sentences that answer best, in reading order; those in the customer's language where there are any."""
    numbered = [
        (number, passage.text) for evidence in found for number, passage in enumerate(evidence.passages, evidence.first)
    ]
    if not numbered:
        return []
    own = [(number, text) for number, text in numbered if detect(text) == language]
    ranked = (
        _ranked(question, own, limit) or _ranked(question, numbered, limit) or _opening((own or numbered)[0], limit)
    )
    order = {number: place for place, number in enumerate(dict.fromkeys(quote.number for quote in ranked))}
    return sorted(ranked, key=lambda quote: (order[quote.number], quote.start))


def join_quotes(quotes: Sequence[Quote]) -> str:
    """One text with a marker after each quote; list items and table rows on lines of their own."""
    parts: list[str] = []
    for place, quote in enumerate(quotes):
        own_line = bool(_OWN_LINE.search(quote.text))
        if place:
            after_line = bool(_OWN_LINE.search(quotes[place - 1].text))
            parts.append("\n" if own_line or after_line else "" if quote.language == "zh" else " ")
        parts.append(f"{quote.text} [{quote.number}]")
    return "".join(parts)


def _ranked(question: str, numbered: Sequence[tuple[int, str]], limit: int) -> list[Quote]:
    ranked = rank_sentences(question, [text for _, text in numbered], limit)
    enough = ranked[0].score * _WORTH_ADDING if ranked else 0.0
    return [
        Quote(sentence.text, numbered[sentence.source][0], sentence.start, detect(sentence.text))
        for sentence in ranked
        if sentence.score >= enough
    ]


def _opening(numbered: tuple[int, str], limit: int) -> list[Quote]:
    """The first sentences of the best passage: it was found for the question without sharing a word with it."""
    number, text = numbered
    return [
        Quote(text[start:end], number, start, detect(text[start:end])) for start, end in sentences.spans(text)[:limit]
    ]
