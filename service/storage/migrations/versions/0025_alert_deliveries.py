"""Each event of an alert is kept for each of its targets until it was told."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

PENDING = sa.text("state = 'pending'")
FORMER = ("send_after", "attempts", "sent_at", "clear_sent_at", "failed")


def upgrade() -> None:
    op.create_table(
        "alert_deliveries",
        sa.Column("id", Id(), nullable=False),
        sa.Column("alert_id", Id(), nullable=False),
        sa.Column("event", sa.String(10), nullable=False),
        sa.Column("target", sa.String(60), nullable=False),
        sa.Column("state", sa.String(10), nullable=False, server_default="pending"),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("not_before", UtcDateTime(), nullable=False),
        sa.Column("sent_at", UtcDateTime()),
        sa.Column("error", sa.String(200)),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name="fk_alert_deliveries_alert_id"),
        sa.PrimaryKeyConstraint("id", name="pk_alert_deliveries"),
        sa.UniqueConstraint("alert_id", "event", "target", name="uq_alert_deliveries_alert_id_event_target"),
    )
    op.create_index(
        "ix_alert_deliveries_due",
        "alert_deliveries",
        ["not_before"],
        sqlite_where=PENDING,
        postgresql_where=PENDING,
    )
    op.add_column("alerts", sa.Column("escalated_at", UtcDateTime()))
    for name in FORMER:
        op.drop_column("alerts", name)


def downgrade() -> None:
    op.add_column(
        "alerts", sa.Column("send_after", UtcDateTime(), nullable=False, server_default="2026-01-01 00:00:00")
    )
    op.add_column("alerts", sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
    for name in ("sent_at", "clear_sent_at"):
        op.add_column("alerts", sa.Column(name, UtcDateTime()))
    op.add_column("alerts", sa.Column("failed", sa.String(200)))
    op.drop_column("alerts", "escalated_at")
    op.drop_table("alert_deliveries")
