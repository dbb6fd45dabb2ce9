"""Leads of one person stand together, with score and stage; what was asked for and declined is kept."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0007"
down_revision = "0009"
branch_labels = None
depends_on = None

UNSETTLED = sa.text("NOT settled")
# As service.storage.customers.lead_keys makes them.
KEYS = """
UPDATE lead_fields SET key = CASE
  WHEN type IN ('phone', 'whatsapp') AND value LIKE '+%' THEN 'phone:' || value
  WHEN type = 'qq' THEN 'qq:' || value
  WHEN type IN ('email', 'wechat', 'telegram') THEN type || ':' || lower(value)
END
"""


def upgrade() -> None:
    op.create_table(
        "lead_people",
        sa.Column("id", Id(), primary_key=True),
        sa.Column("stage", sa.String(20), nullable=False, server_default="new"),
        sa.Column("stage_at", UtcDateTime()),
        sa.Column("stage_by", sa.String(320)),
        sa.Column("score", sa.Integer(), nullable=False, index=True),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("scored_with", sa.String(64), nullable=False, index=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("last_at", UtcDateTime(), nullable=False, index=True),
    )
    op.create_table(
        "lead_stages",
        sa.Column("id", Id(), primary_key=True),
        sa.Column("person_id", Id(), sa.ForeignKey("lead_people.id"), nullable=False, index=True),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("by", sa.String(320), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "lead_exports",
        sa.Column("id", Id(), primary_key=True),
        sa.Column("by", sa.String(320), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("leads", sa.Integer(), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
    )
    with op.batch_alter_table("leads") as table:
        table.add_column(sa.Column("person_id", Id()))
        table.add_column(sa.Column("settled", sa.Boolean(), nullable=False, server_default=sa.text("false")))
        table.create_foreign_key("fk_leads_person_id", "lead_people", ["person_id"], ["id"])
        table.create_index("ix_leads_person_id", ["person_id"])
    op.create_index("ix_leads_unsettled", "leads", ["id"], sqlite_where=UNSETTLED, postgresql_where=UNSETTLED)
    with op.batch_alter_table("lead_fields") as table:
        table.add_column(sa.Column("key", sa.String(420)))
        table.add_column(sa.Column("purpose", sa.Text()))
        table.create_index("ix_lead_fields_key", ["key"])
    op.execute(KEYS)
    with op.batch_alter_table("conversations") as table:
        table.add_column(sa.Column("answers", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("lead_asks", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("lead_asked_after", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("customers") as table:
        table.add_column(sa.Column("lead_asked_at", UtcDateTime()))
        table.add_column(sa.Column("lead_declined_at", UtcDateTime()))
    with op.batch_alter_table("messages") as table:
        table.add_column(sa.Column("asks", sa.JSON(none_as_null=True)))


def downgrade() -> None:
    with op.batch_alter_table("messages") as table:
        table.drop_column("asks")
    with op.batch_alter_table("customers") as table:
        table.drop_column("lead_declined_at")
        table.drop_column("lead_asked_at")
    with op.batch_alter_table("conversations") as table:
        for column in ("lead_asked_after", "lead_asks", "answers"):
            table.drop_column(column)
    with op.batch_alter_table("lead_fields") as table:
        table.drop_index("ix_lead_fields_key")
        table.drop_column("purpose")
        table.drop_column("key")
    op.drop_index("ix_leads_unsettled", table_name="leads")
    with op.batch_alter_table("leads") as table:
        table.drop_index("ix_leads_person_id")
        table.drop_constraint("fk_leads_person_id", type_="foreignkey")
        for column in ("settled", "person_id"):
            table.drop_column(column)
    op.drop_table("lead_exports")
    op.drop_table("lead_stages")
    op.drop_table("lead_people")
