"""Turns are drawn by the random part of their ids, and the pages that reviewers have opened are known."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0020"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "grade_pages",
        sa.Column("reviewer", sa.String(320), nullable=False),
        sa.Column("conversation_id", Id(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_grade_pages_conversation_id"),
        sa.PrimaryKeyConstraint("reviewer", "conversation_id", name="pk_grade_pages"),
    )
    op.create_index("ix_turns_lot", "turns", [sa.text("substr(id, 29)")])


def downgrade() -> None:
    op.drop_index("ix_turns_lot", "turns")
    op.drop_table("grade_pages")
