"""An index with one document as another version has it, without an index of its own: for trying a draft.

The published index is asked as ever, what it says of the document is left out, and the version's few passages are
compared here. Words are weighed as the other indexes do it (`knowledge.near_words`), over what both sides found.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from knowledge.document import Chunk, EmbeddedChunk, Found
from knowledge.index import PUBLIC, Index, Legs, Only
from knowledge.index.points import conditions, payload
from knowledge.lexicon import Lexicon
from knowledge.near_words import held_by, nearest, weighed
from knowledge.store import Followed
from knowledge.vectors import words


class OverlaidIndex:
    """Follows the published store by the index below it, which stays open when this one is closed.

    `hidden` are the ids of the document's published passages, `own` the version's in their place.
    """

    def __init__(
        self, below: Index, published: Followed, hidden: Sequence[str], own: Sequence[EmbeddedChunk], lexicon: Lexicon
    ) -> None:
        self._below = below
        self._published = published
        self._hidden = frozenset(hidden)
        self._own: Mapping[str, EmbeddedChunk] = {one.chunk.id: one for one in own}
        self._lexicon = lexicon

    async def catch_up(self, store: Followed) -> int:
        """Bring the index below to its store's latest change; one more than that, as it is another state."""
        return await self._below.catch_up(self._published) + 1

    async def search(self, legs: Legs, limit: int, only: Only = PUBLIC) -> list[Found]:
        """The best `limit` chunks of each leg below, and of the version's, with their scores."""
        below = await self._below.search(legs, limit + len(self._hidden), only)
        found = [one for one in below if one.id not in self._hidden and one.id not in self._own]
        found += [_compared(one, legs) for one in self._own.values() if _passes(one, only)]
        texts = await self.chunks([one.id for one in found])
        found = [one for one in found if one.id in texts]
        held = [held_by(words(texts[one.id], self._lexicon)) for one in found]
        # All that was found tells how common a word is where no vector tells what is near.
        return _best(weighed(found, held, legs.words, nearest(found) or [*range(len(found))]), limit)

    async def chunks(self, ids: Sequence[str]) -> dict[str, Chunk]:
        """Chunks by id, the version's own first."""
        own = {one: self._own[one].chunk for one in ids if one in self._own}
        below = [one for one in ids if one not in own]
        return own | (await self._below.chunks(below) if below else {})

    async def close(self) -> None:
        """Nothing: it holds nothing open."""


def _compared(embedded: EmbeddedChunk, legs: Legs) -> Found:
    """The passage with its cosine, where it has a vector of the query's space."""
    vectors = embedded.vectors
    if vectors is None or legs.vector is None or vectors.space != legs.space:
        return Found(embedded.chunk.id)
    return Found(embedded.chunk.id, dense=float(np.dot(vectors.whole, legs.vector)))


def _passes(embedded: EmbeddedChunk, only: Only) -> bool:
    """Whether a search may find the passage, by the fields of its point."""
    fields = payload(embedded)
    return all(
        not set(values).isdisjoint(field if isinstance(field := fields[key], list) else [field])
        for key, values in conditions(only)
    )


def _best(found: Sequence[Found], limit: int) -> list[Found]:
    """The best `limit` by the vector and the best by words; a passage that neither found is left out."""
    by_vector = sorted((one for one in found if one.dense is not None), key=lambda one: -(one.dense or 0.0))
    by_words = sorted((one for one in found if one.sparse), key=lambda one: -(one.sparse or 0.0))
    kept = {one.id for one in (*by_vector[:limit], *by_words[:limit])}
    return [one for one in found if one.id in kept]
