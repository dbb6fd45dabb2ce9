"""What a question's words weigh among the passages that are near it, instead of in the whole knowledge base.

A word that every near passage holds does not tell one of them from the other, however rare it is elsewhere
(docs/decisions/0036).
"""

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Found
from knowledge.index import Index
from knowledge.words import Sparse

NEAR = 32
"""How many of the nearest passages tell how common a word is."""
# Some 1.5 KB each.
_REMEMBERED = 20_000


class NearWords:
    """Words of chunks, which never change, read from the index once and remembered."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._known: OrderedDict[str, Held] = OrderedDict()

    async def at(self, found: Sequence[Found], words: Sparse) -> list[Found]:
        """What was found with `sparse` weighed anew; as it was where no vector tells what is near.

        A chunk that is gone from the index by now keeps no `sparse`.
        """
        if not words.indices or all(one.dense is None for one in found):
            return list(found)
        held = await self._held([one.id for one in found])
        return weighed(found, [held.get(one.id, NOTHING) for one in found], words)

    async def _held(self, chunk_ids: Sequence[str]) -> dict[str, "Held"]:
        held = {one: self._known[one] for one in chunk_ids if one in self._known}
        if missing := [one for one in chunk_ids if one not in held]:
            read = {one: _arrays(words) for one, words in (await self._index.words(missing)).items()}
            self._known |= read
            held |= read
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return held


Held = tuple[NDArray[np.uint32], NDArray[np.float32]]
"""A chunk's terms and their values, shape (terms,) each."""
NOTHING: Held = (np.empty(0, np.uint32), np.empty(0, np.float32))


def _arrays(words: Sparse) -> Held:
    return np.array(words.indices, np.uint32), np.array(words.values, np.float32)


def weighed(found: Sequence[Found], held: Sequence[Held], words: Sparse) -> list[Found]:
    """The same with `sparse` as BM25 whose inverse document frequency is counted over the `NEAR` nearest.

    ln(1 + (n - f + .5) / (f + .5)) for a term that f of the n nearest hold, as Qdrant has it for a whole collection.
    """
    values = _values(held, words)
    near = sorted((at for at, one in enumerate(found) if one.dense is not None), key=lambda at: -(found[at].dense or 0))
    held_by = np.count_nonzero(values[near[:NEAR]], axis=0)
    count = min(len(near), NEAR)
    rarity = np.log1p((count - held_by + 0.5) / (held_by + 0.5))
    scores: list[float] = (values @ (np.array(words.values) * rarity)).tolist()
    return [one._replace(sparse=score or None) for one, score in zip(found, scores, strict=True)]


def _values(held: Sequence[Held], words: Sparse) -> NDArray[np.float64]:
    """Each chunk's value of each of the question's terms, in the question's order: shape (chunks, terms)."""
    asked = np.array(words.indices, np.uint32)
    order = np.argsort(asked)
    terms = np.concatenate([one for one, _ in held])
    places = np.searchsorted(asked[order], terms).clip(max=len(asked) - 1)
    known = asked[order[places]] == terms
    rows = np.repeat(np.arange(len(held)), [len(one) for one, _ in held])
    values = np.zeros((len(held), len(asked)))
    values[rows[known], order[places[known]]] = np.concatenate([value for _, value in held])[known]
    return values
