"""Who works with whom, at what wage, and who had which conversation when."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, text

from service.storage.tables.base import id_column, metadata
from service.storage.types import Amount, Id, UtcDateTime

# An archived one takes nothing and has nobody in it; it stays for the rates.
operator_groups = Table(
    "operator_groups",
    metadata,
    id_column(),
    Column("name", String(100), nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("archived_at", UtcDateTime),
)

# In [since, until) the operator was in the group; nobody is in two groups at a time.
memberships = Table(
    "memberships",
    metadata,
    id_column(),
    Column("group_id", Id, ForeignKey("operator_groups.id"), nullable=False, index=True),
    Column("operator_id", Id, ForeignKey("users.id"), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime),
    Index("ix_memberships_operator_id_since", "operator_id", "since", unique=True),
)

# Of an operator or of a group, never of both; in force from `valid_from` until the next one of the same.
wages = Table(
    "wages",
    metadata,
    id_column(),
    Column("operator_id", Id, ForeignKey("users.id")),
    Column("group_id", Id, ForeignKey("operator_groups.id")),
    Column("per_hour", Amount, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("valid_from", UtcDateTime, nullable=False),
    Index("ix_wages_operator_id_valid_from", "operator_id", "valid_from", unique=True),
    Index("ix_wages_group_id_valid_from", "group_id", "valid_from", unique=True),
)

# What counts when conversations are given out: whether the operator says that they are there (`chosen`: online, away
# or offline, since `chosen_at`), how many they may have (null as their group has it), when they were last given one.
routing_operators = Table(
    "routing_operators",
    metadata,
    Column("user_id", Id, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("chosen", String(10), nullable=False, server_default="online"),
    Column("chosen_at", UtcDateTime),
    Column("capacity", Integer),
    Column("skills", JSON, nullable=False, server_default="[]"),
    Column("languages", JSON, nullable=False, server_default="[]"),
    Column("given_at", UtcDateTime),
)

# An operator has a conversation from `taken_at` until they give it back or it ends. One that was given to them is to be
# answered until `answer_by`, null from then on or where they took it themselves; what they let wait is `missed`.
assignments = Table(
    "assignments",
    metadata,
    id_column(),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False, index=True),
    Column("operator_id", Id, ForeignKey("users.id"), nullable=False),
    Column("taken_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("answer_by", UtcDateTime),
    Column("missed", Boolean, nullable=False, server_default=text("false")),
    Index(
        "ix_assignments_offered",
        "answer_by",
        sqlite_where=text("answer_by IS NOT NULL AND ended_at IS NULL"),
        postgresql_where=text("answer_by IS NOT NULL AND ended_at IS NULL"),
    ),
    Index("ix_assignments_operator_id_taken_at", "operator_id", "taken_at"),
    Index(
        "ix_assignments_under_way",
        "conversation_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)
