"""Documents get versions with a life of their own; versions share chunks; vectors are kept by model."""

import sqlalchemy as sa
from alembic import op

from service.storage.types import Id, UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MOVED = ("title", "media_type", "sha256", "size_bytes", "version", "chunk_count")


def upgrade() -> None:
    _versions()
    _chunks()
    _history()
    with op.batch_alter_table("documents") as table:
        for column in _MOVED:
            table.drop_column(column)
    with op.batch_alter_table("chunks") as table:
        table.drop_column("ordinal")
        table.drop_column("vector")


def _versions() -> None:
    with op.batch_alter_table("documents") as table:
        table.add_column(sa.Column("access", sa.String(20), nullable=False, server_default="public"))
        table.add_column(sa.Column("products", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("published_version", sa.Integer()))
        table.add_column(sa.Column("latest_version", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE documents SET latest_version = version")
    op.execute("UPDATE documents SET published_version = version WHERE NOT deleted")
    with op.batch_alter_table("document_versions") as table:
        table.add_column(sa.Column("status", sa.String(20), nullable=False, server_default="superseded"))
        table.add_column(sa.Column("title", sa.String(400), nullable=False, server_default=""))
        table.add_column(sa.Column("media_type", sa.String(120), nullable=False, server_default=""))
        table.add_column(sa.Column("size_bytes", sa.BigInteger(), nullable=False, server_default="0"))
        table.add_column(sa.Column("chunk_count", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("made_by", sa.String(200), nullable=False, server_default=""))
        table.add_column(sa.Column("created_by", sa.String(320), nullable=False, server_default=""))
        table.add_column(sa.Column("valid_from", UtcDateTime()))
        table.add_column(sa.Column("valid_until", UtcDateTime()))
    op.execute(
        "UPDATE document_versions SET title = (SELECT d.title FROM documents d WHERE d.id = document_id), "
        "media_type = (SELECT d.media_type FROM documents d WHERE d.id = document_id)"
    )
    op.execute("UPDATE document_versions SET size_bytes = length(source)")
    op.execute(
        "UPDATE document_versions SET status = 'published', chunk_count = "
        "(SELECT d.chunk_count FROM documents d WHERE d.id = document_id) WHERE EXISTS (SELECT 1 FROM documents d "
        "WHERE d.id = document_id AND d.version = document_versions.version AND NOT d.deleted)"
    )
    with op.batch_alter_table("document_versions") as table:
        table.create_index("ix_document_versions_status", ["status"])
        for column in ("status", "title", "media_type", "size_bytes", "chunk_count", "made_by", "created_by"):
            table.alter_column(column, server_default=None)


def _chunks() -> None:
    op.create_table(
        "version_chunks",
        sa.Column("document_id", Id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("chunk_id", Id(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "version", "ordinal", name="pk_version_chunks"),
        sa.ForeignKeyConstraint(["chunk_id"], ["chunks.id"], name="fk_version_chunks_chunk_id"),
        sa.ForeignKeyConstraint(
            ["document_id", "version"],
            ["document_versions.document_id", "document_versions.version"],
            name="fk_version_chunks_document_id",
        ),
    )
    op.create_index("ix_version_chunks_chunk_id", "version_chunks", ["chunk_id"])
    op.create_table(
        "chunk_vectors",
        sa.Column("chunk_id", Id(), nullable=False),
        sa.Column("maker", sa.String(400), nullable=False),
        sa.Column("vector", sa.LargeBinary()),
        sa.Column("space", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("parts", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("chunk_id", "maker", name="pk_chunk_vectors"),
        sa.ForeignKeyConstraint(["chunk_id"], ["chunks.id"], name="fk_chunk_vectors_chunk_id"),
    )
    op.execute(
        "INSERT INTO version_chunks (document_id, version, ordinal, chunk_id) SELECT c.document_id, d.version, "
        "c.ordinal, c.id FROM chunks c JOIN documents d ON d.id = c.document_id WHERE NOT d.deleted"
    )
    op.execute(
        "INSERT INTO chunk_vectors (chunk_id, maker, vector) SELECT c.id, s.embedding_model, c.vector "
        "FROM chunks c CROSS JOIN knowledge_state s WHERE s.embedding_model IS NOT NULL"
    )


def _history() -> None:
    op.create_table(
        "publications",
        sa.Column("document_id", Id(), nullable=False),
        sa.Column("from_sequence", sa.BigInteger(), nullable=False),
        sa.Column("until_sequence", sa.BigInteger()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("access", sa.String(20), nullable=False),
        sa.Column("products", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "from_sequence", name="pk_publications"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_publications_document_id"),
    )
    op.execute(
        "INSERT INTO publications (document_id, from_sequence, version, access, products) "
        "SELECT id, sequence, version, access, products FROM documents WHERE NOT deleted"
    )
    op.create_table(
        "document_origins",
        sa.Column("document_id", Id(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("checked_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_document_origins"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_document_origins_document_id"),
    )
    op.create_table(
        "document_events",
        sa.Column("id", Id(), nullable=False),
        sa.Column("document_id", Id(), nullable=False),
        sa.Column("document", sa.String(400), nullable=False),
        sa.Column("version", sa.Integer()),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(320), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_document_events"),
    )
    op.create_index("ix_document_events_document_id", "document_events", ["document_id"])
    with op.batch_alter_table("knowledge_state") as table:
        table.add_column(sa.Column("next_due_at", UtcDateTime()))
        table.add_column(sa.Column("embedding_settings", sa.JSON()))


def downgrade() -> None:
    with op.batch_alter_table("documents") as table:
        table.add_column(sa.Column("title", sa.String(400), nullable=False, server_default=""))
        table.add_column(sa.Column("media_type", sa.String(120), nullable=False, server_default=""))
        table.add_column(sa.Column("sha256", sa.String(64), nullable=False, server_default=""))
        table.add_column(sa.Column("size_bytes", sa.BigInteger(), nullable=False, server_default="0"))
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("chunk_count", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE documents SET version = CASE WHEN latest_version > 0 THEN latest_version ELSE 1 END")
    op.execute("UPDATE documents SET version = published_version WHERE published_version IS NOT NULL")
    op.execute(
        "UPDATE documents SET (title, media_type, sha256, size_bytes, chunk_count) = (SELECT v.title, v.media_type, "
        "v.sha256, v.size_bytes, v.chunk_count FROM document_versions v WHERE v.document_id = documents.id AND "
        "v.version = documents.version) WHERE NOT deleted AND latest_version > 0"
    )
    with op.batch_alter_table("chunks") as table:
        table.add_column(sa.Column("ordinal", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("vector", sa.LargeBinary()))
    op.execute(
        "UPDATE chunks SET ordinal = coalesce((SELECT min(ordinal) FROM version_chunks WHERE chunk_id = chunks.id), 0)"
    )
    op.execute(
        "UPDATE chunks SET vector = (SELECT v.vector FROM chunk_vectors v JOIN knowledge_state s "
        "ON s.embedding_model = v.maker WHERE v.chunk_id = chunks.id)"
    )
    for table_name in ("document_events", "document_origins", "publications", "chunk_vectors"):
        op.drop_table(table_name)
    op.execute(
        "CREATE TABLE chunks_in_force AS SELECT v.chunk_id FROM version_chunks v JOIN documents d "
        "ON d.id = v.document_id AND d.published_version = v.version"
    )
    op.drop_table("version_chunks")
    op.execute("DELETE FROM chunks WHERE id NOT IN (SELECT chunk_id FROM chunks_in_force)")
    op.execute("DROP TABLE chunks_in_force")
    with op.batch_alter_table("document_versions") as table:
        table.drop_index("ix_document_versions_status")
        for column in ("status", "title", "media_type", "size_bytes", "chunk_count", "made_by", "created_by"):
            table.drop_column(column)
        table.drop_column("valid_from")
        table.drop_column("valid_until")
    with op.batch_alter_table("documents") as table:
        for column in ("access", "products", "published_version", "latest_version"):
            table.drop_column(column)
    with op.batch_alter_table("knowledge_state") as table:
        table.drop_column("next_due_at")
        table.drop_column("embedding_settings")
