"""Alerts: that they fired, cleared, and were taken note of."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Table, Text

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

# `open_key` is what there can be one alert of: a rate's rule while it fires, a turn's in its conversation for ever.
# `value`, `limit` and `clear` are on the rate's own scale; of a turn, `value` is the grade's score.
# Sending: due from `send_after` on until `sent_at` (and `clear_sent_at`, when it is over) or `failed` is set.
alerts = Table(
    "alerts",
    metadata,
    id_column(),
    Column("open_key", String(120), unique=True),
    Column("rule", String(60), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("title", String(200), nullable=False),
    Column("severity", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("conversation_id", Id, ForeignKey("conversations.id")),
    Column("turn_id", Id, ForeignKey("turns.id")),
    Column("value", Float),
    Column("limit", Float),
    Column("clear", Float),
    Column("n", Integer),
    Column("e_value", Float),
    Column("fired_at", UtcDateTime, nullable=False),
    Column("cleared_at", UtcDateTime),
    Column("acknowledged_at", UtcDateTime),
    Column("acknowledged_by", String(320)),
    Column("note", Text),
    Column("send_after", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("sent_at", UtcDateTime),
    Column("clear_sent_at", UtcDateTime),
    Column("failed", String(200)),
    Index("ix_alerts_newest", "fired_at", "id"),
    Index("ix_alerts_rule_cleared_at", "rule", "cleared_at"),
)
