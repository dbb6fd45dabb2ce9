"""Grading work and its results."""

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, String, Table, Text, text

from service.storage.tables.base import metadata
from service.storage.types import Id, UtcDateTime

# Grading work and its results in one table, so that nothing can be queued and lost: pending, claimed, then done.
grades = Table(
    "grades",
    metadata,
    Column("turn_id", Id, ForeignKey("turns.id"), primary_key=True),
    Column("grader", String(60), primary_key=True),
    Column("version", String(20), primary_key=True),
    Column("stage", String(10), primary_key=True),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", UtcDateTime, nullable=False),
    Column("claimed_by", Id),
    Column("label", String(30)),
    Column("score", Float),
    Column("reason", Text),
    Column("evidence", JSON),
    Column("latency_ms", Float),
    Column("graded_at", UtcDateTime),
    Index(
        "ix_grades_due",
        "not_before",
        "turn_id",
        sqlite_where=text("state = 'pending'"),
        postgresql_where=text("state = 'pending'"),
    ),
    Index(
        "ix_grades_claimed",
        "claimed_by",
        sqlite_where=text("state = 'claimed'"),
        postgresql_where=text("state = 'claimed'"),
    ),
)
