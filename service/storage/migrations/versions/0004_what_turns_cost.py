"""Each turn's cost, and how much of its input the provider had cached; unknown for earlier turns with a model."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Amount

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("turns") as table:
        table.add_column(sa.Column("cached_input_tokens", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("cost", Amount()))
    op.execute("UPDATE turns SET cost = 0 WHERE input_tokens = 0 AND output_tokens = 0")


def downgrade() -> None:
    with op.batch_alter_table("turns") as table:
        table.drop_column("cached_input_tokens")
        table.drop_column("cost")
