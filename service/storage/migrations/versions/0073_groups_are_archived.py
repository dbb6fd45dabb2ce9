"""A group in which operators have worked is archived: it takes nothing any more, and rates still tell of it."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import UtcDateTime

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("operator_groups", sa.Column("archived_at", UtcDateTime()))


def downgrade() -> None:
    op.drop_column("operator_groups", "archived_at")
