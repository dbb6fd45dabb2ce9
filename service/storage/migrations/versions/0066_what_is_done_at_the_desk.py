"""Notes, transfers and dispositions of operators, and replies that they keep ready."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "desk_entries",
        sa.Column("id", Id(), nullable=False),
        sa.Column("conversation_id", Id(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("user_id", Id()),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False, server_default=""),
        sa.Column("details", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("client_id", sa.String(100)),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_desk_entries_conversation_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_desk_entries_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_desk_entries"),
        sa.UniqueConstraint("conversation_id", "client_id", name="uq_desk_entries_conversation_id_client_id"),
    )
    op.create_index("ix_desk_entries_conversation_id_at", "desk_entries", ["conversation_id", "at"])
    op.create_table(
        "mentions",
        sa.Column("entry_id", Id(), nullable=False),
        sa.Column("user_id", Id(), nullable=False),
        sa.Column("seen_at", UtcDateTime()),
        sa.ForeignKeyConstraint(["entry_id"], ["desk_entries.id"], name="fk_mentions_entry_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_mentions_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entry_id", "user_id", name="pk_mentions"),
    )
    op.create_index("ix_mentions_user_id_seen_at", "mentions", ["user_id", "seen_at"])
    op.create_table(
        "canned_replies",
        sa.Column("id", Id(), nullable=False),
        sa.Column("owner_id", Id()),
        sa.Column("shortcut", sa.String(40), nullable=False),
        sa.Column("language", sa.String(2)),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("updated_by", sa.String(320), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_canned_replies_owner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_canned_replies"),
    )
    op.create_index("ix_canned_replies_owner_id", "canned_replies", ["owner_id"])
    op.add_column("conversations", sa.Column("group_id", Id()))
    op.add_column("conversations", sa.Column("disposition", sa.String(40)))


def downgrade() -> None:
    op.drop_column("conversations", "disposition")
    op.drop_column("conversations", "group_id")
    for table in ("canned_replies", "mentions", "desk_entries"):
        op.drop_table(table)
