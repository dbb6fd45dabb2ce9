"""Does this text support that sentence, and which sentences answer a question? Pure functions, no model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge import sentences
from knowledge.words import STOP_WORDS, fold, stem, terms

_STOPPED = frozenset(stem(word) for word in STOP_WORDS)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|can't|won't|n't|isn't|aren't|don't|doesn't|didn't|unable)\b"
    r"|不|没|無|无法|未|非|勿|禁止"
)
_FUNCTION_HAN = frozenset("的了是在和与及有为以对也就都而被把这那个一之其于等吗呢吧啊呀么您你我他她它们请")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or table row of the text number `source`, at `start:end` of it. `score` orders them, best first."""

    text: str
    source: int
    score: float
    start: int
    end: int


@lru_cache(maxsize=8192)
def _weighted(text: str) -> dict[str, float]:
    """The terms of a text with how much each says."""
    return {term: _weight(term) for term in terms(text)}


def _weight(term: str) -> float:
    if term in _STOPPED or term in _FUNCTION_HAN:
        return 0.1
    if term[0].isdigit():
        return 2.0
    if len(term) == 1 and not term.isascii():
        return 0.4
    if len(term) == 2 and not term.isascii() and (term[0] in _FUNCTION_HAN or term[1] in _FUNCTION_HAN):
        return 0.3
    return 1.0


def _covered(wanted: dict[str, float], held: dict[str, float]) -> float:
    total = sum(wanted.values())
    return sum(weight for term, weight in wanted.items() if term in held) / total if total else 0.0


def support(claim: str, text: str) -> float:
    """How far the text bears the claim out, in [0, 1]: covered words, less what clashes in number or negation."""
    wanted = _weighted(claim)
    if not wanted or not text.strip():
        return 0.0
    if fold(claim).strip() in fold(text):
        return 1.0
    whole = _covered(wanted, _weighted(text))
    pieces = sentences.split(text)
    near = max(pieces, key=lambda piece: _covered(wanted, _weighted(piece)))
    score = 0.6 * whole + 0.4 * _covered(wanted, _weighted(near))
    if set(_NUMBER.findall(fold(claim))) - set(_NUMBER.findall(fold(text))):
        score *= 0.5
    if bool(_NEGATION.search(fold(claim))) != bool(_NEGATION.search(fold(near))):
        score *= 0.8
    return min(1.0, score)


def rank_sentences(question: str, texts: Sequence[str], limit: int = 3) -> list[Sentence]:
    """The sentences and table rows that best answer the question; `texts` best first, at most `limit` sentences."""
    wanted = _weighted(question)
    found: list[Sentence] = []
    for source, text in enumerate(texts):
        spans = sentences.spans(text)
        scores = [_covered(wanted, _weighted(text[start:end])) for start, end in spans]
        around = _covered(wanted, _weighted(text))
        for at, (start, end) in enumerate(spans):
            beside = max(scores[max(0, at - 1) : at] + scores[at + 1 : at + 2], default=0.0)
            score = (scores[at] + 0.2 * beside + 0.3 * around) / 1.5 - 0.05 * source
            found.append(Sentence(text[start:end], source, max(0.0, score), start, end))
    return sorted(found, key=lambda sentence: (-sentence.score, sentence.source, sentence.start))[:limit]
