"""Conversations and cells from which rates are added up; everything there is, is to be worked out."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0021"
down_revision = "0025"
branch_labels = None
depends_on = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "kpi_changes",
        sa.Column("id", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("conversation_id", Id(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kpi_changes"),
        sqlite_autoincrement=True,
    )
    _create_facts()
    op.create_table(
        "kpi_dims",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("grain", sa.String(10), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kpi_dims"),
    )
    op.create_index("ix_kpi_dims_fields", "kpi_dims", ["grain", "fields"], unique=True)
    op.create_table(
        "kpi_cells",
        sa.Column("grain", sa.String(10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("dims_id", sa.Integer(), nullable=False),
        sa.Column("numbers", sa.LargeBinary(), nullable=False),
        sa.Column("codes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("grain", "day", "dims_id", name="pk_kpi_cells"),
    )
    op.create_table(
        "kpi_loads",
        sa.Column("grain", sa.String(10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("dims_id", sa.Integer(), nullable=False),
        sa.Column("operator_id", sa.String(36), nullable=False),
        sa.Column("net", sa.Integer(), nullable=False),
        sa.Column("changes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("grain", "day", "dims_id", "operator_id", name="pk_kpi_loads"),
    )
    state = op.create_table(
        "kpi_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kpi_state"),
    )
    op.bulk_insert(state, [{"id": 1, "format": 1}])
    op.execute("INSERT INTO kpi_changes (conversation_id) SELECT id FROM conversations")


def _create_facts() -> None:
    op.create_table(
        "kpi_facts",
        sa.Column("conversation_id", Id(), nullable=False),
        sa.Column("customer_id", Id(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime()),
        sa.Column("dims_id", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Boolean(), nullable=False),
        sa.Column("follow_up", sa.Boolean(), nullable=False),
        sa.Column("ripe", sa.Boolean(), nullable=False),
        sa.Column("hits", sa.BigInteger(), nullable=False),
        sa.Column("misses", sa.BigInteger(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_kpi_facts"),
    )
    op.create_index("ix_kpi_facts_customer_id", "kpi_facts", ["customer_id"])
    op.create_index("ix_kpi_facts_due_at", "kpi_facts", ["due_at"])
    op.create_index("ix_kpi_facts_newest", "kpi_facts", ["started_at", "conversation_id", "hits", "misses", "dims_id"])


def downgrade() -> None:
    for name in ("kpi_state", "kpi_loads", "kpi_cells", "kpi_dims", "kpi_facts", "kpi_changes"):
        op.drop_table(name)
