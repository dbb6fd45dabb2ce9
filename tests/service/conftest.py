"""Databases for tests: everything that is stored is tested on SQLite and on PostgreSQL.

PostgreSQL is looked for at TURNWISE_TEST_POSTGRES, an SQLAlchemy URL of a server where databases may be created; by
default on this machine. Where none answers, its half of the tests is skipped, unless TURNWISE_REQUIRE_SERVICES=1.
"""

import asyncio
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy import URL, insert, make_url

from service.storage.database import Database
from service.storage.tables import accounts, knowledge_state, kpi_state, metadata
from service.storage.types import new_id, now
from service.users import auth
from tests.passwords import cheap_hasher
from tests.service.exam import Exam
from tests.service.post import Post
from tests.service.shop import FaultyDatabase, Shop

POSTGRES = os.environ.get("TURNWISE_TEST_POSTGRES", "postgresql+asyncpg://postgres@127.0.0.1:5432/postgres")
CONNECT_TIMEOUT_S = 3.0


@pytest.fixture(scope="session", autouse=True)
def passwords_hashed_cheaply() -> Iterator[None]:
    """What a password costs for good is tested where passwords are (test_auth.py)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(auth, "PasswordHasher", cheap_hasher)
        yield


async def connect(url: URL) -> "asyncpg.Connection[asyncpg.Record]":
    return await asyncpg.connect(
        url.set(drivername="postgresql").render_as_string(hide_password=False), timeout=CONNECT_TIMEOUT_S
    )


async def execute(url: URL, statement: str) -> None:
    connection = await connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def migrated(url: str) -> None:
    database = Database(url)
    try:
        await database.migrate()
    finally:
        await database.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied: that is quicker than to migrate for each test."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(migrated(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_server() -> URL:
    """The address of a PostgreSQL server that answers."""
    url = make_url(POSTGRES)
    try:
        asyncio.run(execute(url, "SELECT 1"))
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        pytest.skip(f"no PostgreSQL at {url.render_as_string()}: {error}")
    return url


@pytest.fixture(scope="session")
def postgres_database(postgres_server: URL) -> Iterator[Callable[..., str]]:
    """Makes databases, empty and not yet migrated, and gives their URLs; they are dropped after the run."""
    names: list[str] = []

    def create(template: str = "") -> str:
        names.append(f"turnwise_test_{uuid.uuid4().hex[:12]}")
        asyncio.run(execute(postgres_server, f"CREATE DATABASE {names[-1]} {template}".rstrip()))
        # A test database need not outlive a power cut, and waiting for the disk would take longer than the tests.
        asyncio.run(execute(postgres_server, f"ALTER DATABASE {names[-1]} SET synchronous_commit = off"))
        return postgres_server.set(database=names[-1]).render_as_string(hide_password=False)

    yield create
    for name in names:
        asyncio.run(execute(postgres_server, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="session")
def postgres_copy(postgres_database: Callable[..., str]) -> Callable[[], str]:
    """Makes copies of a migrated database, which is quicker than to migrate each."""
    template = postgres_database()
    asyncio.run(migrated(template))
    return partial(postgres_database, f"TEMPLATE {make_url(template).database}")


@pytest.fixture(scope="session")
def postgres_url(postgres_database: Callable[[], str]) -> str:
    """A migrated database that the tests of storage share."""
    url = postgres_database()
    asyncio.run(migrated(url))
    return url


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a migrated database; what other tests left in it goes when `database` opens it."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    path = tmp_path / "turnwise.db"
    shutil.copy(request.getfixturevalue("sqlite_template"), path)
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[FaultyDatabase]:
    """An empty database, once on SQLite and once on PostgreSQL."""
    opened = FaultyDatabase(database_url)
    await empty(opened)
    yield opened
    await opened.dispose()


@pytest.fixture
async def account(database: Database) -> str:
    """The id of an account of the webhook channel."""
    account_id = new_id()
    async with database.write() as connection:
        await connection.execute(
            insert(accounts).values(
                id=account_id,
                channel="webhook",
                name="Shop",
                key=new_id(),
                credentials="",
                state={},
                created_at=now(),
            )
        )
    return account_id


async def empty(database: Database) -> None:
    """Remove what other tests left behind."""
    if database.is_sqlite:
        return
    # Not TRUNCATE, which gives each table and index a new file: the few rows of a test are quicker to delete.
    deletions = "; ".join(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables))
    first = f"INSERT INTO {knowledge_state.name} (id, sequence) VALUES (1, 0)"
    first += f"; INSERT INTO {kpi_state.name} (id, format) VALUES (1, 1)"
    connection = await connect(database.url)
    try:
        await connection.execute(f"{deletions}; {first}")
    finally:
        await connection.close()


@pytest.fixture
async def shop(database: Database, account: str) -> AsyncIterator[Shop]:
    opened = Shop(database, account)
    yield opened
    for gate in opened.agent.held.values():
        gate.set()
    for turns in opened.opened:
        await turns.drain(5.0)


@pytest.fixture
async def post(shop: Shop) -> AsyncIterator[Post]:
    opened = Post(shop)
    await opened.at(opened.plain)
    yield opened
    for sender in opened.outboxes:
        for task in list(sender._sending):
            task.cancel()
        await sender.settled()


@pytest.fixture
def exam(shop: Shop) -> Exam:
    return Exam(shop)


@pytest.fixture
def until() -> Callable[..., Awaitable[None]]:
    """Wait for what another task brings about: look again and again, for ten seconds at most."""

    async def wait(holds: Callable[[], Any], patience: timedelta = timedelta(seconds=10)) -> None:
        async with asyncio.timeout(patience.total_seconds()):
            while True:
                found = holds()
                if await found if asyncio.iscoroutine(found) else found:
                    return
                await asyncio.sleep(0.005)

    return wait
