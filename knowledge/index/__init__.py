"""The search index, and the only package that speaks Qdrant: a cache of the store that may be thrown away at any time.

`edge.py` is Qdrant's engine in this process, one replica directory a process (`replica.py`); `server.py` a Qdrant
server that all processes share. Both follow the store's change sequence before a query.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Access, Chunk, Found
from knowledge.embed import Embedder
from knowledge.lexicon import Lexicon
from knowledge.settings import KnowledgeSettings
from knowledge.store import Followed
from knowledge.words import Sparse


@dataclass(frozen=True, slots=True)
class Legs:
    """One query: its dense vector in the space it belongs to (None where no model knows the script), and its words."""

    vector: NDArray[np.float32] | None
    words: Sparse
    space: int = 0


@dataclass(frozen=True, slots=True)
class Only:
    """What a search may find. Customers' searches find public documents, operators' all of them.

    A `product` also lets those through that name none; a `language` is a chunk's own.
    """

    audience: Access = "public"
    product: str | None = None
    language: str | None = None


PUBLIC = Only()


class Index(Protocol):
    """What retrieval needs of an index."""

    async def catch_up(self, store: Followed) -> int:
        """Apply every change that the store has by now; return the latest one's number. Concurrent calls share work."""

    async def search(self, legs: Legs, limit: int, only: Only = PUBLIC) -> list[Found]:
        """The best `limit` chunks of each leg, unfused (`score` is 0).

        Words are scored as `knowledge.near_words` has it wherever both legs were asked, and then for every chunk that
        either of them found.
        """

    async def chunks(self, ids: Sequence[str]) -> dict[str, Chunk]:
        """Chunks by id, without those that a change took away since they were found."""

    async def close(self) -> None:
        """Put on disk what was applied and let go of the replica or the connection."""


async def open_index(settings: KnowledgeSettings, embedder: Embedder, lexicon: Lexicon | None = None) -> Index:
    """The index that the settings name: a server's where there is a URL, else a replica of this process."""
    from knowledge.index.points import form_of

    if settings.qdrant_url:
        from knowledge.index.server import ServerIndex

        return await ServerIndex.open(settings, form_of(embedder, lexicon))
    from knowledge.index.edge import EdgeIndex

    return await EdgeIndex.open(settings.data / "index", form_of(embedder, lexicon))
