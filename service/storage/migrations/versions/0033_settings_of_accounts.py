"""Channel accounts have settings, and what comes to their hooks is counted."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_settings",
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("group_id", Id()),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("former_key", sa.String(64)),
        sa.Column("former_key_until", UtcDateTime()),
        sa.Column("former_credentials", sa.Text()),
        sa.Column("former_credentials_until", UtcDateTime()),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_account_settings_account_id"),
        sa.ForeignKeyConstraint(["group_id"], ["operator_groups.id"], name="fk_account_settings_group_id"),
        sa.PrimaryKeyConstraint("account_id", name="pk_account_settings"),
        sa.UniqueConstraint("former_key", name="uq_account_settings_former_key"),
    )
    op.create_index("ix_account_settings_group_id", "account_settings", ["group_id"])
    op.create_table(
        "account_hooks",
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("accepted_at", UtcDateTime()),
        sa.Column("refused", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("refused_at", UtcDateTime()),
        sa.Column("refusal", sa.String(40)),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_account_hooks_account_id"),
        sa.PrimaryKeyConstraint("account_id", name="pk_account_hooks"),
    )


def downgrade() -> None:
    op.drop_table("account_hooks")
    op.drop_table("account_settings")
