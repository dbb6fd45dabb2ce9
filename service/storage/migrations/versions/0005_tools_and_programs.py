"""Tool calls are recorded and counted; other programs have keys, and find their conversations again."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OF_PROGRAMS = sa.text("channel = 'api'")


def upgrade() -> None:
    op.add_column("turns", sa.Column("tool_calls", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("conversations", sa.Column("tool_calls", sa.Integer(), nullable=False, server_default="0"))
    op.create_index(
        "ix_conversations_transcript",
        "conversations",
        ["account_id", "thread"],
        unique=False,
        sqlite_where=OF_PROGRAMS,
        postgresql_where=OF_PROGRAMS,
    )
    op.create_table(
        "api_keys",
        sa.Column("id", Id(), primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("start", sa.String(12), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime()),
        sa.Column("revoked_at", UtcDateTime()),
    )


def downgrade() -> None:
    op.drop_table("api_keys")
    op.drop_index("ix_conversations_transcript", table_name="conversations")
    with op.batch_alter_table("conversations") as table:
        table.drop_column("tool_calls")
    with op.batch_alter_table("turns") as table:
        table.drop_column("tool_calls")
