"""Programs that tell us of customers, leads, orders and advertisements, and what they told of customers."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, String, Table, Text, UniqueConstraint

from service.storage.tables.base import id_column, metadata
from service.storage.types import Amount, Id, UtcDateTime

# `sealed` holds the secrets by which what a system sends is verified, encrypted.
systems = Table(
    "systems",
    metadata,
    id_column(),
    Column("name", String(100), nullable=False, unique=True),
    Column("sealed", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", String(320), nullable=False),
    Column("used_at", UtcDateTime),
)

# What was taken in, so that it is taken in once.
system_events = Table(
    "system_events",
    metadata,
    id_column(),
    Column("system_id", Id, ForeignKey("systems.id", ondelete="CASCADE"), nullable=False),
    Column("webhook_id", String(200), nullable=False),
    Column("type", String(30), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("system_id", "webhook_id"),
    Index("ix_system_events_at", "at"),
)

# What a system says of a customer; the latest holds.
customer_records = Table(
    "customer_records",
    metadata,
    Column("customer_id", Id, ForeignKey("customers.id"), primary_key=True),
    Column("tags", JSON, nullable=False),
    Column("value", Amount),
    Column("currency", String(3)),
    Column("system", String(100), nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)

customer_orders = Table(
    "customer_orders",
    metadata,
    id_column(),
    Column("customer_id", Id, ForeignKey("customers.id"), nullable=False, index=True),
    Column("system", String(100), nullable=False),
    Column("number", String(100), nullable=False),
    Column("status", String(60), nullable=False),
    Column("amount", Amount),
    Column("currency", String(3)),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("system", "number"),
)
