"""What was said can be searched, and each operator's unread messages are known."""

import sqlalchemy as sa
from alembic import op

from service.search_words import indexed
from service.storage.types import Id

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

_BATCH = 1_000


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "search_entries",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("ref", Id(), nullable=False),
        sa.Column("conversation_id", Id(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_search_entries"),
        sa.UniqueConstraint("ref", name="uq_search_entries_ref"),
    )
    op.create_index("ix_search_entries_conversation_id", "search_entries", ["conversation_id"])
    if sqlite:
        # The words come with a space between them, and hold letters and digits only.
        op.execute(
            "CREATE VIRTUAL TABLE search_words USING fts5(words, content='search_entries', content_rowid='number',"
            " tokenize='ascii')"
        )
        op.execute(
            "CREATE TRIGGER search_entries_entered AFTER INSERT ON search_entries BEGIN"
            " INSERT INTO search_words(rowid, words) VALUES (new.number, new.words); END"
        )
        op.execute(
            "CREATE TRIGGER search_entries_deleted AFTER DELETE ON search_entries BEGIN"
            " INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.number, old.words); END"
        )
        op.execute(
            "CREATE TRIGGER search_entries_changed AFTER UPDATE ON search_entries BEGIN"
            " INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.number, old.words);"
            " INSERT INTO search_words(rowid, words) VALUES (new.number, new.words); END"
        )
    _enter_what_was_said()
    if not sqlite:
        words = sa.text("to_tsvector('simple'::regconfig, words)")
        op.create_index("ix_search_entries_words", "search_entries", [words], postgresql_using="gin")
    op.create_table(
        "conversation_reads",
        sa.Column("user_id", Id(), nullable=False),
        sa.Column("conversation_id", Id(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_conversation_reads_user_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_conversation_reads_conversation_id"
        ),
        sa.PrimaryKeyConstraint("user_id", "conversation_id", name="pk_conversation_reads"),
    )


def _enter_what_was_said() -> None:
    """Messages are entered in the order of their ids, which is that of time."""
    connection = op.get_bind()
    said = sa.text("SELECT id, conversation_id, text FROM messages WHERE id > :after ORDER BY id LIMIT :batch")
    enter = sa.text(
        "INSERT INTO search_entries (kind, ref, conversation_id, words)"
        " VALUES ('message', :ref, :conversation_id, :words)"
    )
    after = ""
    while rows := connection.execute(said, {"after": after, "batch": _BATCH}).all():
        after = rows[-1].id
        entries = [
            {"ref": row.id, "conversation_id": row.conversation_id, "words": words}
            for row in rows
            if (words := indexed(row.text))
        ]
        if entries:
            connection.execute(enter, entries)


def downgrade() -> None:
    op.drop_table("conversation_reads")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
    op.drop_table("search_entries")
