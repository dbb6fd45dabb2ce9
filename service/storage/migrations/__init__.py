"""Schema changes over time. `upgrade` runs them on an open connection."""

import warnings
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

# Any number will do, as long as every process that migrates this database takes the same one.
ADVISORY_LOCK = 7_203_411


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without an ini file."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    settings.attributes["connection"] = connection
    return settings


def upgrade(connection: Connection) -> None:
    """Run what is missing, one process at a time."""
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})
        with warnings.catch_warnings():
            # SQLite reflects no index of an expression; nothing is lost: the steps make such indexes themselves.
            warnings.filterwarnings("ignore", "Skipped unsupported reflection of expression-based index")
            command.upgrade(config(connection), "head")
