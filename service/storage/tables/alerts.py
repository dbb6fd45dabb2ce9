"""Alerts: that they fired, cleared, and were taken note of; and whom that was told."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, text

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

# `open_key` is what there can be one alert of: a rate's rule while it fires, a turn's in its conversation for ever.
# `value`, `limit` and `clear` are on the rate's own scale; of a turn, `value` is the grade's score.
# `escalated_at` is when others were told because nobody had acknowledged it.
# `verdict` is what somebody found afterwards: right, or wrong (a false alarm). `changed_at` is when anything last was.
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
    Column("escalated_at", UtcDateTime),
    Column("verdict", String(10)),
    Column("verdict_by", String(320)),
    Column("verdict_at", UtcDateTime),
    Column("changed_at", UtcDateTime, nullable=False),
    Index("ix_alerts_changed_at", "changed_at"),
    Index("ix_alerts_newest", "fired_at", "id"),
    Index("ix_alerts_rule_cleared_at", "rule", "cleared_at"),
)

# One event of an alert (fired, escalated, cleared) to one target; written with the event, so that none is forgotten.
# `state`: pending, sent, failed (given up), or dropped (over before anybody was told). `error` is why it was not taken.
alert_deliveries = Table(
    "alert_deliveries",
    metadata,
    id_column(),
    Column("alert_id", Id, ForeignKey("alerts.id"), nullable=False),
    Column("event", String(10), nullable=False),
    Column("target", String(60), nullable=False),
    Column("state", String(10), nullable=False, server_default="pending"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("error", String(200)),
    UniqueConstraint("alert_id", "event", "target"),
    Index(
        "ix_alert_deliveries_due",
        "not_before",
        sqlite_where=text("state = 'pending'"),
        postgresql_where=text("state = 'pending'"),
    ),
)
