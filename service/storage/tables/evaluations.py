"""Suites that somebody has asked to be run: the queue is the table."""

from sqlalchemy import JSON, Column, Integer, String, Table, Text

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

# `runs` are the suites that are done, each with the id of its run; what the runs found is in their folders.
evaluations = Table(
    "evaluations",
    metadata,
    id_column(),
    Column("suites", JSON, nullable=False),
    Column("options", JSON, nullable=False),
    Column("state", String(10), nullable=False, index=True),
    Column("by", String(320), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("started_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("changed_at", UtcDateTime, nullable=False, index=True),
    Column("process_id", Id),
    Column("done", Integer, nullable=False, server_default="0"),
    Column("total", Integer, nullable=False),
    Column("runs", JSON, nullable=False),
    Column("error", Text),
)
