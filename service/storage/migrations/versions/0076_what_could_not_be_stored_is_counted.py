"""Accounts tell what was delivered to them and could not be stored."""

import sqlalchemy as sa
from alembic import op

revision = "0076"
down_revision = "0075"
branch_labels = None
depends_on = None

FAILED = sa.text("attempts > 0")


def upgrade() -> None:
    op.create_index("ix_journal_failed", "journal", ["account_id"], sqlite_where=FAILED, postgresql_where=FAILED)


def downgrade() -> None:
    op.drop_index("ix_journal_failed", "journal")
