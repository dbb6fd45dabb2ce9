"""Alerts, and the indexes by which rates are watched."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", Id(), nullable=False),
        sa.Column("open_key", sa.String(120)),
        sa.Column("rule", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("severity", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("conversation_id", Id()),
        sa.Column("turn_id", Id()),
        sa.Column("value", sa.Float()),
        sa.Column("limit", sa.Float()),
        sa.Column("clear", sa.Float()),
        sa.Column("n", sa.Integer()),
        sa.Column("e_value", sa.Float()),
        sa.Column("fired_at", UtcDateTime(), nullable=False),
        sa.Column("cleared_at", UtcDateTime()),
        sa.Column("acknowledged_at", UtcDateTime()),
        sa.Column("acknowledged_by", sa.String(320)),
        sa.Column("note", sa.Text()),
        sa.Column("send_after", UtcDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("sent_at", UtcDateTime()),
        sa.Column("clear_sent_at", UtcDateTime()),
        sa.Column("failed", sa.String(200)),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_alerts_conversation_id"),
        sa.ForeignKeyConstraint(["turn_id"], ["turns.id"], name="fk_alerts_turn_id"),
        sa.PrimaryKeyConstraint("id", name="pk_alerts"),
        sa.UniqueConstraint("open_key", name="uq_alerts_open_key"),
    )
    op.create_index("ix_alerts_newest", "alerts", ["fired_at", "id"])
    op.create_index("ix_alerts_rule_cleared_at", "alerts", ["rule", "cleared_at"])
    op.create_index("ix_grades_grader_graded_at", "grades", ["grader", "graded_at"])
    op.create_index("ix_conversations_opened_at", "conversations", ["opened_at"])


def downgrade() -> None:
    op.drop_index("ix_conversations_opened_at", "conversations")
    op.drop_index("ix_grades_grader_graded_at", "grades")
    op.drop_table("alerts")
