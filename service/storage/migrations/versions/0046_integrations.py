"""Integrations, and the events that they are told."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

PENDING = sa.text("state = 'pending'")


def upgrade() -> None:
    op.create_table(
        "integrations",
        sa.Column("id", Id(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("disabled_why", sa.String(200)),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.String(320), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_integrations"),
    )
    op.create_table(
        "event_deliveries",
        sa.Column("id", Id(), nullable=False),
        sa.Column("event_id", Id(), nullable=False),
        sa.Column("integration_id", Id(), nullable=False),
        sa.Column("event", sa.String(30), nullable=False),
        sa.Column("stream", Id(), nullable=False),
        sa.Column("lead_id", Id()),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False, server_default="pending"),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("not_before", UtcDateTime(), nullable=False),
        sa.Column("tried_at", UtcDateTime()),
        sa.Column("status", sa.Integer()),
        sa.Column("answer", sa.String(200)),
        sa.Column("error", sa.String(200)),
        sa.ForeignKeyConstraint(
            ["integration_id"], ["integrations.id"], name="fk_event_deliveries_integration_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_event_deliveries"),
        sa.UniqueConstraint("event_id", "integration_id", name="uq_event_deliveries_event_id_integration_id"),
    )
    op.create_index(
        "ix_event_deliveries_due", "event_deliveries", ["not_before"], sqlite_where=PENDING, postgresql_where=PENDING
    )
    op.create_index(
        "ix_event_deliveries_stream",
        "event_deliveries",
        ["integration_id", "stream"],
        sqlite_where=PENDING,
        postgresql_where=PENDING,
    )
    op.create_index("ix_event_deliveries_log", "event_deliveries", ["integration_id", "id"])
    op.create_index("ix_event_deliveries_lead_id", "event_deliveries", ["lead_id"])


def downgrade() -> None:
    op.drop_table("event_deliveries")
    op.drop_table("integrations")
