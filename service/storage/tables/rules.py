"""Hits of rules: at most one for each turn and rule, with the appeal against it."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

# `state`: counted, appealed, upheld or withdrawn, the last of which does not count. `at` is when the reply was said,
# `operator_id` who said it, null for the agent. The place is that of reply number `reply` of the turn.
rule_hits = Table(
    "rule_hits",
    metadata,
    id_column(),
    Column("turn_id", Id, ForeignKey("turns.id"), nullable=False, index=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False, index=True),
    Column("grader", String(60), nullable=False),
    Column("version", String(20), nullable=False),
    Column("rule", String(60), nullable=False),
    Column("title", String(200), nullable=False),
    Column("severity", String(10), nullable=False),
    Column("points", Integer, nullable=False),
    Column("operator_id", Id, ForeignKey("users.id")),
    Column("reply", Integer, nullable=False),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("state", String(10), nullable=False, server_default="counted"),
    Column("appeal_note", Text),
    Column("appealed_by", String(320)),
    Column("appealed_at", UtcDateTime),
    Column("resolution_note", Text),
    Column("resolved_by", String(320)),
    Column("resolved_at", UtcDateTime),
    Index("ix_rule_hits_newest", "at", "id"),
)
