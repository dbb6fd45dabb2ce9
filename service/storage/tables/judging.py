"""What judges, which are chat models, have spent and have answered."""

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text, text

from service.storage.tables.base import metadata
from service.storage.types import Amount, Id, UtcDateTime

# A row a day, by UTC. `tokens` is what counts for the budget: of calls that are over what they came to, of those under
# way what is set aside for them. `unpriced` are calls of which nobody knows the cost.
judge_days = Table(
    "judge_days",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("tokens", BigInteger, nullable=False, server_default="0"),
    Column("calls", Integer, nullable=False, server_default="0"),
    Column("input_tokens", BigInteger, nullable=False, server_default="0"),
    Column("output_tokens", BigInteger, nullable=False, server_default="0"),
    Column("cached_input_tokens", BigInteger, nullable=False, server_default="0"),
    Column("cost", Amount, nullable=False, server_default="0"),
    Column("unpriced", Integer, nullable=False, server_default="0"),
)

# Verdicts by a digest of all that they depend on; `turn_id` is the turn that they were first given for, where it is
# a stored one.
judgements = Table(
    "judgements",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("grader", String(60), nullable=False),
    Column("turn_id", Id, ForeignKey("turns.id")),
    Column("label", String(30), nullable=False),
    Column("reason", Text, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Index(
        "ix_judgements_turn_id",
        "turn_id",
        sqlite_where=text("turn_id IS NOT NULL"),
        postgresql_where=text("turn_id IS NOT NULL"),
    ),
)
