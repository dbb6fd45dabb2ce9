"""An answer goes to where its question came from, whatever has been said elsewhere meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("thread", sa.String(400)))


def downgrade() -> None:
    op.drop_column("messages", "thread")
