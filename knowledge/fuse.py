"""Two legs of a search to one order."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.document import Hit

_RANK_CONSTANT = 60


def fuse(hits: Sequence[Hit], k: int) -> list[Hit]:
    """Reciprocal rank fusion: each leg gives 1 / (60 + rank); a chunk that a leg did not find gets nothing from it."""
    scores: dict[str, float] = {hit.chunk.id: 0.0 for hit in hits}
    for leg in ("dense", "sparse"):
        ranked = sorted((hit for hit in hits if getattr(hit, leg) is not None), key=lambda hit: -getattr(hit, leg))
        for rank, hit in enumerate(ranked, start=1):
            scores[hit.chunk.id] += 1 / (_RANK_CONSTANT + rank)
    ranked = sorted(hits, key=lambda hit: (-scores[hit.chunk.id], hit.chunk.id))
    return [replace(hit, score=scores[hit.chunk.id]) for hit in ranked[:k]]
