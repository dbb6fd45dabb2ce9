"""The legs of a search to one order (docs/decisions/0014: why sums, and not reciprocal ranks)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.document import Hit


@dataclass(frozen=True, slots=True)
class Weights:
    """What a point of BM25 is worth in cosine, and the share in [0, 1] of the best sentence beside the whole passage.

    `averaged`: of BM25 the mean over the question's terms counts, not their sum (docs/decisions/0023).
    """

    words: float = 0.02
    parts: float = 0.0
    averaged: bool = False

    def asked(self, terms: int) -> "Weights":
        """What holds for a question of so many terms: `words` is then what a point of the sum is worth."""
        return Weights(self.words / max(terms, 1), self.parts) if self.averaged else self


def fuse(hits: Sequence[Hit], k: int, weights: Weights) -> list[Hit]:
    """The best `k` by (1 - parts) x cosine + parts x cosine of the best sentence + words x BM25.

    A chunk without a cosine is taken to be as far as the farthest that has one; one that the words did not find gets
    nothing from them. Without any cosine the words order alone.
    """
    farthest = min((_nearness(hit, weights) for hit in hits if hit.dense is not None), default=0.0)
    scored = [replace(hit, score=_score(hit, farthest, weights)) for hit in hits]
    return sorted(scored, key=lambda hit: (-hit.score, hit.chunk.document, hit.chunk.ordinal))[:k]


def _score(hit: Hit, farthest: float, weights: Weights) -> float:
    near = farthest if hit.dense is None else _nearness(hit, weights)
    return near + weights.words * (hit.sparse or 0.0)


def _nearness(hit: Hit, weights: Weights) -> float:
    whole = hit.dense or 0.0
    return whole if hit.parts is None else (1 - weights.parts) * whole + weights.parts * hit.parts
