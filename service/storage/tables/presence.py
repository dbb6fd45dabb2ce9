"""When operators had the console open."""

from sqlalchemy import Column, ForeignKey, Index, Table

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

# A sign of life each minute moves `until` on; after a gap a new row begins.
presences = Table(
    "presences",
    metadata,
    id_column(),
    Column("user_id", Id, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("since", UtcDateTime, nullable=False, index=True),
    Column("until", UtcDateTime, nullable=False),
    Index("ix_presences_user_id_until", "user_id", "until"),
)
