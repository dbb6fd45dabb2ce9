"""Contact details that customers left, and the people behind them as operators see them."""

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

# One person who left details, in however many conversations and channels: worked out from `leads`, but for the stage,
# which operators set, and whom it is given to. `owner` is who has it by another system's word. `scored_with` names the
# policy that score and completeness come from.
lead_people = Table(
    "lead_people",
    metadata,
    id_column(),
    Column("stage", String(20), nullable=False, server_default="new"),
    Column("stage_at", UtcDateTime),
    Column("stage_by", String(320)),
    Column("owner", String(200)),
    Column("operator_id", Id, ForeignKey("users.id"), index=True),
    Column("score", Integer, nullable=False, index=True),
    Column("complete", Boolean, nullable=False),
    Column("scored_with", String(64), nullable=False, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False, index=True),
)

# `settled` is false where the person is yet to be worked out (anew).
leads = Table(
    "leads",
    metadata,
    id_column(),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False, unique=True),
    Column("customer_id", Id, ForeignKey("customers.id"), nullable=False, index=True),
    Column("intent", String(60)),
    Column("created_at", UtcDateTime, nullable=False, index=True),
    Column("person_id", Id, ForeignKey("lead_people.id"), index=True),
    Column("settled", Boolean, nullable=False, server_default=text("false")),
    Index("ix_leads_unsettled", "id", sqlite_where=text("NOT settled"), postgresql_where=text("NOT settled")),
)

# `key` is the same for the same person wherever they leave it; None for what several people share, like a city.
# `purpose` is what the customer was told, or said, that it is for.
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
    Column("key", String(420), index=True),
    Column("purpose", Text),
    UniqueConstraint("lead_id", "type", "value"),
)

# What operators call a lead, for finding it again.
lead_tags = Table(
    "lead_tags",
    metadata,
    Column("person_id", Id, ForeignKey("lead_people.id"), primary_key=True),
    Column("tag", String(40), primary_key=True, index=True),
)

# Who set which stage when, and who took leads out of the system.
lead_stages = Table(
    "lead_stages",
    metadata,
    id_column(),
    Column("person_id", Id, ForeignKey("lead_people.id"), nullable=False, index=True),
    Column("stage", String(20), nullable=False),
    Column("by", String(320), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

lead_exports = Table(
    "lead_exports",
    metadata,
    id_column(),
    Column("by", String(320), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("leads", Integer, nullable=False),
    Column("filters", JSON, nullable=False),
)
