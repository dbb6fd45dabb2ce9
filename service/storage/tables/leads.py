"""Contact details that customers left."""

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

leads = Table(
    "leads",
    metadata,
    id_column(),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False, unique=True),
    Column("customer_id", Id, ForeignKey("customers.id"), nullable=False, index=True),
    Column("intent", String(60)),
    Column("created_at", UtcDateTime, nullable=False, index=True),
)

lead_fields = Table(
    "lead_fields",
    metadata,
    id_column(),
    Column("lead_id", Id, ForeignKey("leads.id", ondelete="CASCADE"), nullable=False),
    Column("turn_id", Id, nullable=False),
    Column("type", String(20), nullable=False),
    Column("value", String(400), nullable=False),
    Column("raw", String(400), nullable=False),
    Column("consent", String(20), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("lead_id", "type", "value"),
)
