"""Does this text support that sentence, and which sentences answer a question? Pure functions, no model."""

import math
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import zip_longest

from knowledge import sentences
from knowledge.coverage import covered, weighted
from knowledge.pieces import Piece, pieces_of
from knowledge.synonyms import meanings
from knowledge.words import fold

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_OVER, _BEFORE, _AROUND, _HEADS = 0.75, 0.5, 0.25, 0.2
# Two words that say something: "yes, it is" adds nothing, and is held against the text with the question's own words.
_ENOUGH_ADDED = 2.0
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|can't|won't|n't|isn't|aren't|don't|doesn't|didn't|unable)\b"
    r"|不(?!好意思)|没|無|无法|未|非|勿|禁止"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or table row of the text number `source`, at `start:end` of it. `score` orders them, best first."""

    text: str
    source: int
    score: float
    start: int
    end: int


def support(claim: str, text: str, asked: str = "") -> float:
    """How far the text bears the claim out, in [0, 1]: covered words, less what clashes in number or negation.

    Where the claim answers the question `asked`, what counts is what it adds to that, if it adds enough to be judged.
    """
    wanted = (added(claim, asked) if asked else {}) or weighted(claim)
    if not wanted or not text.strip():
        return 0.0
    said, held = fold(claim), fold(text)
    if said.strip() in held:
        return 1.0
    whole = covered(wanted, weighted(text))
    pieces = sentences.split(text)
    near = max(pieces, key=lambda piece: covered(wanted, weighted(piece)))
    score = 0.6 * whole + 0.4 * covered(wanted, weighted(near))
    numbers = set(_NUMBER.findall(said))
    if numbers and numbers - set(_NUMBER.findall(held)):
        score *= 0.5
    if bool(_NEGATION.search(said)) != bool(_NEGATION.search(fold(near))):
        score *= 0.8
    return min(1.0, score)


def added(claim: str, asked: str) -> Mapping[str, float]:
    """The weighted terms that the claim adds to the question; none where that is too little to be judged."""
    said = weighted(asked)
    new = {term: value for term, value in weighted(claim).items() if term not in said}
    return new if sum(new.values()) >= _ENOUGH_ADDED else {}


def denies(text: str) -> bool:
    """Whether the text says that something is not so."""
    return bool(_NEGATION.search(fold(text)))


def likeness(asked: Mapping[str, float], heading: str) -> float:
    """How nearly a heading asks the same, in [0, 1]: `asked` are the terms of the question; shared over both."""
    held = meanings(heading)
    both = sum(asked.values()) + sum(held.values())
    return 2 * sum(value for term, value in asked.items() if term in held) / both if both else 0.0


def rank_sentences(question: str, texts: Sequence[str], limit: int = 3, contexts: Sequence[str] = ()) -> list[Sentence]:
    """The sentences and table rows that best answer the question; `texts` best first, at most `limit` sentences.

    A sentence scores by the question's words in it (those that few sentences of the texts have count most). Words that
    stand over it - in `contexts` (a text's title and headings), in its table's header, in the line that heads it - tell
    little between sentences of one place, and count a little less; those elsewhere in its text count least.
    """
    sources = [pieces_of(text, context) for text, context in zip_longest(texts, contexts[: len(texts)], fillvalue="")]
    wanted = _by_rarity(meanings(question), [piece for pieces in sources for piece in pieces])
    total = sum(wanted.values()) or 1.0
    found: list[Sentence] = []
    for source, (text, pieces) in enumerate(zip(texts, sources, strict=True)):
        around: set[str] = {term for term in wanted if any(term in piece.terms for piece in pieces)}
        for at, piece in enumerate(pieces):
            before = pieces[at - 1].terms | pieces[0].terms if at else frozenset()
            score = sum(value * _nearness(term, piece, around, before) for term, value in wanted.items()) / total
            score -= 0.04 * source + (_HEADS if piece.heads else 0.0)
            found.append(Sentence(text[piece.start : piece.end], source, max(0.0, score), piece.start, piece.end))
    return sorted(found, key=lambda sentence: (-sentence.score, sentence.source, sentence.start))[:limit]


def _nearness(term: str, piece: Piece, around: Set[str], before: Set[str]) -> float:
    if term in piece.terms:
        return 1.0
    if term in piece.over:
        return _OVER
    if term in before:
        return _BEFORE
    return _AROUND if term in around else 0.0


def _by_rarity(wanted: Mapping[str, float], pieces: Sequence[Piece]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for term, value in wanted.items():
        count = sum(term in piece.terms for piece in pieces)
        weights[term] = value * (1 + math.log((len(pieces) + 1) / (count + 0.5))) if count else value
    return weights
