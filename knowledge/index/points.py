"""Chunks as Qdrant points: what both implementations store, and the fingerprint of that form."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from knowledge import words
from knowledge.document import Access, Chunk, EmbeddedChunk, Found
from knowledge.embed import Embedder
from knowledge.index import Only
from knowledge.lexicon import Lexicon, built_in
from knowledge.vectors import VERSION, maker_of

WORDS, DOCUMENT = "words", "document_id"
ACCESS, PRODUCTS, LANGUAGE = "access", "products", "language"
KEYWORDS = (DOCUMENT, ACCESS, PRODUCTS, LANGUAGE)
"""Fields that searches filter by."""
EVERY_PRODUCT = "*"
PUBLIC_ACCESS = "public"
HIDDEN_ACCESS = [access for access in get_args(Access) if access != PUBLIC_ACCESS]
"""What chunks have that not everybody may find."""
_SCHEMA = 3


def dense(space: int) -> str:
    """The name of the vectors of one of the embedder's spaces."""
    return f"dense-{space}"


@dataclass(frozen=True, slots=True)
class Form:
    """What a point's content depends on besides its chunk: whose its vectors are, their sizes, and known words."""

    maker: str
    dimensions: tuple[int, ...]
    lexicon: Lexicon

    @property
    def fingerprint(self) -> str:
        """A name for it: points of another one need a rebuild."""
        return _digest(self.maker, self.dimensions, self.lexicon)


def form_of(embedder: Embedder, lexicon: Lexicon | None = None) -> Form:
    """The form of the points that this embedder and this lexicon, or the built-in one, make."""
    return Form(maker_of(embedder), embedder.spaces, lexicon or built_in())


def _digest(maker: str, dimensions: Sequence[int], lexicon: Lexicon) -> str:
    parts = f"{_SCHEMA}/{words.VERSION}/{VERSION}/{maker}/{list(dimensions)}/{lexicon.document_digest}"
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def conditions(only: Only) -> list[tuple[str, list[str]]]:
    """Which values each filtered field may have; all of them must hold."""
    found: list[tuple[str, list[str]]] = []
    if only.audience == "public":
        found.append((ACCESS, [PUBLIC_ACCESS]))
    if only.product is not None:
        found.append((PRODUCTS, [only.product, EVERY_PRODUCT]))
    if only.language is not None:
        found.append((LANGUAGE, [only.language]))
    return found


def merged(by_vector: Mapping[str, float], by_words: Mapping[str, float]) -> list[Found]:
    """What two legs found with their scores, each chunk once."""
    return [Found(key, by_vector.get(key), by_words.get(key)) for key in dict.fromkeys((*by_vector, *by_words))]


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
