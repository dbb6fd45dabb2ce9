"""A second look at the candidates of a search: the exact cosine of each, and that of its best sentence."""

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Found, Vectors
from knowledge.store import Followed

# Some 10 KB each.
_REMEMBERED = 8_000


class SecondLook:
    """Vectors of chunks, which never change, read from the store once and remembered."""

    def __init__(self, store: Followed, maker: str) -> None:
        self._store = store
        self._maker = maker
        self._known: OrderedDict[str, Vectors] = OrderedDict()

    async def at(self, found: Sequence[Found], question: NDArray[np.float32], space: int) -> list[Found]:
        """What was found with `dense` and `parts` in the question's space, where its chunks have vectors there."""
        vectors = await self._vectors([one.id for one in found])
        return compared(found, [vectors.get(one.id) for one in found], question, space)

    async def _vectors(self, chunk_ids: Sequence[str]) -> dict[str, Vectors]:
        found = {one: self._known[one] for one in chunk_ids if one in self._known}
        if missing := [one for one in chunk_ids if one not in found]:
            read = await self._store.vectors(missing, self._maker)
            self._known |= read
            found |= read
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return found


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
