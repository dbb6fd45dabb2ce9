"""SQLite without a thread hop for every statement, behind SQLAlchemy's aiosqlite dialect.

aiosqlite hands each statement to a thread and waits for it, several times over (cursor, execute, fetch, close): for the
short statements of a turn that costs more than the statements do. Here a statement runs where it is called, and only
what can take long goes to a thread: BEGIN IMMEDIATE where another process holds the lock, COMMIT, which waits for the
disk, and bulk inserts. Queries over many rows belong on an ordinary connection instead.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self

BULK_ROWS = 200


class InlineConnection:
    """The part of `aiosqlite.Connection` that the dialect calls."""

    isolation_level: str | None = None
    """The driver begins no transactions by itself: SQLAlchemy says when."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection: sqlite3.Connection = connection
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")

    @classmethod
    async def open(cls, path: str) -> Self:
        """Connect. One statement runs at a time, inline or in the connection's thread, so that sharing is safe."""
        return cls(sqlite3.connect(path, check_same_thread=False, isolation_level=None, cached_statements=256))

    def cursor(self) -> "InlineCursor":
        """A cursor, to be entered before use."""
        return InlineCursor(self._connection.cursor(), self)

    async def in_thread(self, work: Callable[..., Any], *arguments: Any) -> None:
        """Do what may take long without holding up the event loop."""
        await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    def begins_now(self, operation: str) -> bool:
        """Begin if that needs no waiting; False where another process holds the lock."""
        patience_ms = self._connection.execute("PRAGMA busy_timeout").fetchone()[0]
        self._connection.execute("PRAGMA busy_timeout=0")
        try:
            self._connection.execute(operation)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return False
        finally:
            self._connection.execute(f"PRAGMA busy_timeout={patience_ms}")
        return True

    async def commit(self) -> None:
        """Make it durable."""
        if self._connection.in_transaction:
            await self.in_thread(self._connection.commit)

    async def rollback(self) -> None:
        """Undo what is not committed."""
        if self._connection.in_transaction:
            self._connection.rollback()

    async def close(self) -> None:
        """Let go of the file."""
        await self.in_thread(self._connection.close)
        self._thread.shutdown(wait=False)

    def stop(self) -> None:
        """The same, for when nobody can wait: behind what the thread is at, which may wait for another's lock."""
        self._thread.submit(self._connection.close)
        self._thread.shutdown(wait=False)

    async def create_function(self, *arguments: Any, **options: Any) -> None:
        """Add a function for use in SQL."""
        self._connection.create_function(*arguments, **options)


class InlineCursor:
    """The part of `aiosqlite.Cursor` that the dialect calls."""

    def __init__(self, cursor: sqlite3.Cursor, connection: InlineConnection) -> None:
        self._cursor = cursor
        self._connection = connection

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:
        """The columns of the result, None where there is none."""
        return self._cursor.description

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The row that was inserted last."""
        return self._cursor.lastrowid

    @property
    def arraysize(self) -> int:
        """How many rows `fetchmany` gives by default."""
        return self._cursor.arraysize

    async def execute(self, operation: str, parameters: Sequence[Any] = ()) -> None:
        """Run one statement."""
        if not operation.startswith("BEGIN IMMEDIATE"):
            self._cursor.execute(operation, parameters)
        elif not self._connection.begins_now(operation):
            await self._connection.in_thread(self._cursor.execute, operation)

    async def executemany(self, operation: str, parameters: Sequence[Sequence[Any]]) -> None:
        """Run one statement for each set of parameters."""
        if len(parameters) > BULK_ROWS:
            await self._connection.in_thread(self._cursor.executemany, operation, parameters)
        else:
            self._cursor.executemany(operation, parameters)

    async def fetchall(self) -> list[Any]:
        """The rest of the result."""
        return self._cursor.fetchall()

    async def close(self) -> None:
        """Let go of the statement."""
        self._cursor.close()
