"""What is checked and what is found: the records of the base's health."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal

from knowledge.document import Chunk

Kind = Literal[
    "contradiction", "duplicate", "stale", "expiring", "never_used", "too_long", "empty", "coverage", "uncovered"
]
Severity = Literal["high", "medium", "low"]
Values = Mapping[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage's part that shows the finding: its words, and the values in them that matter."""

    document: str
    chunk_id: str
    text: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `message` and `values` make its sentence in any language (`knowledge.health.messages`).

    `documents` are names, `chunk_ids` in the order of the evidence where there is some.
    """

    kind: Kind
    severity: Severity
    message: str
    values: Values
    documents: tuple[str, ...] = ()
    chunk_ids: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The finding in JSON's types."""
        return asdict(self) | {"values": dict(self.values)}


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is known of a published document; times are aware UTC."""

    id: str
    name: str
    title: str
    updated_at: datetime
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A customer's question of late, with the confidence in [0, 1] that the hits answered it."""

    text: str
    confidence: float
    answered: bool


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on something is worth telling."""

    stale_days: int = 365
    expiring_days: int = 14
    unused_days: int = 90
    """Over how many days `citations` were counted; a document newer than that is not called unused."""
    long_tokens: int = 240
    long_section_chunks: int = 8
    answer_threshold: float = 0.4
    similarity: float = 0.8


@dataclass(frozen=True, slots=True)
class Base:
    """A knowledge base as it is checked. `chunks` are the published ones, iterable more than once.

    `citations` counts by chunk id; None where nothing is known of usage. `asked` may be empty.
    """

    chunks: Iterable[Chunk]
    documents: Sequence[DocumentFacts]
    now: datetime
    citations: Mapping[str, int] | None = None
    asked: Sequence[Asked] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
