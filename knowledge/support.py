"""Does this text support that sentence, and which sentences answer a question? Pure functions, no model."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge import sentences
from knowledge.coverage import covered, weighted
from knowledge.words import fold

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|can't|won't|n't|isn't|aren't|don't|doesn't|didn't|unable)\b"
    r"|不|没|無|无法|未|非|勿|禁止"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or table row of the text number `source`, at `start:end` of it. `score` orders them, best first."""

    text: str
    source: int
    score: float
    start: int
    end: int


def support(claim: str, text: str) -> float:
    """How far the text bears the claim out, in [0, 1]: covered words, less what clashes in number or negation."""
    wanted = weighted(claim)
    if not wanted or not text.strip():
        return 0.0
    if fold(claim).strip() in fold(text):
        return 1.0
    whole = covered(wanted, weighted(text))
    pieces = sentences.split(text)
    near = max(pieces, key=lambda piece: covered(wanted, weighted(piece)))
    score = 0.6 * whole + 0.4 * covered(wanted, weighted(near))
    if set(_NUMBER.findall(fold(claim))) - set(_NUMBER.findall(fold(text))):
        score *= 0.5
    if bool(_NEGATION.search(fold(claim))) != bool(_NEGATION.search(fold(near))):
        score *= 0.8
    return min(1.0, score)


def rank_sentences(question: str, texts: Sequence[str], limit: int = 3) -> list[Sentence]:
    """The sentences and table rows that best answer the question; `texts` best first, at most `limit` sentences.

    A sentence scores by the question's words in it (those that few sentences of the texts have count most), a little
    by its neighbours and by its whole text.
    """
    spans = [sentences.spans(text) for text in texts]
    held = [[weighted(text[start:end]) for start, end in own] for text, own in zip(texts, spans, strict=True)]
    wanted = _by_rarity(weighted(question), [terms for own in held for terms in own])
    found: list[Sentence] = []
    for source, text in enumerate(texts):
        scores = [covered(wanted, terms) for terms in held[source]]
        around = covered(wanted, weighted(text))
        for at, (start, end) in enumerate(spans[source]):
            beside = max(scores[max(0, at - 1) : at] + scores[at + 1 : at + 2], default=0.0)
            score = (scores[at] + 0.1 * beside + 0.3 * around) / 1.4 - 0.05 * source
            found.append(Sentence(text[start:end], source, max(0.0, score), start, end))
    return sorted(found, key=lambda sentence: (-sentence.score, sentence.source, sentence.start))[:limit]


def _by_rarity(wanted: Mapping[str, float], pieces: Sequence[Mapping[str, float]]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for term, value in wanted.items():
        count = sum(term in piece for piece in pieces)
        weights[term] = value * (1 + math.log((len(pieces) + 1) / (count + 0.5))) if count else value
    return weights
