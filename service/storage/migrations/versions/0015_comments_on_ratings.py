"""What customers say with their rating."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversations", sa.Column("rating_comment", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("conversations", "rating_comment")
