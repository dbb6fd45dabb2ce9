"""Chunks as Qdrant points: what both implementations store, and the fingerprint of that form."""

import hashlib
from collections.abc import Sequence
from typing import Any

from knowledge import words
from knowledge.document import Chunk, EmbeddedChunk
from knowledge.index import Only
from knowledge.vectors import VERSION

WORDS, DOCUMENT = "words", "document_id"
ACCESS, PRODUCTS, LANGUAGE = "access", "products", "language"
KEYWORDS = (DOCUMENT, ACCESS, PRODUCTS, LANGUAGE)
"""Fields that searches filter by."""
EVERY_PRODUCT = "*"
_SCHEMA = 3


def dense(space: int) -> str:
    """The name of the vectors of one of the embedder's spaces."""
    return f"dense-{space}"


def fingerprint(maker: str, dimensions: Sequence[int]) -> str:
    """Names everything that a point's content depends on besides the chunk: another one needs a rebuild."""
    parts = f"{_SCHEMA}/{words.VERSION}/{VERSION}/{maker}/{list(dimensions)}"
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def conditions(only: Only) -> list[tuple[str, list[str]]]:
    """Which values each filtered field may have; all of them must hold."""
    found: list[tuple[str, list[str]]] = []
    if only.audience == "public":
        found.append((ACCESS, ["public"]))
    if only.product is not None:
        found.append((PRODUCTS, [only.product, EVERY_PRODUCT]))
    if only.language is not None:
        found.append((LANGUAGE, [only.language]))
    return found


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
        LANGUAGE: chunk.language,
        "question": chunk.question,
        ACCESS: chunk.access,
        PRODUCTS: list(chunk.products) or [EVERY_PRODUCT],
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
        language=stored[LANGUAGE],
        question=stored["question"],
        access=stored[ACCESS],
        products=tuple(product for product in stored[PRODUCTS] if product != EVERY_PRODUCT),
    )
