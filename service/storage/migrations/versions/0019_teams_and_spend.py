"""Operator groups, wages, who had which conversation, spend, roles, and what reviewers were shown."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

from service.storage.types import Amount, Id, UtcDateTime, new_id

revision = "0019"
down_revision = "0016"
branch_labels = None
depends_on = None

UNDER_WAY = sa.text("ended_at IS NULL")
WHOLE_CHANNEL = sa.text("account_id IS NULL")


def upgrade() -> None:
    op.add_column("users", sa.Column("role", sa.String(20), nullable=False, server_default="admin"))
    _create_teams()
    _create_spends()
    _create_showings()
    op.bulk_insert(_create_assignments(), list(_known_assignments(op.get_bind())))


def _create_teams() -> None:
    op.create_table(
        "operator_groups",
        sa.Column("id", Id(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_operator_groups"),
        sa.UniqueConstraint("name", name="uq_operator_groups_name"),
    )
    op.create_table(
        "memberships",
        sa.Column("id", Id(), nullable=False),
        sa.Column("group_id", Id(), nullable=False),
        sa.Column("operator_id", Id(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime()),
        sa.ForeignKeyConstraint(["group_id"], ["operator_groups.id"], name="fk_memberships_group_id"),
        sa.ForeignKeyConstraint(["operator_id"], ["users.id"], name="fk_memberships_operator_id"),
        sa.PrimaryKeyConstraint("id", name="pk_memberships"),
    )
    op.create_index("ix_memberships_group_id", "memberships", ["group_id"])
    op.create_index("ix_memberships_operator_id_since", "memberships", ["operator_id", "since"], unique=True)
    op.create_table(
        "wages",
        sa.Column("id", Id(), nullable=False),
        sa.Column("operator_id", Id()),
        sa.Column("group_id", Id()),
        sa.Column("per_hour", Amount(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("valid_from", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["users.id"], name="fk_wages_operator_id"),
        sa.ForeignKeyConstraint(["group_id"], ["operator_groups.id"], name="fk_wages_group_id"),
        sa.PrimaryKeyConstraint("id", name="pk_wages"),
    )
    op.create_index("ix_wages_operator_id_valid_from", "wages", ["operator_id", "valid_from"], unique=True)
    op.create_index("ix_wages_group_id_valid_from", "wages", ["group_id", "valid_from"], unique=True)


def _create_spends() -> None:
    op.create_table(
        "spends",
        sa.Column("id", Id(), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("account_id", Id()),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", Amount(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("entered_by", sa.String(320), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_spends_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_spends"),
    )
    op.create_index("ix_spends_day", "spends", ["day"])
    op.create_index("ix_spends_account_id_day", "spends", ["account_id", "day"], unique=True)
    op.create_index(
        "ix_spends_channel_day",
        "spends",
        ["channel", "day"],
        unique=True,
        sqlite_where=WHOLE_CHANNEL,
        postgresql_where=WHOLE_CHANNEL,
    )


def _create_showings() -> None:
    op.create_table(
        "review_showings",
        sa.Column("reviewer", sa.String(320), nullable=False),
        sa.Column("turn_id", Id(), nullable=False),
        sa.Column("grader", sa.String(60), nullable=False),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("picked", sa.String(10), nullable=False),
        sa.Column("grade_shown", sa.Boolean(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["turn_id"], ["turns.id"], name="fk_review_showings_turn_id"),
        sa.PrimaryKeyConstraint("reviewer", "turn_id", "grader", "version", name="pk_review_showings"),
    )
    op.create_index("ix_review_showings_turn_id", "review_showings", ["turn_id"])


def _create_assignments() -> sa.Table:
    table = op.create_table(
        "assignments",
        sa.Column("id", Id(), nullable=False),
        sa.Column("conversation_id", Id(), nullable=False),
        sa.Column("operator_id", Id(), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime()),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_assignments_conversation_id"),
        sa.ForeignKeyConstraint(["operator_id"], ["users.id"], name="fk_assignments_operator_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
    )
    op.create_index("ix_assignments_conversation_id", "assignments", ["conversation_id"])
    op.create_index("ix_assignments_operator_id_taken_at", "assignments", ["operator_id", "taken_at"])
    op.create_index(
        "ix_assignments_under_way",
        "assignments",
        ["conversation_id"],
        unique=True,
        sqlite_where=UNDER_WAY,
        postgresql_where=UNDER_WAY,
    )
    return table


def _known_assignments(connection: sa.Connection) -> Iterable[dict[str, object]]:
    """Who had what so far: by claimed hand-offs, and by the first reply of an operator who claimed none.

    What is not known to go on ended when the hand-off or the conversation did, at the latest with the last message.
    """
    rows = connection.execute(
        sa.text(
            "SELECT t.conversation_id, t.operator_id, MIN(t.taken_at) AS taken_at, MAX(t.ended_at) AS ended_at,"
            " c.state, c.operator_id AS holder, COALESCE(c.closed_at, c.last_message_at) AS last_at FROM ("
            " SELECT conversation_id, operator_id, claimed_at AS taken_at, ended_at FROM handoffs"
            " WHERE claimed_at IS NOT NULL AND operator_id IS NOT NULL"
            " UNION ALL SELECT conversation_id, operator_id, MIN(at), NULL FROM messages"
            " WHERE operator_id IS NOT NULL GROUP BY conversation_id, operator_id"
            ") t JOIN conversations c ON c.id = t.conversation_id"
            " GROUP BY t.conversation_id, t.operator_id, c.state, c.operator_id, c.closed_at, c.last_message_at"
        ).columns(taken_at=UtcDateTime(), ended_at=UtcDateTime(), last_at=UtcDateTime())
    )
    for row in rows:
        under_way = row.state == "human" and row.holder == row.operator_id
        yield {
            "id": new_id(),
            "conversation_id": row.conversation_id,
            "operator_id": row.operator_id,
            "taken_at": row.taken_at,
            "ended_at": None if under_way else max(row.taken_at, row.ended_at or row.last_at),
        }


def downgrade() -> None:
    op.drop_table("review_showings")
    for name in ("assignments", "wages", "memberships", "operator_groups", "spends"):
        op.drop_table(name)
    op.drop_column("users", "role")
