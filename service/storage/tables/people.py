"""Who runs and who logs in."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from service.storage.tables.base import id_column, metadata
from service.storage.types import Id, UtcDateTime

# Running processes, so that what a dead one had claimed is released.
processes = Table(
    "processes",
    metadata,
    id_column(),
    Column("host", String(255), nullable=False),
    Column("pid", Integer, nullable=False),
    Column("life", Id, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("heartbeat_at", UtcDateTime, nullable=False),
)

# `role` as in service/roles.py.
users = Table(
    "users",
    metadata,
    id_column(),
    Column("email", String(320), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("role", String(20), nullable=False, server_default="admin"),
    # Empty until they have set one, by the link that invited them.
    Column("password_hash", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("logged_in_at", UtcDateTime),
    Column("disabled_at", UtcDateTime),
)

logins = Table(
    "logins",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("user_id", Id, ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
    Column("agent", String(200), nullable=False, server_default=""),
    Column("address", String(64), nullable=False, server_default=""),
)

# By which somebody sets a password once: of the link itself only a hash is kept. Each user has at most one.
password_links = Table(
    "password_links",
    metadata,
    Column("user_id", Id, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("created_by", String(320), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)

# `key` is what nobody can guess of the picture's address; another picture has another one.
profile_pictures = Table(
    "profile_pictures",
    metadata,
    Column("user_id", Id, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String(40), nullable=False, unique=True),
    Column("body", LargeBinary, nullable=False),
    Column("set_at", UtcDateTime, nullable=False),
)

# Other programs' keys to the agent; of a key itself only a hash is kept.
api_keys = Table(
    "api_keys",
    metadata,
    id_column(),
    Column("name", String(100), nullable=False),
    Column("start", String(12), nullable=False),
    Column("key_hash", String(64), nullable=False, unique=True),
    # What it opens, by blanks: see service/users/api_keys.py.
    Column("scopes", String(200), nullable=False, server_default="agent"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", String(320), nullable=False, server_default=""),
    Column("expires_at", UtcDateTime),
    Column("used_at", UtcDateTime),
    Column("revoked_at", UtcDateTime),
)
