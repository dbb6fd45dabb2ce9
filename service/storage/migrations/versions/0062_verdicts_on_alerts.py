"""What people found of alerts afterwards, and when an alert was last changed."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import UtcDateTime

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("alerts", sa.Column("verdict", sa.String(10)))
    op.add_column("alerts", sa.Column("verdict_by", sa.String(320)))
    op.add_column("alerts", sa.Column("verdict_at", UtcDateTime()))
    op.add_column("alerts", sa.Column("changed_at", UtcDateTime()))
    op.execute("UPDATE alerts SET changed_at = COALESCE(cleared_at, acknowledged_at, fired_at)")
    with op.batch_alter_table("alerts") as alerts:
        alerts.alter_column("changed_at", existing_type=UtcDateTime(), nullable=False)
    op.create_index("ix_alerts_changed_at", "alerts", ["changed_at"])


def downgrade() -> None:
    op.drop_index("ix_alerts_changed_at", table_name="alerts")
    with op.batch_alter_table("alerts") as alerts:
        for name in ("changed_at", "verdict_at", "verdict_by", "verdict"):
            alerts.drop_column(name)
