"""Programs that tell us of customers, orders and advertisements."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Amount, Id, UtcDateTime

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "systems",
        sa.Column("id", Id(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.String(320), nullable=False),
        sa.Column("used_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_systems"),
        sa.UniqueConstraint("name", name="uq_systems_name"),
    )
    op.create_table(
        "system_events",
        sa.Column("id", Id(), nullable=False),
        sa.Column("system_id", Id(), nullable=False),
        sa.Column("webhook_id", sa.String(200), nullable=False),
        sa.Column("type", sa.String(30), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["system_id"], ["systems.id"], name="fk_system_events_system_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_system_events"),
        sa.UniqueConstraint("system_id", "webhook_id", name="uq_system_events_system_id_webhook_id"),
    )
    op.create_index("ix_system_events_at", "system_events", ["at"])
    op.create_table(
        "customer_records",
        sa.Column("customer_id", Id(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("value", Amount()),
        sa.Column("currency", sa.String(3)),
        sa.Column("system", sa.String(100), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_customer_records_customer_id"),
        sa.PrimaryKeyConstraint("customer_id", name="pk_customer_records"),
    )
    op.create_table(
        "customer_orders",
        sa.Column("id", Id(), nullable=False),
        sa.Column("customer_id", Id(), nullable=False),
        sa.Column("system", sa.String(100), nullable=False),
        sa.Column("number", sa.String(100), nullable=False),
        sa.Column("status", sa.String(60), nullable=False),
        sa.Column("amount", Amount()),
        sa.Column("currency", sa.String(3)),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_customer_orders_customer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_customer_orders"),
        sa.UniqueConstraint("system", "number", name="uq_customer_orders_system_number"),
    )
    op.create_index("ix_customer_orders_customer_id", "customer_orders", ["customer_id"])
    op.add_column("lead_people", sa.Column("owner", sa.String(200)))
    for name in ("impressions", "clicks"):
        op.add_column("spends", sa.Column(name, sa.BigInteger()))


def downgrade() -> None:
    for name in ("clicks", "impressions"):
        op.drop_column("spends", name)
    op.drop_column("lead_people", "owner")
    for table in ("customer_orders", "customer_records", "system_events", "systems"):
        op.drop_table(table)
