"""Why a reply did not arrive, in a word, and what operators decided about it."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0028"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("fault", sa.String(16)))
    op.create_table(
        "delivery_decisions",
        sa.Column("id", Id(), nullable=False),
        sa.Column("message_id", Id(), nullable=False),
        sa.Column("user_id", Id(), nullable=False),
        sa.Column("decision", sa.String(10), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name="fk_delivery_decisions_message_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_delivery_decisions_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery_decisions"),
    )
    op.create_index("ix_delivery_decisions_message_id", "delivery_decisions", ["message_id"])


def downgrade() -> None:
    op.drop_table("delivery_decisions")
    op.drop_column("outbox", "fault")
