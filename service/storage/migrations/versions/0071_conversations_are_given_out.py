"""Operators say whether they take conversations, and are given some that they have to answer in time."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "routing_operators",
        sa.Column("user_id", Id(), nullable=False),
        sa.Column("chosen", sa.String(10), nullable=False, server_default="online"),
        sa.Column("capacity", sa.Integer()),
        sa.Column("skills", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("languages", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("given_at", UtcDateTime()),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_routing_operators_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name="pk_routing_operators"),
    )
    op.add_column("assignments", sa.Column("answer_by", UtcDateTime()))
    op.add_column("assignments", sa.Column("missed", sa.Boolean(), nullable=False, server_default=sa.text("false")))
    offered = sa.text("answer_by IS NOT NULL AND ended_at IS NULL")
    op.create_index(
        "ix_assignments_offered", "assignments", ["answer_by"], sqlite_where=offered, postgresql_where=offered
    )
    op.add_column("conversations", sa.Column("value", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("handoffs", sa.Column("routed_at", UtcDateTime()))
    op.execute("UPDATE handoffs SET routed_at = at")  # who waits already is not told their place in the line


def downgrade() -> None:
    op.drop_column("handoffs", "routed_at")
    op.drop_column("conversations", "value")
    op.drop_index("ix_assignments_offered", table_name="assignments")
    op.drop_column("assignments", "missed")
    op.drop_column("assignments", "answer_by")
    op.drop_table("routing_operators")
