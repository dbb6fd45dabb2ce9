"""What is remembered of customers, and the record of what was deleted at their wish."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0011"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "customer_facts",
        sa.Column("id", Id(), nullable=False),
        sa.Column("customer_id", Id(), nullable=False),
        sa.Column("conversation_id", Id(), nullable=False),
        sa.Column("turn_id", Id(), nullable=False),
        sa.Column("type", sa.String(20), nullable=False),
        sa.Column("value", sa.String(200), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime()),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_customer_facts_customer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_customer_facts"),
        sa.UniqueConstraint("customer_id", "type", "value", name="uq_customer_facts_customer_id_type_value"),
    )
    op.create_index("ix_customer_facts_expires_at", "customer_facts", ["expires_at"])
    op.create_table(
        "summaries",
        sa.Column("conversation_id", Id(), nullable=False),
        sa.Column("upto_seq", sa.Integer(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False, server_default=""),
        sa.Column("written_by", sa.String(200), nullable=False, server_default=""),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_summaries_conversation_id"),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_summaries"),
    )
    op.create_table(
        "erasures",
        sa.Column("id", Id(), nullable=False),
        sa.Column("customer_id", Id(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(320), nullable=False),
        sa.Column("conversations", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erasures"),
    )
    op.create_index("ix_erasures_customer_id", "erasures", ["customer_id"])
    with op.batch_alter_table("conversations") as table:
        table.add_column(sa.Column("had_lead", sa.Boolean(), nullable=False, server_default=sa.text("false")))


def downgrade() -> None:
    with op.batch_alter_table("conversations") as table:
        table.drop_column("had_lead")
    op.drop_table("erasures")
    op.drop_table("summaries")
    op.drop_table("customer_facts")
