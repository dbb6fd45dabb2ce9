"""Opening the database: one place to read from, one to write to, on SQLite and PostgreSQL alike."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from service.storage.inline import InlineConnection

BUSY_TIMEOUT_MS = 30_000
MANY_STATEMENTS = 500
"""Prepared on a connection that takes deliveries: a list of each length is a statement of its own."""
_SYNC = "sqlite_synchronous"
_MERGED_PAGES = 500


class Database:
    """Connections by purpose. SQLite has one writer at a time, so its writes share one connection and queue for it."""

    def __init__(self, url: str) -> None:
        """`url` is an SQLAlchemy URL: `sqlite+aiosqlite:///path` or `postgresql+asyncpg://...`."""
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            if self.url.database:
                Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
            self._reader = _sqlite_engine(url, connections=4)
            self._peeker = _sqlite_engine(url, connections=2, async_creator=self._open_inline)
            self._writer = _sqlite_engine(url, connections=1, async_creator=self._open_inline, begin="BEGIN IMMEDIATE")
        else:
            self._reader = self._peeker = self._writer = _postgres_engine(url, 16, 0)
        # What is acknowledged within a deadline waits for no connection behind the work of turns.
        self._front = self._writer if self.is_sqlite else _postgres_engine(url, 2, 2, statements=MANY_STATEMENTS)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection to read from; every statement sees what is committed by then."""
        async with self._reader.connect() as connection:
            if not self.is_sqlite:  # SQLite begins no transaction for a reader
                await connection.execution_options(isolation_level="AUTOCOMMIT")
            yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """A connection whose statements all see the same state: what is committed meanwhile is not there."""
        async with self._reader.connect() as connection:
            if self.is_sqlite:
                await connection.exec_driver_sql("BEGIN")
            else:
                await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection
            await connection.rollback()

    @asynccontextmanager
    async def peek(self) -> AsyncIterator[AsyncConnection]:
        """The same for a short look on the path of a turn: a few rows found by key."""
        async with self._peeker.connect() as connection:
            if not self.is_sqlite:
                await connection.execution_options(isolation_level="AUTOCOMMIT")
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: committed at the end, rolled back when anything raises. It outlives a power cut."""
        async with self._writer.begin() as connection:
            yield connection

    @asynccontextmanager
    async def accept(self) -> AsyncIterator[AsyncConnection]:
        """The same for what arrives and has a deadline, on connections that are kept for it."""
        async with self._front.begin() as connection:
            yield connection

    @asynccontextmanager
    async def jot(self) -> AsyncIterator[AsyncConnection]:
        """The same for a single statement: one round trip to the database. It outlives a power cut."""
        async with self.accept() if self.is_sqlite else self._at_once() as connection:
            yield connection

    @asynccontextmanager
    async def glance(self) -> AsyncIterator[AsyncConnection]:
        """The same as `peek`, for what arrives."""
        async with self.peek() if self.is_sqlite else self._at_once() as connection:
            yield connection

    @asynccontextmanager
    async def _at_once(self) -> AsyncIterator[AsyncConnection]:
        async with self._front.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            yield connection

    @asynccontextmanager
    async def write_behind(self) -> AsyncIterator[AsyncConnection]:
        """The same for what can be done again: it outlives a killed process, a power cut only from the next `write` on.

        Commits keep their order, so nothing that `write` committed later can be there without it.
        """
        async with self._writer.connect() as connection:
            await connection.execution_options(**{_SYNC: "NORMAL"})
            async with connection.begin():
                yield connection

    async def migrate(self) -> None:
        """Bring the schema up to date; safe to call from several processes at once."""
        from service.storage.migrations import upgrade  # alembic is needed at start only

        async with self._writer.connect() as connection:
            await connection.run_sync(upgrade)

    async def scrub(self) -> None:
        """Empty SQLite's write-ahead log, where deleted texts may still stand; on PostgreSQL vacuuming is its own work.

        Done as far as nobody reads or writes at that very moment; else it is done later, by the next checkpoint. What
        the index of words holds of them goes first: it only notes that they are deleted until its parts are merged.
        """
        if self.is_sqlite:
            pages = -_MERGED_PAGES  # the first, negative, takes all parts of the index; the others go on with it
            while await self._merge_words(pages):
                pages = _MERGED_PAGES
            async with self._reader.connect() as connection:
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    async def _merge_words(self, pages: int) -> bool:
        """Merge so many pages of the index of words; False where nothing is left (https://www.sqlite.org/fts5.html)."""
        async with self.write() as connection:
            changes = "SELECT total_changes()"
            before = (await connection.exec_driver_sql(changes)).scalar_one()
            await connection.exec_driver_sql(
                "INSERT INTO search_words(search_words, rank) VALUES ('merge', ?)", (pages,)
            )
            return bool((await connection.exec_driver_sql(changes)).scalar_one() - before >= 2)

    async def dispose(self) -> None:
        """Close every connection."""
        for engine in {self._reader, self._peeker, self._writer, self._front}:
            await engine.dispose()

    async def _open_inline(self, *_arguments: Any, **_options: Any) -> InlineConnection:
        return await InlineConnection.open(self.url.database or ":memory:")

    def insert(self, table: Any) -> Any:
        """The dialect's own INSERT, which knows ON CONFLICT on both databases."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)


def upsert(connection: AsyncConnection, table: Any) -> Any:
    """The same for those who hold a connection only."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def _dump(value: object) -> str:
    return orjson.dumps(value).decode()


def _postgres_engine(url: str, pool_size: int, max_overflow: int, statements: int = 100) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=max_overflow,
        connect_args={"prepared_statement_cache_size": statements},
        hide_parameters=True,  # what customers say is not for the logs
        json_serializer=_dump,
        json_deserializer=orjson.loads,
    )


def _sqlite_engine(url: str, *, connections: int, begin: str = "", **options: Any) -> AsyncEngine:
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=connections,
        max_overflow=0,
        hide_parameters=True,
        json_serializer=_dump,
        json_deserializer=orjson.loads,
        connect_args={"isolation_level": None},
        **options,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        # FULL: what was acknowledged outlives a power cut, not only a killed process. Group commits carry its cost.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        # What is deleted or overwritten is overwritten with zeros: at a customer's wish it must be gone from the file.
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA cache_size=-32000")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Connection) -> None:
        if begin:
            sync = connection.get_execution_options().get(_SYNC, "FULL")
            connection.exec_driver_sql(f"PRAGMA synchronous={sync}")
            connection.exec_driver_sql(begin)

    return engine
