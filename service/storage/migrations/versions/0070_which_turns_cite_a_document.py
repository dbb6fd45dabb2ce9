"""Which turns cite a document, and how they were graded; conversations so far are worked out anew for it."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_uses",
        sa.Column("document_id", Id(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("turn_id", Id(), nullable=False),
        sa.Column("conversation_id", Id(), nullable=False),
        sa.Column("grounded", sa.Boolean()),
        sa.Column("relevant", sa.Boolean()),
        sa.Column("resolved", sa.Boolean()),
        sa.Column("rating", sa.Integer()),
        sa.PrimaryKeyConstraint("document_id", "asked_at", "turn_id", name="pk_document_uses"),
    )
    op.create_index("ix_document_uses_conversation_id", "document_uses", ["conversation_id"])
    op.execute("INSERT INTO kpi_changes (conversation_id) SELECT id FROM conversations")


def downgrade() -> None:
    op.drop_table("document_uses")
