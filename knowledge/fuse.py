"""The legs of a search to one order (docs/decisions/0014: why sums, and not reciprocal ranks)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.document import Chunk, Found, Hit


@dataclass(frozen=True, slots=True)
class Weights:
    """What a point of BM25 is worth in cosine, and the share in [0, 1] of the best sentence beside the whole passage.

    `averaged`: of BM25 the mean over the question's terms counts, not their sum (docs/decisions/0023). `crowd` is the
    share of a passage's nearness to its neighbours that is taken off (docs/decisions/0040).
    """

    words: float = 0.02
    parts: float = 0.0
    averaged: bool = False
    crowd: float = 0.0

    def asked(self, terms: int) -> "Weights":
        """What holds for a question of so many terms: `words` is then what a point of the sum is worth."""
        return replace(self, words=self.words / max(terms, 1), averaged=False) if self.averaged else self


def fuse(found: Sequence[Found], k: int, weights: Weights) -> list[Found]:
    """The best `k` by their score, best first; whatever ties with the last of them comes, too.

    The score is (1 - parts) x cosine + parts x cosine of the best sentence + words x BM25 - crowd x crowd. A chunk
    without a cosine is taken to be as far as the farthest that has one; one that the words did not find gets nothing
    from them. Without any cosine the words order alone.
    """
    nearness = [None if one.dense is None else _nearness(one, one.dense, weights) for one in found]
    farthest = min((near for near in nearness if near is not None), default=0.0)
    scored = [
        Found(
            one.id,
            one.dense,
            one.sparse,
            one.parts,
            (farthest if near is None else near) + weights.words * (one.sparse or 0.0),
            one.crowd,
        )
        for one, near in zip(found, nearness, strict=True)
    ]
    scored.sort(key=lambda one: (-one.score, one.id))
    return scored[:k] if k < 1 else [one for at, one in enumerate(scored) if at < k or one.score == scored[k - 1].score]


def named(scored: Iterable[Found], chunks: Mapping[str, Chunk], k: int) -> list[Hit]:
    """The best `k` with their chunks; equal ones by document and place, whatever ids this installation gave them."""
    hits = [Hit(chunks[one.id], one.score, one.dense, one.sparse, one.parts, one.crowd) for one in scored]
    return sorted(hits, key=lambda hit: (-hit.score, hit.chunk.document, hit.chunk.ordinal))[:k]


def _nearness(one: Found, whole: float, weights: Weights) -> float:
    near = whole if one.parts is None else (1 - weights.parts) * whole + weights.parts * one.parts
    return near if one.crowd is None else near - weights.crowd * one.crowd
