"""The database as benchmarks get it: a scratch one in a folder, or on a PostgreSQL server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

from knowledge.store import KnowledgeStore


@asynccontextmanager
async def open_store(folder: Path) -> AsyncIterator[KnowledgeStore]:
    """The store on an SQLite file of its own in this folder, as an installation has it."""
    from service.storage.database import Database
    from service.storage.knowledge.knowledge import SqlStore

    database = Database(f"sqlite+aiosqlite:///{folder / 'turnwise.db'}")
    try:
        await database.migrate()
        yield SqlStore(database)
    finally:
        await database.dispose()


@asynccontextmanager
async def scratch_url(postgres: str, folder: Path) -> AsyncIterator[str]:
    """Of a database made on that PostgreSQL server and dropped afterwards, or of an SQLite file in the folder."""
    if not postgres:
        yield f"sqlite+aiosqlite:///{folder / 'turnwise.db'}"
        return
    from sqlalchemy import make_url, text
    from sqlalchemy.ext.asyncio import create_async_engine

    name, server = f"turnwise_bench_{uuid4().hex[:12]}", create_async_engine(postgres, isolation_level="AUTOCOMMIT")
    try:
        async with server.connect() as connection:
            await connection.execute(text(f"CREATE DATABASE {name}"))
        try:
            yield make_url(postgres).set(database=name).render_as_string(hide_password=False)
        finally:
            async with server.connect() as connection:
                await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        await server.dispose()
