"""Chunks as Qdrant points: what both implementations store, and the fingerprint of that form."""

import hashlib
from typing import Any

from knowledge import words
from knowledge.document import Chunk, EmbeddedChunk
from knowledge.vectors import VERSION

DENSE, WORDS, DOCUMENT = "dense", "words", "document_id"
_SCHEMA = 1


def fingerprint(model_id: str, dimensions: int) -> str:
    """Names everything that a point's content depends on besides the chunk: another one needs a rebuild."""
    parts = f"{_SCHEMA}/{words.VERSION}/{VERSION}/{model_id}/{dimensions}"
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def payload(embedded: EmbeddedChunk) -> dict[str, Any]:
    """The chunk as a point's payload."""
    chunk = embedded.chunk
    return {
        DOCUMENT: chunk.document_id,
        "document": chunk.document,
        "title": chunk.title,
        "ordinal": chunk.ordinal,
        "headings": list(chunk.headings),
        "text": chunk.text,
        "language": chunk.language,
        "question": chunk.question,
    }


def chunk_of(point_id: object, stored: dict[str, Any]) -> Chunk:
    """The chunk that `payload` described."""
    return Chunk(
        id=str(point_id),
        document_id=stored[DOCUMENT],
        document=stored["document"],
        title=stored["title"],
        ordinal=stored["ordinal"],
        headings=tuple(stored["headings"]),
        text=stored["text"],
        language=stored["language"],
        question=stored["question"],
    )
