"""A second look at the candidates of a search: the exact cosine of each, that of its best sentence, and its crowd."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Found, Vectors
from knowledge.remembered import Remembered
from knowledge.store import Followed

NEIGHBOURS = 5
"""How many of a candidate's nearest fellows tell how crowded it is where it lies."""
# Some 10 KB each.
_REMEMBERED = 8_000


def vectors_of(store: Followed, maker: str) -> Remembered[Vectors]:
    """The vectors that `maker` made of a store's chunks, by chunk id."""

    async def read(chunk_ids: Sequence[str]) -> dict[str, Vectors]:
        return await store.vectors(chunk_ids, maker)

    return Remembered(read, _REMEMBERED)


def compared(
    found: Sequence[Found],
    vectors: Sequence[Vectors | None],
    question: NDArray[np.float32],
    space: int,
    *,
    crowds: bool = False,
) -> list[Found]:
    """The same with exact cosines, all by two products: each chunk's whole, and its parts, or else its whole again.

    With `crowds`, by a third, how crowded it is where each lies.
    """
    own = [one for one in vectors if one is not None and one.space == space]
    if not own:
        return [Found(one.id, None, one.sparse) for one in found]
    parts = [one.parts if len(one.parts) else one.whole[None] for one in own]
    starts = np.cumsum([0, *map(len, parts[:-1])])
    wholes = np.stack([one.whole for one in own])
    best = np.maximum.reduceat(np.concatenate(parts) @ question, starts)
    crowd = _crowds(wholes).tolist() if crowds else [None] * len(own)
    prose = [len(one.parts) > 0 and not one.asked for one in own]
    looks = iter(zip((wholes @ question).tolist(), best.tolist(), crowd, prose, strict=True))
    return [
        Found(one.id, None, one.sparse)
        if known is None or known.space != space
        else Found(one.id, (look := next(looks))[0], one.sparse, look[1], crowd=look[2], prose=look[3])
        for one, known in zip(found, vectors, strict=True)
    ]


def _crowds(wholes: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean cosine of each with its `NEIGHBOURS` nearest of the others, less the mean of all: shape (wholes,).

    The passage's side of "cross-domain similarity local scaling" (Conneau et al. 2018, arXiv:1710.04087), among the
    candidates. Less the mean, so that scores keep their scale: an order does not depend on it.
    """
    count = min(NEIGHBOURS, len(wholes) - 1)
    if count < 1:
        return np.zeros(len(wholes), np.float32)
    cosines = wholes @ wholes.T
    np.fill_diagonal(cosines, -np.inf)
    nearness = np.partition(cosines, -count, axis=1)[:, -count:].mean(axis=1)
    return np.asarray(nearness - nearness.mean(), np.float32)
