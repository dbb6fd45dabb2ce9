"""What waits for judges is found by an index of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    waiting = sa.text("state = 'to_judge'")
    op.create_index(
        "ix_grades_to_judge",
        "grades",
        ["not_before", "turn_id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.execute(r"UPDATE grades SET state = 'to_judge' WHERE state = 'pending' AND grader LIKE '%\_judge' ESCAPE '\'")


def downgrade() -> None:
    op.execute("UPDATE grades SET state = 'pending' WHERE state = 'to_judge'")
    op.drop_index("ix_grades_to_judge", "grades")
