"""What operators see and do in the inbox, beside what is said."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

# Up to which message an operator has seen a conversation.
conversation_reads = Table(
    "conversation_reads",
    metadata,
    Column("user_id", Id, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), primary_key=True),
    Column("seq", Integer, nullable=False),
)

# What operators did with a conversation, and what they noted for each other: `kind` is note, claimed, transferred,
# returned, closed or reopened, or what routing did: assigned, missed, taken_back or routed. `details` names to whom, or
# the disposition. No customer ever sees any of it.
desk_entries = Table(
    "desk_entries",
    metadata,
    id_column(),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("user_id", Id, ForeignKey("users.id")),
    Column("at", UtcDateTime, nullable=False),
    Column("text", Text, nullable=False, server_default=""),
    Column("details", JSON, nullable=False, server_default="{}"),
    Column("client_id", String(100)),
    UniqueConstraint("conversation_id", "client_id"),
    Index("ix_desk_entries_conversation_id_at", "conversation_id", "at"),
)

# Who is to look at an entry: named in a note, or given the conversation.
mentions = Table(
    "mentions",
    metadata,
    Column("entry_id", Id, ForeignKey("desk_entries.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", Id, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("seen_at", UtcDateTime),
    Index("ix_mentions_user_id_seen_at", "user_id", "seen_at"),
)

# Replies kept ready: everybody's where `owner_id` is null, else one operator's own.
canned_replies = Table(
    "canned_replies",
    metadata,
    id_column(),
    Column("owner_id", Id, ForeignKey("users.id", ondelete="CASCADE")),
    Column("shortcut", String(40), nullable=False),
    Column("language", String(2)),
    Column("text", Text, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("updated_by", String(320), nullable=False),
    Index("ix_canned_replies_owner_id", "owner_id"),
)
