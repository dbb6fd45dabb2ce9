"""What is remembered of customers: facts across conversations, and summaries of what was said long ago in one."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

# `conversation_id` and `turn_id` say where it was told last; without `expires_at` it is kept for good.
customer_facts = Table(
    "customer_facts",
    metadata,
    id_column(),
    Column("customer_id", Id, ForeignKey("customers.id"), nullable=False),
    Column("conversation_id", Id, nullable=False),
    Column("turn_id", Id, nullable=False),
    Column("type", String(20), nullable=False),
    Column("value", String(200), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, index=True),
    UniqueConstraint("customer_id", "type", "value"),
)

# `points` and `text`, a model's account of the same where there is one, cover the messages up to `upto_seq`.
summaries = Table(
    "summaries",
    metadata,
    Column("conversation_id", Id, ForeignKey("conversations.id"), primary_key=True),
    Column("upto_seq", Integer, nullable=False),
    Column("points", JSON, nullable=False),
    Column("text", Text, nullable=False, server_default=""),
    Column("written_by", String(200), nullable=False, server_default=""),
    Column("at", UtcDateTime, nullable=False),
)

# That, when and by whom a customer's data were deleted, without the data.
erasures = Table(
    "erasures",
    metadata,
    id_column(),
    Column("customer_id", Id, nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String(320), nullable=False),
    Column("conversations", Integer, nullable=False),
    Column("messages", Integer, nullable=False),
)
