"""When operators had the console open."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0018"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "presences",
        sa.Column("id", Id(), nullable=False),
        sa.Column("user_id", Id(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_presences_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_presences"),
    )
    op.create_index("ix_presences_since", "presences", ["since"])
    op.create_index("ix_presences_user_id_until", "presences", ["user_id", "until"])


def downgrade() -> None:
    op.drop_table("presences")
