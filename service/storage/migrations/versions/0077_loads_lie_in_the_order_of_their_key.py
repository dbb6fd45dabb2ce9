"""On SQLite, the rows of loads lie in the order of their key: a year of them is read in one go, not row by row."""

from alembic import op

revision = "0077"
down_revision = "0076"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _lay_anew(with_rowid=False)


def downgrade() -> None:
    _lay_anew(with_rowid=True)


def _lay_anew(*, with_rowid: bool) -> None:
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("kpi_loads", recreate="always", table_kwargs={"sqlite_with_rowid": with_rowid}):
            pass
