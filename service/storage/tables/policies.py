"""Policies by kind: of each the one with the highest number is in force, the others are its history."""

from sqlalchemy import JSON, Column, Integer, String, Table

from service.storage.tables.base import metadata
from service.storage.types import UtcDateTime

policies = Table(
    "policies",
    metadata,
    Column("kind", String(20), primary_key=True, server_default="handoff"),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("document", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String(320), nullable=False),
)
