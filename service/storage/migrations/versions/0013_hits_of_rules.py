"""Hits of rules, with the appeals against them."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rule_hits",
        sa.Column("id", Id(), nullable=False),
        sa.Column("turn_id", Id(), nullable=False),
        sa.Column("conversation_id", Id(), nullable=False),
        sa.Column("grader", sa.String(60), nullable=False),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("rule", sa.String(60), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("severity", sa.String(10), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("operator_id", Id()),
        sa.Column("reply", sa.Integer(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False, server_default="counted"),
        sa.Column("appeal_note", sa.Text()),
        sa.Column("appealed_by", sa.String(320)),
        sa.Column("appealed_at", UtcDateTime()),
        sa.Column("resolution_note", sa.Text()),
        sa.Column("resolved_by", sa.String(320)),
        sa.Column("resolved_at", UtcDateTime()),
        sa.ForeignKeyConstraint(["turn_id"], ["turns.id"], name="fk_rule_hits_turn_id"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_rule_hits_conversation_id"),
        sa.ForeignKeyConstraint(["operator_id"], ["users.id"], name="fk_rule_hits_operator_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rule_hits"),
    )
    op.create_index("ix_rule_hits_turn_id", "rule_hits", ["turn_id"])
    op.create_index("ix_rule_hits_conversation_id", "rule_hits", ["conversation_id"])
    op.create_index("ix_rule_hits_newest", "rule_hits", ["at", "id"])


def downgrade() -> None:
    op.drop_table("rule_hits")
