"""A chunk as the two legs of a search see it: its dense vector and its words."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Chunk
from knowledge.embed import Embedder
from knowledge.words import Sparse, document_vector

VERSION = "1"
"""Goes into an index's fingerprint: raise it when a chunk would get other words or another vector."""

KNOWN_SHARE = 0.6
"""A text of which the model knows less gets no dense vector: it would be a vector of unknowns."""

_EMBEDDED_TOGETHER = 16  # a customer's question waits for no more than this
_QUESTION_WEIGHT = 2.0
_HEADING_WEIGHT = 1.0


def embedding_text(chunk: Chunk) -> str:
    """What is embedded of a chunk: what it is about, then what it says."""
    about = dict.fromkeys((chunk.title, *chunk.headings, chunk.question))
    return "\n".join([part for part in about if part] + [chunk.text])


def words(chunk: Chunk) -> Sparse:
    """A chunk's terms: the question that it answers counts most."""
    about = " ".join(dict.fromkeys((chunk.title, *chunk.headings)))
    return document_vector(((chunk.text, 1.0), (chunk.question, _QUESTION_WEIGHT), (about, _HEADING_WEIGHT)))


async def embed_chunks(embedder: Embedder, chunks: Sequence[Chunk]) -> list[NDArray[np.float32] | None]:
    """A vector for each chunk, None where the model does not know its script."""
    texts = [embedding_text(chunk) for chunk in chunks]
    known = [at for at, text in enumerate(texts) if embedder.known_share(text) >= KNOWN_SHARE]
    vectors: list[NDArray[np.float32] | None] = [None] * len(texts)
    for first in range(0, len(known), _EMBEDDED_TOGETHER):
        part = known[first : first + _EMBEDDED_TOGETHER]
        for at, vector in zip(part, await embedder.embed([texts[at] for at in part]), strict=True):
            vectors[at] = vector
    return vectors
