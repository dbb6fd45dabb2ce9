"""Replies on their way out, and what operators decided about those that did not arrive."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

# Replies on their way to a platform: pending, sending, sent, failed, or uncertain (it may have arrived); `left` is one
# of the last two that an operator has seen and leaves as it is. `fault` says in a word why, `error` in a sentence.
outbox = Table(
    "outbox",
    metadata,
    id_column(),
    Column("message_id", Id, ForeignKey("messages.id"), nullable=False, index=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False, index=True),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("contact", String(255), nullable=False),
    Column("thread", String(400)),
    Column("seq", Integer, nullable=False),
    Column("part", Integer, nullable=False, server_default="0"),
    Column("text", Text, nullable=False),
    Column("choices", JSON(none_as_null=True)),
    Column("at", UtcDateTime, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", UtcDateTime, nullable=False),
    Column("claimed_by", Id),
    Column("fault", String(16)),
    Column("error", Text),
    Column("external_id", String(255)),
    Column("sent_at", UtcDateTime),
    Index("ix_outbox_due", "state", "account_id", "not_before"),
)

# `decision`: again or leave.
delivery_decisions = Table(
    "delivery_decisions",
    metadata,
    id_column(),
    Column("message_id", Id, ForeignKey("messages.id"), nullable=False, index=True),
    Column("user_id", Id, ForeignKey("users.id"), nullable=False),
    Column("decision", String(10), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
