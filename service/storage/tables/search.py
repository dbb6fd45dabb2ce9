"""What operators search in: the words of everything that was said or noted."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, text

from service.storage.tables.base import metadata
from service.storage.types import Id

# `ref` is the id of the message or note. `number` grows with time, so that the newest can be looked at first. `words`
# are those of `service.search_words`; on SQLite `search_words` (FTS5) indexes them, kept in step by triggers.
search_entries = Table(
    "search_entries",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("kind", String(8), nullable=False),
    Column("ref", Id, nullable=False, unique=True),
    Column("conversation_id", Id, nullable=False, index=True),
    Column("words", Text, nullable=False),
    Index("ix_search_entries_words", text("to_tsvector('simple'::regconfig, words)"), postgresql_using="gin"),
)
