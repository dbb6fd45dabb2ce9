"""Documents, their versions, and chunks with vectors."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text, text

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

# `sequence` is the number of the document's latest change; a deleted document stays as a tombstone so that
# every index learns of the deletion.
documents = Table(
    "documents",
    metadata,
    id_column(),
    Column("name", String(400), nullable=False, unique=True),
    Column("title", String(400), nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("chunk_count", Integer, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("sequence", BigInteger, nullable=False, index=True),
    Column("deleted", Boolean, nullable=False, server_default=text("false")),
)

document_versions = Table(
    "document_versions",
    metadata,
    Column("document_id", Id, ForeignKey("documents.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("source", LargeBinary, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

chunks = Table(
    "chunks",
    metadata,
    id_column(),
    Column("document_id", Id, ForeignKey("documents.id"), nullable=False, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("headings", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", String(10), nullable=False),
    Column("question", Text, nullable=False, server_default=""),
    Column("vector", LargeBinary),
)

# One row: the number of the latest knowledge change, and the embedding model that made the stored vectors.
knowledge_state = Table(
    "knowledge_state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("embedding_model", String(400)),
)
