"""Grading work and its results."""

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text, text

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

# Grading work and its results in one table, so that nothing can be queued and lost: pending (to_judge for judges),
# claimed, then done.
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
    Index("ix_grades_grader_graded_at", "grader", "graded_at"),
    Index(
        "ix_grades_due",
        "not_before",
        "turn_id",
        sqlite_where=text("state = 'pending'"),
        postgresql_where=text("state = 'pending'"),
    ),
    Index(
        "ix_grades_to_judge",
        "not_before",
        "turn_id",
        sqlite_where=text("state = 'to_judge'"),
        postgresql_where=text("state = 'to_judge'"),
    ),
    Index(
        "ix_grades_claimed",
        "claimed_by",
        sqlite_where=text("state = 'claimed'"),
        postgresql_where=text("state = 'claimed'"),
    ),
)

# What a human says of a grade whose label was `given`. Rows are only added: a reviewer's last one on a grade counts.
# `picked` says how the turn was found: random, risk or named.
reviews = Table(
    "reviews",
    metadata,
    id_column(),
    Column("turn_id", Id, ForeignKey("turns.id"), nullable=False),
    Column("grader", String(60), nullable=False),
    Column("version", String(20), nullable=False),
    Column("given", String(30), nullable=False),
    Column("label", String(30), nullable=False),
    Column("blind", Boolean, nullable=False),
    Column("picked", String(10), nullable=False),
    Column("reviewer", String(320), nullable=False),
    Column("note", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_reviews_turn_id_grader_version", "turn_id", "grader", "version"),
)

# That a reviewer was shown a turn for a grader. `picked` is how they first came to it, `grade_shown` whether what the
# grader said has been before them since: so a review knows by itself whether it was blind and drawn by chance.
review_showings = Table(
    "review_showings",
    metadata,
    Column("reviewer", String(320), primary_key=True),
    Column("turn_id", Id, ForeignKey("turns.id"), primary_key=True),
    Column("grader", String(60), primary_key=True),
    Column("version", String(20), primary_key=True),
    Column("picked", String(10), nullable=False),
    Column("grade_shown", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_review_showings_turn_id", "turn_id"),
)

# That a reviewer has opened a conversation's page, which shows its grades.
grade_pages = Table(
    "grade_pages",
    metadata,
    Column("reviewer", String(320), primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)
