"""Conversations are summed up when they end, and customers have tags."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversations", sa.Column("summary", sa.Text()))
    op.add_column("conversations", sa.Column("summary_by", sa.String(200)))
    op.create_table(
        "customer_tags",
        sa.Column("customer_id", Id(), nullable=False),
        sa.Column("tag", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_customer_tags_customer_id"),
        sa.PrimaryKeyConstraint("customer_id", "tag", name="pk_customer_tags"),
    )
    op.create_index("ix_customer_tags_tag", "customer_tags", ["tag"])


def downgrade() -> None:
    op.drop_table("customer_tags")
    op.drop_column("conversations", "summary_by")
    op.drop_column("conversations", "summary")
