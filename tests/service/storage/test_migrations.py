"""The migrations make exactly the tables that the code speaks of."""

from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from service.storage.database import Database
from service.storage.migrations import config
from service.storage.policies import newest_numbers
from service.storage.tables import metadata


# SQLite cannot tell of an index over an expression; PostgreSQL does, and that is compared.
@pytest.mark.filterwarnings("ignore:.*expression-based index")
async def test_a_migrated_database_has_the_tables_of_the_code(database: Database) -> None:
    def differences(connection: Connection) -> list[Any]:
        def is_ours(_item: object, name: str | None, kind: str, *_found: object) -> bool:
            if connection.dialect.name != "sqlite":
                return True
            # SQLite's index of words is made of tables that only FTS5 knows; PostgreSQL's is over an expression.
            return not (name or "").startswith("search_words" if kind == "table" else "ix_search_entries_words")

        options = {"compare_type": True, "compare_server_default": False, "include_object": is_ours}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))

    async with database.write() as connection:
        assert await connection.run_sync(differences) == []


async def test_migrating_again_changes_nothing(database: Database) -> None:
    await database.migrate()
    await database.migrate()


async def test_a_policy_saved_before_there_were_kinds_is_one_of_hand_off_and_stays_so(database: Database) -> None:
    def save_before_kinds(connection: Connection) -> None:
        command.downgrade(config(connection), "0006")
        connection.execute(
            text(
                "INSERT INTO policies (number, document, at, \"by\") VALUES (3, '{}', '2026-03-01', 'mia@example.com')"
            )
        )
        command.upgrade(config(connection), "head")

    async with database.write() as connection:
        await connection.run_sync(save_before_kinds)
    async with database.read() as connection:
        assert await newest_numbers(connection) == {"handoff": 3}
