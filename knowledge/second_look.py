"""A second look at the candidates of a search: the exact cosine of each, and that of its best sentence."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Found, Vectors
from knowledge.remembered import Remembered
from knowledge.store import Followed

# Some 10 KB each.
_REMEMBERED = 8_000


def vectors_of(store: Followed, maker: str) -> Remembered[Vectors]:
    """The vectors that `maker` made of a store's chunks, by chunk id."""

    async def read(chunk_ids: Sequence[str]) -> dict[str, Vectors]:
        return await store.vectors(chunk_ids, maker)

    return Remembered(read, _REMEMBERED)


def compared(
    found: Sequence[Found], vectors: Sequence[Vectors | None], question: NDArray[np.float32], space: int
) -> list[Found]:
    """The same with exact cosines, all by two products: each chunk's whole, and its parts, or else its whole again."""
    own = [one for one in vectors if one is not None and one.space == space]
    if not own:
        return [Found(one.id, None, one.sparse) for one in found]
    parts = [one.parts if len(one.parts) else one.whole[None] for one in own]
    starts = np.cumsum([0, *map(len, parts[:-1])])
    wholes = np.stack([one.whole for one in own]) @ question
    best = np.maximum.reduceat(np.concatenate(parts) @ question, starts)
    cosines = iter(zip(wholes.tolist(), best.tolist(), strict=True))
    return [
        Found(one.id, None, one.sparse)
        if known is None or known.space != space
        else Found(one.id, (cosine := next(cosines))[0], one.sparse, cosine[1])
        for one, known in zip(found, vectors, strict=True)
    ]
