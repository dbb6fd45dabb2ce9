"""What is set for each widget, and its logo."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0060"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "widgets",
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(320), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_widgets_account_id"),
        sa.PrimaryKeyConstraint("account_id", "number", name="pk_widgets"),
    )
    op.create_table(
        "widget_logos",
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String(40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_widget_logos_account_id"),
        sa.PrimaryKeyConstraint("account_id", name="pk_widget_logos"),
    )
    op.create_index("ix_widget_logos_digest", "widget_logos", ["digest"])


def downgrade() -> None:
    op.drop_table("widget_logos")
    op.drop_table("widgets")
