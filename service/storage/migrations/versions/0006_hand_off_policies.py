"""Hand-off policies with their history; what an operator gets with a hand-off, and how it ended."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "policies",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(320), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_policies"),
    )
    with op.batch_alter_table("handoffs") as table:
        table.add_column(sa.Column("rule", sa.String(30)))
        table.add_column(sa.Column("briefing", sa.JSON()))
        table.add_column(sa.Column("told", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("told_at", UtcDateTime()))
        table.add_column(sa.Column("promised_at", UtcDateTime()))
        table.add_column(sa.Column("ended_at", UtcDateTime()))
        table.add_column(sa.Column("ended_by", sa.String(10)))
    with op.batch_alter_table("conversations") as table:
        table.add_column(sa.Column("priority", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("returned", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("conversations") as table:
        table.drop_column("returned")
        table.drop_column("priority")
    with op.batch_alter_table("handoffs") as table:
        for column in ("ended_by", "ended_at", "promised_at", "told_at", "told", "briefing", "rule"):
            table.drop_column(column)
    op.drop_table("policies")
