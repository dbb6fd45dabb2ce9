"""Short answers that a reply offers."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("messages", "outbox"):
        op.add_column(table, sa.Column("choices", sa.JSON(none_as_null=True)))


def downgrade() -> None:
    for table in ("outbox", "messages"):
        op.drop_column(table, "choices")
