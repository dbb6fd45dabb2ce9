"""A chunk as the two legs of a search see it: its dense vector and its words."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Chunk
from knowledge.embed import Embedder
from knowledge.words import Sparse, document_vector

VERSION = "2"
"""Goes into an index's fingerprint: raise it when a chunk would get other words or another vector."""

KNOWN_SHARE = 0.85
"""A text of which the model knows less gets no dense vector: it would be one of what little it knows.

Lower than this, Chinese questions about a product with a Latin name were compared by that name alone.
"""

_NO_WORDS = re.compile(r"[^\w\s]+")
_EMBEDDED_TOGETHER = 16  # a customer's question waits for no more than this
_QUESTION_WEIGHT, _HEADING_WEIGHT = 2.0, 1.0
_QUESTION_SHARE = 0.4
"""How much of a vector is the bare question's: customers ask questions, and a long answer drowns them."""


def maker_of(embedder: Embedder) -> str:
    """Names what makes an embedder's vectors of chunks: those of different makers do not compare."""
    return f"{embedder.model_id} v{VERSION}"


def about(chunk: Chunk) -> str:
    """The headings over a chunk and the question that it answers, a line each."""
    return "\n".join(part for part in dict.fromkeys((*chunk.headings, chunk.question)) if part)


def indexed_text(chunk: Chunk) -> str:
    """What a chunk is about, then what it says. The title is left out: often it is only a file's name."""
    return f"{about(chunk)}\n{chunk.text}" if chunk.headings or chunk.question else chunk.text


def words(chunk: Chunk) -> Sparse:
    """A chunk's terms: the question that it answers counts most."""
    headings = " ".join(heading for heading in dict.fromkeys(chunk.headings) if heading != chunk.question)
    return document_vector(
        ((chunk.text, 1.0), (chunk.question, _QUESTION_WEIGHT), (headings, _HEADING_WEIGHT)),
    )


def is_known(embedder: Embedder, text: str) -> bool:
    """Whether the model knows the words of a text; its emoji and punctuation do not matter."""
    return embedder.known_share(_NO_WORDS.sub(" ", text)) >= KNOWN_SHARE


async def embed_chunks(embedder: Embedder, chunks: Sequence[Chunk]) -> list[NDArray[np.float32] | None]:
    """A vector for each chunk, None where the model does not know its script."""
    vectors: list[NDArray[np.float32] | None] = [None] * len(chunks)
    known = [at for at, chunk in enumerate(chunks) if is_known(embedder, indexed_text(chunk))]
    for first in range(0, len(known), _EMBEDDED_TOGETHER):
        part = known[first : first + _EMBEDDED_TOGETHER]
        whole = await embedder.embed([indexed_text(chunks[at]) for at in part])
        asked = await embedder.embed([chunks[at].question for at in part if chunks[at].question])
        questions = iter(asked)
        for at, vector in zip(part, whole, strict=True):
            vectors[at] = _mixed(vector, next(questions)) if chunks[at].question else vector
    return vectors


def _mixed(whole: NDArray[np.float32], question: NDArray[np.float32]) -> NDArray[np.float32]:
    mixed = (1 - _QUESTION_SHARE) * whole + _QUESTION_SHARE * question
    return np.asarray(mixed / max(float(np.linalg.norm(mixed)), 1e-12), dtype=np.float32)
