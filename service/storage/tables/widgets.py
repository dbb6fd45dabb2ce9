"""Widgets: what is set for each, and its logo. Of the documents the one with the highest number is in force."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, LargeBinary, String, Table

from service.storage.tables.base import metadata
from service.storage.types import Id, UtcDateTime

widgets = Table(
    "widgets",
    metadata,
    Column("account_id", Id, ForeignKey("accounts.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("document", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String(320), nullable=False),
)

# `digest` is that of the bytes, and part of the picture's address: what has another address is another picture.
widget_logos = Table(
    "widget_logos",
    metadata,
    Column("account_id", Id, ForeignKey("accounts.id"), primary_key=True),
    Column("digest", String(64), nullable=False, index=True),
    Column("media_type", String(40), nullable=False),
    Column("body", LargeBinary, nullable=False),
)
