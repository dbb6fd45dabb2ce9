"""What is set for channel accounts, and what came to their hooks."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, Text, true

from service.storage.tables.base import metadata
from service.storage.types import Id, UtcDateTime

# An account without a row has the defaults. `former_key` and `former_credentials` (encrypted) hold beside the present
# ones until their time, so that the platform can be told in between.
account_settings = Table(
    "account_settings",
    metadata,
    Column("account_id", Id, ForeignKey("accounts.id"), primary_key=True),
    Column("enabled", Boolean, nullable=False, server_default=true()),
    Column("group_id", Id, ForeignKey("operator_groups.id"), index=True),
    Column("document", JSON, nullable=False),
    Column("former_key", String(64), unique=True),
    Column("former_key_until", UtcDateTime),
    Column("former_credentials", Text),
    Column("former_credentials_until", UtcDateTime),
)

# `refusal` is the code of the error with which the last refused delivery was answered.
account_hooks = Table(
    "account_hooks",
    metadata,
    Column("account_id", Id, ForeignKey("accounts.id"), primary_key=True),
    Column("accepted", Integer, nullable=False, server_default="0"),
    Column("accepted_at", UtcDateTime),
    Column("refused", Integer, nullable=False, server_default="0"),
    Column("refused_at", UtcDateTime),
    Column("refusal", String(40)),
)
