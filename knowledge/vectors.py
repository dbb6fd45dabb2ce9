"""A chunk as the two legs of a search see it: its dense vector and its words."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge import sentences
from knowledge.document import Chunk, Vectors
from knowledge.embed import Embedder
from knowledge.lexicon import Lexicon
from knowledge.words import Sparse, document_vector

VERSION = "3"
"""Goes into an index's fingerprint: raise it when a chunk would get other words or another vector."""

_MOST_PARTS = 16
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


def words(chunk: Chunk, lexicon: Lexicon) -> Sparse:
    """A chunk's terms: the question that it answers counts most."""
    headings = " ".join(heading for heading in dict.fromkeys(chunk.headings) if heading != chunk.question)
    return document_vector(
        ((chunk.text, 1.0), (chunk.question, _QUESTION_WEIGHT), (headings, _HEADING_WEIGHT)),
        lexicon,
    )


async def embed_chunks(embedder: Embedder, chunks: Sequence[Chunk]) -> list[Vectors | None]:
    """The vectors of each chunk, None where no model knows its script."""
    spaces = [embedder.space_of(indexed_text(chunk)) for chunk in chunks]
    made: list[Vectors | None] = [None] * len(chunks)
    for space in sorted({space for space in spaces if space is not None}):
        known = [at for at, found in enumerate(spaces) if found == space]
        for first in range(0, len(known), _EMBEDDED_TOGETHER):
            part = known[first : first + _EMBEDDED_TOGETHER]
            for at, vectors in zip(part, await _embed(embedder, [chunks[at] for at in part], space), strict=True):
                made[at] = vectors
    return made


def parts_of(chunk: Chunk) -> list[str]:
    """What is compared beside the whole: each of several questions that it answers, else its sentences.

    An FAQ's answer is found by its questions: sentences of answers resemble each other more than they do questions.
    """
    parts = chunk.question.splitlines() or sentences.split(chunk.text)
    return list(parts[:_MOST_PARTS]) if len(parts) > 1 else []


async def _embed(embedder: Embedder, chunks: Sequence[Chunk], space: int) -> list[Vectors]:
    whole = await embedder.embed([indexed_text(chunk) for chunk in chunks], space)
    questions = iter(await embedder.embed([chunk.question for chunk in chunks if chunk.question], space))
    texts = [parts_of(chunk) for chunk in chunks]
    parts = await embedder.embed([text for own in texts for text in own], space)
    made: list[Vectors] = []
    at = 0
    for chunk, vector, own in zip(chunks, whole, texts, strict=True):
        mixed = _mixed(vector, next(questions)) if chunk.question else vector
        made.append(Vectors(mixed, parts[at : at + len(own)], space, bool(chunk.question)))
        at += len(own)
    return made


def _mixed(whole: NDArray[np.float32], question: NDArray[np.float32]) -> NDArray[np.float32]:
    mixed = (1 - _QUESTION_SHARE) * whole + _QUESTION_SHARE * question
    return np.asarray(mixed / max(float(np.linalg.norm(mixed)), 1e-12), dtype=np.float32)
