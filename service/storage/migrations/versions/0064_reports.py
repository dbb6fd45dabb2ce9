"""Reports that users make, and when they are due."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

_REPORTS = sa.text("event = 'report.ready'")


def upgrade() -> None:
    op.create_table(
        "reports",
        sa.Column("id", Id(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("owner_id", Id(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("schedule", sa.JSON()),
        sa.Column("next_at", UtcDateTime()),
        sa.Column("sent_at", UtcDateTime()),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_reports_owner_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
    )
    op.create_index("ix_reports_owner_id", "reports", ["owner_id"])
    op.create_index("ix_reports_next_at", "reports", ["next_at"])
    op.create_index(
        "ix_event_deliveries_reports",
        "event_deliveries",
        ["stream", "id"],
        sqlite_where=_REPORTS,
        postgresql_where=_REPORTS,
    )


def downgrade() -> None:
    op.drop_index("ix_event_deliveries_reports", table_name="event_deliveries")
    op.drop_table("reports")
