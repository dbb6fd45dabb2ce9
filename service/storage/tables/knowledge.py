"""Documents, their versions and what became of them; chunks and their vectors; what was retrievable when."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

# `sequence` is the number of the latest change to what can be retrieved of it; a deleted document stays as a tombstone
# so that every index learns of the deletion. A reserved name has no version yet (`latest_version` 0).
documents = Table(
    "documents",
    metadata,
    id_column(),
    Column("name", String(400), nullable=False, unique=True),
    Column("access", String(20), nullable=False, server_default="public"),
    Column("products", JSON, nullable=False, server_default="[]"),
    Column("published_version", Integer),
    Column("latest_version", Integer, nullable=False, server_default="0"),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("sequence", BigInteger, nullable=False, index=True),
    Column("deleted", Boolean, nullable=False, server_default=text("false")),
)

document_versions = Table(
    "document_versions",
    metadata,
    Column("document_id", Id, ForeignKey("documents.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("status", String(20), nullable=False, index=True),
    Column("title", String(400), nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("chunk_count", Integer, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", String(320), nullable=False),
    Column("valid_from", UtcDateTime),
    Column("valid_until", UtcDateTime),
    Column("source", LargeBinary, nullable=False),
)

# The address that a document was fetched from, and what its server said of the copy that we have.
document_origins = Table(
    "document_origins",
    metadata,
    Column("document_id", Id, ForeignKey("documents.id"), primary_key=True),
    Column("url", Text, nullable=False),
    Column("root", Text, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("checked_at", UtcDateTime, nullable=False),
)

# Who did what when. It outlives the document, and therefore refers to none.
document_events = Table(
    "document_events",
    metadata,
    id_column(),
    Column("document_id", Id, nullable=False, index=True),
    Column("document", String(400), nullable=False),
    Column("version", Integer),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String(320), nullable=False),
    Column("action", String(40), nullable=False),
    Column("detail", Text, nullable=False, server_default=""),
)

# A chunk's id names its content: a row is never changed, and versions share it.
chunks = Table(
    "chunks",
    metadata,
    id_column(),
    Column("document_id", Id, ForeignKey("documents.id"), nullable=False, index=True),
    Column("headings", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", String(10), nullable=False),
    Column("question", Text, nullable=False, server_default=""),
)

version_chunks = Table(
    "version_chunks",
    metadata,
    Column("document_id", Id, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("chunk_id", Id, ForeignKey("chunks.id"), nullable=False, index=True),
    ForeignKeyConstraint(["document_id", "version"], ["document_versions.document_id", "document_versions.version"]),
)

# One row for each chunk and maker (embedding models): `vector` is null where none of them knows the chunk's script.
# `parts` are the vectors of its sentences, of 8 bits (storage/knowledge/vector_bytes.py).
chunk_vectors = Table(
    "chunk_vectors",
    metadata,
    Column("chunk_id", Id, ForeignKey("chunks.id"), primary_key=True),
    Column("maker", String(400), primary_key=True),
    Column("vector", LargeBinary),
    Column("space", Integer, nullable=False, server_default="0"),
    Column("parts", LargeBinary),
)

# From and until which change a version could be retrieved: the knowledge base as of any change, for replays.
publications = Table(
    "publications",
    metadata,
    Column("document_id", Id, ForeignKey("documents.id"), primary_key=True),
    Column("from_sequence", BigInteger, primary_key=True),
    Column("until_sequence", BigInteger),
    Column("version", Integer, nullable=False),
    Column("access", String(20), nullable=False),
    Column("products", JSON, nullable=False),
)

# That a turn cites a document, and what came of the turn: `grounded`, `relevant` and `resolved` as graded (null where
# it was not, or in between), `rating` that of its conversation. Worked out of turns and grades together with the facts
# of rates, and rewritten with them.
document_uses = Table(
    "document_uses",
    metadata,
    Column("document_id", Id, primary_key=True),
    Column("asked_at", UtcDateTime, primary_key=True),
    Column("turn_id", Id, primary_key=True),
    Column("conversation_id", Id, nullable=False),
    Column("grounded", Boolean),
    Column("relevant", Boolean),
    Column("resolved", Boolean),
    Column("rating", Integer),
    Index("ix_document_uses_conversation_id", "conversation_id"),
)

# One row: the number of the latest knowledge change, when time brings the next one, and the embedding model in force.
knowledge_state = Table(
    "knowledge_state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("next_due_at", UtcDateTime),
    Column("embedding_model", String(400)),
    Column("embedding_settings", JSON),
)
