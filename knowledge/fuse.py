"""Two legs of a search to one order (docs/decisions/0002-fusion.md says why not by reciprocal rank)."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.document import Hit

_WORDS_WEIGHT = 0.02
"""What a point of BM25 is worth in cosine."""


def fuse(hits: Sequence[Hit], k: int) -> list[Hit]:
    """The best `k` by cosine + 0.02 x BM25.

    A chunk that the dense leg did not list is taken to be as far as the last that it did; one that the words did not
    find gets nothing from them. Without a dense leg the words order alone.
    """
    farthest = min((hit.dense for hit in hits if hit.dense is not None), default=0.0)
    scored = [replace(hit, score=_score(hit, farthest)) for hit in hits]
    return sorted(scored, key=lambda hit: (-hit.score, hit.chunk.document, hit.chunk.ordinal))[:k]


def _score(hit: Hit, farthest: float) -> float:
    return (farthest if hit.dense is None else hit.dense) + _WORDS_WEIGHT * (hit.sparse or 0.0)
