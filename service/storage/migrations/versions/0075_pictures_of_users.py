"""Users have profile pictures."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0075"
down_revision = "0074"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "profile_pictures",
        sa.Column("user_id", Id(), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_profile_pictures_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name="pk_profile_pictures"),
        sa.UniqueConstraint("key", name="uq_profile_pictures_key"),
    )


def downgrade() -> None:
    op.drop_table("profile_pictures")
