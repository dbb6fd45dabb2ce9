"""What is uploaded, what is indexed and what a query finds: the records that every part of `knowledge` shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

BlockKind = Literal["heading", "paragraph", "list", "table", "code", "faq"]
Access = Literal["public", "operators"]
"""Whom a document may answer: customers too, or operators only."""
Status = Literal["draft", "in_review", "scheduled", "published", "superseded", "expired", "retired"]
"""Where one version of a document stands; only a published one is ever retrieved (see `knowledge.lifecycle`)."""


@dataclass(frozen=True, slots=True)
class Block:
    """One structural piece of a document, as a reader found it.

    `level` is the depth of a heading (1 is the top) and 0 elsewhere. A table's `text` has one row a line, cells
    joined by " | ", its header row first and repeated in `header`. An faq's `header` is its question; where it has
    several ways to ask it, each stands on a line.
    """

    kind: BlockKind
    text: str
    level: int = 0
    header: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document's content in reading order. `title` is None where the document names none.

    `metadata` is what the document says about itself, by the names of `knowledge.metadata.KEYS`. `skipped` tells of
    each part that was left out (a hidden sheet, an unreadable attachment) what it was and why, in a sentence.
    """

    title: str | None
    blocks: tuple[Block, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()


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
    access: Access = "public"
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vectors:
    """What an embedding model makes of a chunk: unit vectors of the whole, and of its sentences and questions.

    `space` tells which of the embedder's models it was: vectors of different spaces do not compare. `parts` has a row a
    part, none where the whole is one sentence; they are the questions that it answers where `asked` says so.
    """

    whole: NDArray[np.float32]
    parts: NDArray[np.float32]
    space: int = 0
    asked: bool = False


@dataclass(frozen=True, slots=True)
class EmbeddedChunk:
    """A chunk with its vectors; None where no model of the embedder knows its script."""

    chunk: Chunk
    vectors: Vectors | None

    @property
    def vector(self) -> NDArray[np.float32] | None:
        """The vector of the whole."""
        return None if self.vectors is None else self.vectors.whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as customers get it: in its published version, else in its newest. `name` is unique.

    `status` is that version's; `latest_version` and `latest_status` differ where a newer one waits to be published.
    `chunk_count` counts what can be retrieved: 0 where nothing is published. `products` names what it is about; none
    means all.
    """

    id: str
    name: str
    title: str
    media_type: str
    sha256: str
    size_bytes: int
    version: int
    chunk_count: int
    updated_at: datetime
    status: Status = "published"
    latest_version: int = 1
    latest_status: Status = "published"
    access: Access = "public"
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a document, which never changes but for its status and validity.

    `made_by` names the reader and the chunker that cut it; `created_by` who uploaded it.
    """

    document_id: str
    version: int
    status: Status
    title: str
    media_type: str
    sha256: str
    size_bytes: int
    chunk_count: int
    made_by: str
    created_at: datetime
    created_by: str
    valid_from: datetime | None = None
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """A version to be stored. `status` is what it shall become; None leaves access or products as they are."""

    title: str
    media_type: str
    sha256: str
    made_by: str
    created_by: str
    status: Literal["draft", "in_review", "published"] = "published"
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    access: Access | None = None
    products: tuple[str, ...] | None = None


class Found(NamedTuple):
    """A chunk that a query found, by its id: light, for a search weighs many and gives few.

    `dense` is the cosine similarity, `parts` that of its best sentence or of the best question that it answers,
    and `sparse` the BM25 score (over the nearest passages where vectors tell them, `knowledge.near_words`),
    each None where that leg did not find the chunk or does not know it. `crowd` is by how much its nearest neighbours
    among the candidates are nearer to it than theirs are to the others on average, None where that was not asked for.
    `prose` tells one of several sentences, none of which asks what it answers. `score` is the fused one, 0 before.
    """

    id: str
    dense: float | None = None
    sparse: float | None = None
    parts: float | None = None
    score: float = 0.0
    crowd: float | None = None
    prose: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that a query found. `score` is the fused rank score: comparable within one result only.

    `dense`, `sparse`, `parts` and `crowd` are those of `Found`. Where a reranker has put hits into another order,
    `score` is its own, and `fused` the one before.
    """

    chunk: Chunk
    score: float
    dense: float | None = None
    sparse: float | None = None
    parts: float | None = None
    crowd: float | None = None
    fused: float | None = None


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What a query found, best first, with the calibrated probability in [0, 1] that it answers the query."""

    hits: tuple[Hit, ...]
    confidence: float
    knowledge_version: int
