"""Customers who are one person, by a platform's word or an operator's."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0040"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("identities", sa.Column("person", sa.String(255)))
    op.create_index("ix_identities_person", "identities", ["person"])
    op.create_table(
        "customer_links",
        sa.Column("id", Id(), nullable=False),
        sa.Column("one", Id(), nullable=False),
        sa.Column("other", Id(), nullable=False),
        sa.Column("how", sa.String(10), nullable=False),
        sa.Column("by", sa.String(320), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("undone_at", UtcDateTime()),
        sa.Column("undone_by", sa.String(320)),
        sa.ForeignKeyConstraint(["one"], ["customers.id"], name="fk_customer_links_one"),
        sa.ForeignKeyConstraint(["other"], ["customers.id"], name="fk_customer_links_other"),
        sa.PrimaryKeyConstraint("id", name="pk_customer_links"),
    )
    op.create_index("ix_customer_links_one", "customer_links", ["one"])
    op.create_index("ix_customer_links_other", "customer_links", ["other"])


def downgrade() -> None:
    op.drop_table("customer_links")
    op.drop_index("ix_identities_person", "identities")
    op.drop_column("identities", "person")
