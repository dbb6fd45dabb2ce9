"""The database as benchmarks get it: a scratch one in a folder."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from knowledge.store import KnowledgeStore


@asynccontextmanager
async def open_store(folder: Path) -> AsyncIterator[KnowledgeStore]:
    """The store on an SQLite file of its own in this folder, as an installation has it."""
    from service.storage.database import Database
    from service.storage.knowledge import SqlStore

    database = Database(f"sqlite+aiosqlite:///{folder / 'turnwise.db'}")
    try:
        await database.migrate()
        yield SqlStore(database)
    finally:
        await database.dispose()
