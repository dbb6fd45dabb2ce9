"""What customers attach to their messages, and the bytes of it."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

# `state`: wanted (still on the platform), stored, or failed, `error` says why in a sentence. `platform_id` is what the
# channel fetches it by, empty once it is stored. `text` is null until somebody has tried to read it, then what it says.
# `claimed_by` is the process that is at it.
attachments = Table(
    "attachments",
    metadata,
    id_column(),
    Column("message_id", Id, ForeignKey("messages.id"), nullable=False),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("platform_id", Text, nullable=False),
    Column("name", String(255)),
    Column("media_type", String(120)),
    Column("size", Integer),
    Column("digest", String(64)),
    Column("state", String(10), nullable=False),
    Column("error", Text),
    Column("text", Text),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", UtcDateTime, nullable=False),
    Column("claimed_by", Id),
    UniqueConstraint("message_id", "ordinal"),
    Index("ix_attachments_state", "state", "not_before"),
)

attachment_bytes = Table(
    "attachment_bytes",
    metadata,
    Column("attachment_id", Id, ForeignKey("attachments.id", ondelete="CASCADE"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
