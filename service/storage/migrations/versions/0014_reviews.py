"""What humans say of grades."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", Id(), nullable=False),
        sa.Column("turn_id", Id(), nullable=False),
        sa.Column("grader", sa.String(60), nullable=False),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("given", sa.String(30), nullable=False),
        sa.Column("label", sa.String(30), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("picked", sa.String(10), nullable=False),
        sa.Column("reviewer", sa.String(320), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["turn_id"], ["turns.id"], name="fk_reviews_turn_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
    )
    op.create_index("ix_reviews_turn_id_grader_version", "reviews", ["turn_id", "grader", "version"])


def downgrade() -> None:
    op.drop_table("reviews")
