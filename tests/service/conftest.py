"""Databases for tests: everything that is stored is tested on SQLite and on PostgreSQL.

PostgreSQL is looked for at TURNWISE_TEST_POSTGRES, an SQLAlchemy URL of a server where databases may be created; by
default on this machine. Where none answers, its half of the tests is skipped, unless TURNWISE_REQUIRE_SERVICES=1.
"""

import asyncio
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy import URL, insert, make_url, select, text, update

from graphs.agent.state import Outcome
from graphs.evaluator.grader import Grade, Grader, GradingContext, Stage
from graphs.turn import Sentiment
from service.live import Live
from service.storage.customers import Contact
from service.storage.database import Database
from service.storage.grading import GradingPlan
from service.storage.messages import StoredMessage
from service.storage.processes import DEAD_AFTER, Process, register
from service.storage.receive import Incoming
from service.storage.tables import accounts, conversations, knowledge_state, messages, metadata, processes
from service.storage.types import AnyRow, new_id, now
from service.turns import Turns

POSTGRES = os.environ.get("TURNWISE_TEST_POSTGRES", "postgresql+asyncpg://postgres@127.0.0.1:5432/postgres")
CONNECT_TIMEOUT_S = 3.0


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
def postgres_database(postgres_server: URL) -> Iterator[Callable[[], str]]:
    """Makes databases, empty and not yet migrated, and gives their URLs; they are dropped after the run."""
    names: list[str] = []

    def create() -> str:
        names.append(f"turnwise_test_{uuid.uuid4().hex[:12]}")
        asyncio.run(execute(postgres_server, f"CREATE DATABASE {names[-1]}"))
        return postgres_server.set(database=names[-1]).render_as_string(hide_password=False)

    yield create
    for name in names:
        asyncio.run(execute(postgres_server, f"DROP DATABASE {name} WITH (FORCE)"))


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
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty database, once on SQLite and once on PostgreSQL."""
    opened = Database(database_url)
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
    tables = ", ".join(table.name for table in metadata.sorted_tables)
    async with database.write() as connection:
        await connection.execute(text(f"TRUNCATE {tables} CASCADE"))
        await connection.execute(insert(knowledge_state).values(id=1, sequence=0))


class ScriptedAgent:
    """Stands in for the agent graph: answers `re: <what was asked>`, held up and made to fail as a test wants."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.histories: list[tuple[str, ...]] = []
        self.at_work: dict[str, int] = {}
        self.failures: dict[str, int] = {}
        self.held: dict[str, asyncio.Event] = {}
        self.most_at_work = 0
        self.overlapped = False

    def hold(self, text: str) -> asyncio.Event:
        """Keep the turn that begins with this message until the event is set."""
        self.held[text] = asyncio.Event()
        return self.held[text]

    async def expect(self, query: str) -> None:
        """What a knowledge base would prepare."""

    async def ainvoke(self, question: Any, *, context: object) -> dict[str, Outcome]:
        asked = tuple(message.text for message in question["asked"])
        who = asked[0].partition(":")[0]
        self.asked.append(asked)
        self.histories.append(tuple(message.text for message in question["history"]))
        self.overlapped |= self.at_work.get(who, 0) > 0
        self.at_work[who] = self.at_work.get(who, 0) + 1
        self.most_at_work = max(self.most_at_work, sum(self.at_work.values()))
        try:
            for _ in range(10):  # a model is waited for: others get their turn
                await asyncio.sleep(0)
            if gate := self.held.get(asked[0]):
                await gate.wait()
            if self.failures.get(asked[0], 0):
                self.failures[asked[0]] -= 1
                raise RuntimeError("the agent broke")
        finally:
            self.at_work[who] -= 1
        silent = question["held"]
        reply = "" if silent else "re: " + " | ".join(asked)
        return {"outcome": Outcome(reply=reply, language="en", intent="x", sentiment=Sentiment("neutral", 0.1))}


async def passing(_context: GradingContext) -> Grade:
    return Grade.passed()


class Shop:
    """A database with one account, and the processes that serve it."""

    plan = GradingPlan(
        (
            Grader(id="groundedness", version="1", stage=Stage.REPLY, labels=("passed",), grade=passing),
            Grader(id="resolution", version="1", stage=Stage.OUTCOME, labels=("passed",), grade=passing),
        )
    )

    def __init__(self, database: Database, account: str) -> None:
        self.database, self.account, self.live = database, account, Live()
        self.agent = ScriptedAgent()
        self.opened: list[Turns] = []

    async def process(self) -> Process:
        async with self.database.write() as connection:
            return await register(connection)

    async def turns(self, process: Process | None = None, agent: Any = None, **changes: Any) -> Turns:
        """The turns of one process; `drain` is called after the test."""
        given = {"concurrent": 8, "max_waiting": 100, "plan": self.plan, "live": self.live, "context": None} | changes
        agent = agent or self.agent
        turns = Turns(
            database=self.database, process=process or await self.process(), agent=agent, retriever=agent, **given
        )
        self.opened.append(turns)
        return turns

    def incoming(self, said: str, key: str | None = None) -> Incoming:
        """`said` is `who: what`; who writes is the contact."""
        who = said.partition(":")[0]
        return Incoming(key=key or new_id(), where=Contact(self.account, "webhook", who), text=said, at=now())

    async def say(self, turns: Turns, said: str, key: str | None = None) -> StoredMessage:
        return (await turns.receive(self.incoming(said, key))).message

    async def answered(self, turns: Turns, *said: StoredMessage) -> None:
        for message in said:
            assert await turns.answered(message.conversation_id, message.seq, 10.0)

    async def bury(self, process: Process) -> None:
        """Let the process look as if it had not been heard of for too long."""
        async with self.database.write() as connection:
            await connection.execute(
                update(processes).where(processes.c.id == process.id).values(heartbeat_at=now() - DEAD_AFTER * 2)
            )

    async def rows(self, statement: Any) -> Sequence[AnyRow]:
        async with self.database.read() as connection:
            return (await connection.execute(statement)).all()

    async def said(self, conversation_id: str) -> list[str]:
        """All texts of the conversation, in order."""
        where = messages.c.conversation_id == conversation_id
        return [row.text for row in await self.rows(select(messages).where(where).order_by(messages.c.seq))]

    async def conversation(self, conversation_id: str) -> AnyRow:
        return (await self.rows(select(conversations).where(conversations.c.id == conversation_id)))[0]


@pytest.fixture
async def shop(database: Database, account: str) -> AsyncIterator[Shop]:
    opened = Shop(database, account)
    yield opened
    for gate in opened.agent.held.values():
        gate.set()
    for turns in opened.opened:
        await turns.drain(5.0)


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
