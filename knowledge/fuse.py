"""The legs of a search to one order (docs/decisions/0014: why sums, and not reciprocal ranks)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.document import Chunk, Found, Hit


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


def fuse(found: Sequence[Found], k: int, weights: Weights) -> list[Found]:
    """The best `k` by (1 - parts) x cosine + parts x cosine of the best sentence + words x BM25, scored, best first.

    A chunk without a cosine is taken to be as far as the farthest that has one; one that the words did not find gets
    nothing from them. Without any cosine the words order alone. Whatever ties with the last of the `k` comes, too.
    """
    nearness = [None if one.dense is None else _nearness(one.dense, one.parts, weights) for one in found]
    farthest = min((near for near in nearness if near is not None), default=0.0)
    scored = [
        Found(
            one.id,
            one.dense,
            one.sparse,
            one.parts,
            (farthest if near is None else near) + weights.words * (one.sparse or 0.0),
        )
        for one, near in zip(found, nearness, strict=True)
    ]
    scored.sort(key=lambda one: (-one.score, one.id))
    return scored[:k] if k < 1 else [one for at, one in enumerate(scored) if at < k or one.score == scored[k - 1].score]


def named(scored: Iterable[Found], chunks: Mapping[str, Chunk], k: int) -> list[Hit]:
    """The best `k` with their chunks; equal ones by document and place, whatever ids this installation gave them."""
    hits = [Hit(chunks[one.id], one.score, one.dense, one.sparse, one.parts) for one in scored]
    return sorted(hits, key=lambda hit: (-hit.score, hit.chunk.document, hit.chunk.ordinal))[:k]


def _nearness(whole: float, parts: float | None, weights: Weights) -> float:
    return whole if parts is None else (1 - weights.parts) * whole + weights.parts * parts
