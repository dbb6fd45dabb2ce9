"""Who falls silent is warned, and customers of channels are asked for a rating."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import UtcDateTime

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("rating_due_at", "rating_asked_at", "warned_at"):
        op.add_column("conversations", sa.Column(name, UtcDateTime()))
    due = sa.text("rating_due_at IS NOT NULL")
    op.create_index(
        "ix_conversations_rating_due", "conversations", ["rating_due_at"], sqlite_where=due, postgresql_where=due
    )
    op.create_index("ix_conversations_contact", "conversations", ["account_id", "contact", "started_at"])


def downgrade() -> None:
    op.drop_index("ix_conversations_contact", "conversations")
    op.drop_index("ix_conversations_rating_due", "conversations")
    for name in ("warned_at", "rating_asked_at", "rating_due_at"):
        op.drop_column("conversations", name)
