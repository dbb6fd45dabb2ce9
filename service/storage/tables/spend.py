"""What was paid so that customers write in."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, String, Table, text

from service.storage.tables.base import id_column, metadata
from service.storage.types import Amount, Id, UtcDateTime

# One amount a day for an account, and one for what is paid for a channel as a whole (without an account).
spends = Table(
    "spends",
    metadata,
    id_column(),
    Column("channel", String(40), nullable=False),
    Column("account_id", Id, ForeignKey("accounts.id")),
    Column("day", Date, nullable=False),
    Column("amount", Amount, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("impressions", BigInteger),
    Column("clicks", BigInteger),
    Column("entered_by", String(320), nullable=False),
    Column("entered_at", UtcDateTime, nullable=False),
    Index("ix_spends_day", "day"),
    Index("ix_spends_account_id_day", "account_id", "day", unique=True),
    Index(
        "ix_spends_channel_day",
        "channel",
        "day",
        unique=True,
        sqlite_where=text("account_id IS NULL"),
        postgresql_where=text("account_id IS NULL"),
    ),
)
