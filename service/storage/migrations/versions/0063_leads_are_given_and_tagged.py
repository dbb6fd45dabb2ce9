"""Leads are given to operators, and tagged."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("lead_people") as table:
        table.add_column(sa.Column("operator_id", Id()))
        table.create_foreign_key("fk_lead_people_operator_id_users", "users", ["operator_id"], ["id"])
        table.create_index("ix_lead_people_operator_id", ["operator_id"])
    op.create_table(
        "lead_tags",
        sa.Column("person_id", Id(), nullable=False),
        sa.Column("tag", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "tag", name="pk_lead_tags"),
        sa.ForeignKeyConstraint(["person_id"], ["lead_people.id"], name="fk_lead_tags_person_id_lead_people"),
    )
    op.create_index("ix_lead_tags_tag", "lead_tags", ["tag"])


def downgrade() -> None:
    op.drop_table("lead_tags")
    with op.batch_alter_table("lead_people") as table:
        table.drop_index("ix_lead_people_operator_id")
        table.drop_constraint("fk_lead_people_operator_id_users", type_="foreignkey")
        table.drop_column("operator_id")
