"""The legs of a search to one order (docs/decisions/0014: why sums, and not reciprocal ranks)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.document import Chunk, Found, Hit


@dataclass(frozen=True, slots=True)
class Weights:
    """What BM25 is worth in cosine, and the share in [0, 1] of a passage's best part beside its whole.

    `words` is what a point is worth, of the sum over the question's terms or of their mean (docs/decisions/0023); by
    "best", it is what the best match by words gets, and others get their share of it. `crowd` is the share of a
    passage's nearness to its neighbours that is taken off (docs/decisions/0040). `prose` is what holds instead among
    passages of several sentences (docs/decisions/0090), `fact` for a question after a fact (docs/decisions/0091).
    """

    words: float = 0.02
    parts: float = 0.0
    counted: Literal["sum", "mean", "best"] = "sum"
    crowd: float = 0.0
    prose: "Weights | None" = None
    fact: "Weights | None" = None

    def asked(self, terms: int, *, fact: bool = False) -> "Weights":
        """What holds for a question of so many terms, where a mean is a sum whose points are worth less."""
        if fact and self.fact is not None:
            return self.fact.asked(terms)
        prose = None if self.prose is None else self.prose.asked(terms, fact=fact)
        if self.counted != "mean":
            return replace(self, prose=prose)
        return replace(self, words=self.words / max(terms, 1), counted="sum", prose=prose)


def fuse(found: Sequence[Found], k: int, weights: Weights) -> list[Found]:
    """The best `k` by their score, best first; whatever ties with the last of them comes, too.

    The score is (1 - parts) x cosine + parts x cosine of the best part + words x BM25 - crowd x crowd, and where the
    weights tell prose apart the mean of both scores by how much of what was found is prose. A chunk without a cosine is
    taken to be as far as the farthest that has one; one that the words did not find gets nothing from them. Without any
    cosine the words order alone.
    """
    scores = _scores(found, weights)
    if weights.prose is not None and (prose := _share_of_prose(found)):
        as_prose = _scores(found, weights.prose)
        scores = [(1 - prose) * one + prose * other for one, other in zip(scores, as_prose, strict=True)]
    scored = [one._replace(score=score) for one, score in zip(found, scores, strict=True)]
    scored.sort(key=lambda one: (-one.score, one.id))
    return scored[:k] if k < 1 else [one for at, one in enumerate(scored) if at < k or one.score == scored[k - 1].score]


def named(scored: Iterable[Found], chunks: Mapping[str, Chunk], k: int) -> list[Hit]:
    """The best `k` with their chunks; equal ones by document and place, whatever ids this installation gave them."""
    hits = [Hit(chunks[one.id], one.score, one.dense, one.sparse, one.parts, one.crowd) for one in scored]
    return sorted(hits, key=lambda hit: (-hit.score, hit.chunk.document, hit.chunk.ordinal))[:k]


def _scores(found: Sequence[Found], weights: Weights) -> list[float]:
    nearness = [None if one.dense is None else _nearness(one, one.dense, weights) for one in found]
    farthest = min((near for near in nearness if near is not None), default=0.0)
    best = max((one.sparse or 0.0 for one in found), default=0.0) if weights.counted == "best" else 1.0
    point = weights.words / best if best > 0 else 0.0
    return [
        (farthest if near is None else near) + point * (one.sparse or 0.0)
        for one, near in zip(found, nearness, strict=True)
    ]


def _nearness(one: Found, whole: float, weights: Weights) -> float:
    near = whole if one.parts is None else (1 - weights.parts) * whole + weights.parts * one.parts
    return near if one.crowd is None else near - weights.crowd * one.crowd


def _share_of_prose(found: Sequence[Found]) -> float:
    kinds = [one.prose for one in found if one.dense is not None]
    return sum(kinds) / len(kinds) if kinds else 0.0
