"""Which passages of the knowledge base answer a question?

The confidence of the search knows, where there is one: it was fitted to tell just that, and meaning is in it. Words,
those that few passages have counting most, tell which of the passages it is, and decide where there is no confidence.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.diagnosis.record import Held
from evals.text import subject_terms
from graphs.turn import Passage
from knowledge.synonyms import meanings

ANSWERS = 0.4
"""The share of a question's weighted words from which on a passage counts as answering it."""
SURE = 0.4
"""The calibrated confidence from which on something does: the shipped threshold for answering at all."""
WORD_FOR_WORD = 0.8
"""The share of words from which on a passage does, however unsure the search is."""
NEARLY = 0.9
"""What scores this share of the best passage's score says as much."""


@dataclass(frozen=True, slots=True)
class Answering:
    """The passages that answer a question, best first; empty where none does. `best` is the nearest with its score."""

    question: str
    passages: tuple[Passage, ...]
    best: Passage | None
    score: float

    @property
    def chunk_ids(self) -> frozenset[str]:
        """The passages' ids."""
        return frozenset(passage.chunk_id for passage in self.passages)


def answering(question: str, held: Held) -> Answering:
    """The passages of `held` that answer the question."""
    if not held.passages:
        return Answering(question, (), None, 0.0)
    texts = [_terms(passage) for passage in held.passages]
    wanted = _by_rarity(meanings(question), texts)
    total = sum(wanted.values())
    if not total or not subject_terms(question):
        return Answering(question, (), None, 0.0)
    scores = [sum(value for term, value in wanted.items() if term in terms) / total for terms in texts]
    top = max(scores)
    best = held.passages[scores.index(top)]
    if not _answered(top, held.confidence):
        return Answering(question, (), best, top)
    if top < ANSWERS:
        return Answering(question, held.passages[:1], held.passages[0], held.confidence or top)
    ranked = sorted(zip(scores, held.passages, strict=True), key=lambda pair: -pair[0])
    return Answering(question, tuple(one for score, one in ranked if score >= top * NEARLY), best, top)


def _answered(top: float, confidence: float | None) -> bool:
    if confidence is None:
        return top >= ANSWERS
    return confidence >= SURE or top >= WORD_FOR_WORD


def _terms(passage: Passage) -> Mapping[str, float]:
    return meanings("\n".join((passage.title, *passage.headings, passage.text)))


def _by_rarity(wanted: Mapping[str, float], texts: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Weights times inverse document frequency, as BM25 has it."""
    found = {term: sum(term in terms for terms in texts) for term in wanted}
    return {
        term: value * math.log(1 + (len(texts) - found[term] + 0.5) / (found[term] + 0.5))
        for term, value in wanted.items()
    }
