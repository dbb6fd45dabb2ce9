"""Reports that users made, and when they are due."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, String, Table

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

# `content` and `schedule` as in service/report.py. A report that is not shared is its owner's alone. Whoever moves
# `next_at` on has sent what was due then: in the same transaction it is promised to the integrations.
reports = Table(
    "reports",
    metadata,
    id_column(),
    Column("name", String(100), nullable=False),
    Column("owner_id", Id, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("shared", Boolean, nullable=False),
    Column("content", JSON, nullable=False),
    Column("schedule", JSON),
    Column("next_at", UtcDateTime),
    Column("sent_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Index("ix_reports_next_at", "next_at"),
)
