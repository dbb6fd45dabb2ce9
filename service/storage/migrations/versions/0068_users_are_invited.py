"""Users are invited and disabled, their log-ins can be told apart, and keys have scopes and an end."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("logged_in_at", "disabled_at"):
        op.add_column("users", sa.Column(name, UtcDateTime()))
    op.add_column("logins", sa.Column("agent", sa.String(200), nullable=False, server_default=""))
    op.add_column("logins", sa.Column("address", sa.String(64), nullable=False, server_default=""))
    op.add_column("api_keys", sa.Column("scopes", sa.String(200), nullable=False, server_default="agent"))
    op.add_column("api_keys", sa.Column("created_by", sa.String(320), nullable=False, server_default=""))
    op.add_column("api_keys", sa.Column("expires_at", UtcDateTime()))
    op.create_table(
        "password_links",
        sa.Column("user_id", Id(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_by", sa.String(320), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_password_links_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name="pk_password_links"),
        sa.UniqueConstraint("token_hash", name="uq_password_links_token_hash"),
    )


def downgrade() -> None:
    op.drop_table("password_links")
    for name in ("expires_at", "created_by", "scopes"):
        op.drop_column("api_keys", name)
    for name in ("address", "agent"):
        op.drop_column("logins", name)
    for name in ("disabled_at", "logged_in_at"):
        op.drop_column("users", name)
