"""Who is told of what happens (programs, CRMs, groups of colleagues), and what was told."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

_PENDING = text("state = 'pending'")
_REPORTS = text("event = 'report.ready'")

# `kind`: webhook, crm or notice. `place` is what may be shown of the address; all of it is in `sealed`, encrypted.
# `filters` hold for leads only. `disabled_why` says why it was switched off where nobody did it.
integrations = Table(
    "integrations",
    metadata,
    id_column(),
    Column("kind", String(10), nullable=False),
    Column("name", String(100), nullable=False),
    Column("place", String(200), nullable=False),
    Column("events", JSON, nullable=False),
    Column("filters", JSON, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("disabled_why", String(200)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", String(320), nullable=False),
)

# One event for one integration, written in the transaction of what it tells. `event_id` is the `webhook-id`, the same
# however often it is sent. What has the same `stream` (a conversation, an alert) is sent in order. `data` has no
# contact detail: those of `lead_id` are read when it is sent. `begun_at` is when the attempts began that go on.
event_deliveries = Table(
    "event_deliveries",
    metadata,
    id_column(),
    Column("event_id", Id, nullable=False),
    Column("integration_id", Id, ForeignKey("integrations.id", ondelete="CASCADE"), nullable=False),
    Column("event", String(30), nullable=False),
    Column("stream", Id, nullable=False),
    Column("lead_id", Id, index=True),
    Column("data", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("state", String(10), nullable=False, server_default="pending"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("begun_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("tried_at", UtcDateTime),
    Column("status", Integer),
    Column("answer", String(200)),
    Column("error", String(200)),
    UniqueConstraint("event_id", "integration_id"),
    Index("ix_event_deliveries_due", "not_before", sqlite_where=_PENDING, postgresql_where=_PENDING),
    Index("ix_event_deliveries_stream", "integration_id", "stream", sqlite_where=_PENDING, postgresql_where=_PENDING),
    Index("ix_event_deliveries_log", "integration_id", "id"),
    Index("ix_event_deliveries_reports", "stream", "id", sqlite_where=_REPORTS, postgresql_where=_REPORTS),
)
