"""Operators leave conversations that they had accepted; customers hear when their group closes over them."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import UtcDateTime

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("routing_operators", sa.Column("chosen_at", UtcDateTime()))
    op.add_column("handoffs", sa.Column("waits_anew_at", UtcDateTime()))
    op.add_column("handoffs", sa.Column("closing_told_at", UtcDateTime()))


def downgrade() -> None:
    op.drop_column("handoffs", "closing_told_at")
    op.drop_column("handoffs", "waits_anew_at")
    op.drop_column("routing_operators", "chosen_at")
