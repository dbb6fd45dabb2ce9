"""What is uploaded, what is indexed and what a query finds: the records that every part of `knowledge` shares."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

BlockKind = Literal["heading", "paragraph", "list", "table", "code", "faq"]


@dataclass(frozen=True, slots=True)
class Block:
    """One structural piece of a document, as a reader found it.

    `level` is the depth of a heading (1 is the top) and 0 elsewhere. A table's `text` has one row a line, cells
    joined by " | ", its header row first and repeated in `header`. An faq's `header` is its question.
    """

    kind: BlockKind
    text: str
    level: int = 0
    header: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document's content in reading order. `title` is None where the document names none."""

    title: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage that is indexed and quoted whole.

    `id` is stable for as long as the document keeps this very passage. `text` is what is quoted to customers; the
    heading path and the document's title are indexed with it.
    """

    id: str
    document_id: str
    document: str
    title: str
    ordinal: int
    headings: tuple[str, ...]
    text: str
    language: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class EmbeddedChunk:
    """A chunk with its dense vector (unit length, float32); None where the embedding model does not know the script."""

    chunk: Chunk
    vector: NDArray[np.float32] | None


@dataclass(frozen=True, slots=True)
class Document:
    """An uploaded document in its current version. `name` is unique: uploading it again replaces it."""

    id: str
    name: str
    title: str
    media_type: str
    sha256: str
    size_bytes: int
    version: int
    chunk_count: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that a query found. `score` is the fused rank score: comparable within one result only.

    `dense` is the cosine similarity and `sparse` the BM25 score, each None where that leg did not find the chunk.
    """

    chunk: Chunk
    score: float
    dense: float | None = None
    sparse: float | None = None


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What a query found, best first, with the calibrated probability in [0, 1] that it answers the query."""

    hits: tuple[Hit, ...]
    confidence: float
    knowledge_version: int
