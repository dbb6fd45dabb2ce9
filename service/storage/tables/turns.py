"""What is graded: a customer's messages with the replies that they got."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, text

from service.storage.tables.base import id_column, metadata
from service.storage.types import Amount, Id, UtcDateTime

turns = Table(
    "turns",
    metadata,
    id_column(),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False, index=True),
    Column("first_seq", Integer, nullable=False),
    Column("replied_by", String(10)),
    Column("held", Boolean, nullable=False),
    Column("language", String(10)),
    Column("intent", String(60)),
    Column("sentiment", String(10)),
    Column("upset", Float),
    Column("urgency", String(6)),
    Column("order_numbers", JSON, nullable=False, server_default="[]"),
    Column("contacts", JSON, nullable=False),
    Column("passages", JSON, nullable=False),
    Column("citations", JSON, nullable=False),
    Column("answered", Boolean),
    Column("confidence", Float),
    Column("handoff", String(30)),
    Column("model", String(200)),
    Column("prompt_version", String(80)),
    Column("knowledge_version", BigInteger),
    Column("input_tokens", Integer, nullable=False, server_default="0"),
    Column("output_tokens", Integer, nullable=False, server_default="0"),
    Column("cached_input_tokens", Integer, nullable=False, server_default="0"),
    Column("cost", Amount),
    Column("timings", JSON, nullable=False),
    Column("tool_calls", JSON, nullable=False, server_default="[]"),
    Column("edits", JSON, nullable=False, server_default="[]"),
    Column("asked_at", UtcDateTime, nullable=False, index=True),
    Column("replied_at", UtcDateTime),
    # Its random part, by which turns are drawn for reviews.
    Index("ix_turns_lot", text("substr(id, 29)")),
)

# `rule` is what called for a person; `told` counts how often the customer heard that nobody has come, `promised_at` is
# the time named then. `routed_at`: it was given to somebody, or stands in the line and the customer knows. It ended by
# being given back: `ended_by` operator, customer or policy. `waits_anew_at`: since then the customer waits again, for
# another operator than the one who had come; `closing_told_at`: they heard that the group had closed meanwhile.
handoffs = Table(
    "handoffs",
    metadata,
    id_column(),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False, index=True),
    Column("turn_id", Id, nullable=False),
    Column("reason", String(30), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("claimed_at", UtcDateTime),
    Column("operator_id", Id, ForeignKey("users.id")),
    Column("rule", String(30)),
    Column("briefing", JSON),
    Column("told", Integer, nullable=False, server_default="0"),
    Column("told_at", UtcDateTime),
    Column("promised_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("ended_by", String(10)),
    Column("routed_at", UtcDateTime),
    Column("waits_anew_at", UtcDateTime),
    Column("closing_told_at", UtcDateTime),
)
