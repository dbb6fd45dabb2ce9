"""A second look at the candidates of a search: the exact cosine of each, and that of its best sentence."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Hit, Vectors
from knowledge.store import Followed

# Some 4 KB each.
_REMEMBERED = 8_000


class SecondLook:
    """Vectors of chunks, which never change, read from the store once and remembered."""

    def __init__(self, store: Followed, maker: str) -> None:
        self._store = store
        self._maker = maker
        self._known: OrderedDict[str, Vectors] = OrderedDict()

    async def at(self, hits: Sequence[Hit], question: NDArray[np.float32], space: int) -> list[Hit]:
        """The hits with `dense` and `parts` in the question's space, where their chunks have vectors there."""
        vectors = await self._vectors([hit.chunk.id for hit in hits])
        return [compared(hit, vectors.get(hit.chunk.id), question, space) for hit in hits]

    async def _vectors(self, chunk_ids: Sequence[str]) -> dict[str, Vectors]:
        found = {one: self._known[one] for one in chunk_ids if one in self._known}
        if missing := [one for one in chunk_ids if one not in found]:
            read = await self._store.vectors(missing, self._maker)
            self._known |= read
            found |= read
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return found


def compared(hit: Hit, vectors: Vectors | None, question: NDArray[np.float32], space: int) -> Hit:
    """The hit with its exact cosines."""
    if vectors is None or vectors.space != space:
        return replace(hit, dense=None, parts=None)
    whole = float(vectors.whole @ question)
    return replace(hit, dense=whole, parts=float((vectors.parts @ question).max()) if len(vectors.parts) else whole)
