"""Policies of several kinds, each with numbers and a history of its own; those there are belong to hand-off."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("policies") as table:
        table.add_column(sa.Column("kind", sa.String(20), nullable=False, server_default="handoff"))
        table.drop_constraint("pk_policies", type_="primary")
        table.create_primary_key("pk_policies", ["kind", "number"])


def downgrade() -> None:
    op.execute("DELETE FROM policies WHERE kind <> 'handoff'")
    with op.batch_alter_table("policies") as table:
        table.drop_constraint("pk_policies", type_="primary")
        table.create_primary_key("pk_policies", ["number"])
        table.drop_column("kind")
