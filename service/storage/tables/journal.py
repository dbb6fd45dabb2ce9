"""What platforms delivered and was acknowledged, until it stands in a conversation."""

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, String, Table, text

from service.storage.tables.base import metadata
from service.storage.types import Id, UtcDateTime

FAILED = text("attempts > 0")
"""Could not be stored so far. Whoever looks for these rows says it in these words, so that the index of them serves."""

# A row for each message, in the order in which they came (`id`); it goes when the message is stored. `not_before`: it
# could not be stored, and is tried again then.
journal = Table(
    "journal",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("key", String(400), nullable=False, unique=True),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("message", JSON, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", UtcDateTime, nullable=False),
    Index("ix_journal_account_id", "account_id"),
    Index("ix_journal_failed", "account_id", sqlite_where=FAILED, postgresql_where=FAILED),
)
