"""What judges have spent and have answered."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Amount, Id, UtcDateTime

revision = "0017"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "judge_days",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("tokens", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("calls", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("input_tokens", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("output_tokens", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("cached_input_tokens", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("cost", Amount(), nullable=False, server_default="0"),
        sa.Column("unpriced", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("day", name="pk_judge_days"),
    )
    op.create_table(
        "judgements",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("grader", sa.String(60), nullable=False),
        sa.Column("turn_id", Id()),
        sa.Column("label", sa.String(30), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["turn_id"], ["turns.id"], name="fk_judgements_turn_id"),
        sa.PrimaryKeyConstraint("key", name="pk_judgements"),
    )
    op.create_index("ix_judgements_at", "judgements", ["at"])
    known = sa.text("turn_id IS NOT NULL")
    op.create_index("ix_judgements_turn_id", "judgements", ["turn_id"], sqlite_where=known, postgresql_where=known)


def downgrade() -> None:
    op.drop_table("judgements")
    op.drop_table("judge_days")
