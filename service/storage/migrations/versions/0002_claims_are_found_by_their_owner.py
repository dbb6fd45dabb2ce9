"""Claimed grading work is found by who claimed it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

CLAIMED = sa.text("state = 'claimed'")


def upgrade() -> None:
    op.create_index(
        "ix_grades_claimed", "grades", ["claimed_by"], sqlite_where=CLAIMED, postgresql_where=CLAIMED, unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_grades_claimed", table_name="grades")
