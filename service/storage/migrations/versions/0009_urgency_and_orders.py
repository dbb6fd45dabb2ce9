"""How soon a customer needs an answer, and the orders that they name."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("turns") as table:
        table.add_column(sa.Column("urgency", sa.String(6)))
        table.add_column(sa.Column("order_numbers", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("conversations") as table:
        table.add_column(sa.Column("urgency", sa.String(6), nullable=False, server_default="normal"))


def downgrade() -> None:
    with op.batch_alter_table("conversations") as table:
        table.drop_column("urgency")
    with op.batch_alter_table("turns") as table:
        table.drop_column("order_numbers")
        table.drop_column("urgency")
