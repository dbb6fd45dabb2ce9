"""A small world to store: one account, two graders, a process that answers, an operator."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from graphs.agent.state import Outcome
from graphs.evaluator.grader import Grade, Grader, GradingContext, Stage
from graphs.turn import Sentiment
from service.storage.customers.customers import Contact
from service.storage.database import Database
from service.storage.desk.operators import Ended, claim, close, reply
from service.storage.grading.grading import GradingPlan
from service.storage.messages.answer_rows import Answered
from service.storage.messages.messages import StoredMessage
from service.storage.messages.receive import Incoming, Receipt, receive
from service.storage.tables import conversations, grades, users
from service.storage.turns.answers import Committed, commit_turns
from service.storage.turns.backlog import load_work
from service.storage.types import AnyRow, new_id

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ANSWER = Outcome(
    reply="Within 30 days.", language="en", intent="returns", sentiment=Sentiment("neutral", 0.1), answered=True
)


async def passing(_context: GradingContext) -> Grade:
    return Grade.passed()


PLAN = GradingPlan(
    (
        Grader(id="groundedness", version="1", stage=Stage.REPLY, labels=("passed",), grade=passing),
        Grader(id="resolution", version="1", stage=Stage.OUTCOME, labels=("passed",), grade=passing),
    )
)


@dataclass
class World:
    """What happens, one transaction a step; every step takes a minute."""

    database: Database
    account: str
    process: str = ""
    at: datetime = START

    def __post_init__(self) -> None:
        self.process = self.process or new_id()

    def tick(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at

    def incoming(
        self, text: str, key: str | None = None, contact: str = "ada", where: str | Contact | None = None
    ) -> Incoming:
        place = where or Contact(self.account, "webhook", contact)
        return Incoming(key=key or new_id(), where=place, text=text, at=self.tick())

    async def receive(self, *batch: Incoming, process: str | None = None) -> list[Receipt]:
        """Store a batch in which nothing may be refused."""
        async with self.database.write() as connection:
            results = await receive(connection, batch, process or self.process)
        assert all(isinstance(result, Receipt) for result in results), results
        return [result for result in results if isinstance(result, Receipt)]

    async def say(self, text: str, contact: str = "ada", key: str | None = None) -> StoredMessage:
        return (await self.receive(self.incoming(text, key, contact)))[0].message

    async def answer(
        self, conversation_id: str, outcome: Outcome = ANSWER, process: str | None = None
    ) -> Committed | None:
        """Answer what waits, as the agent would."""
        async with self.database.read() as connection:
            work = (await load_work(connection, [conversation_id]))[conversation_id]
        return await self.commit(
            Answered(
                conversation_id=conversation_id, asked=work.asked, outcome=outcome, held=work.held, at=self.tick()
            ),
            process,
        )

    async def commit(self, answered: Answered, process: str | None = None) -> Committed | None:
        async with self.database.write() as connection:
            return (await commit_turns(connection, self.database, PLAN, process or self.process, [answered]))[0]

    async def turn(self, text: str = "Can I return it?", contact: str = "ada", **changes: object) -> Committed:
        """A customer's message and its answer."""
        message = await self.say(text, contact)
        committed = await self.answer(message.conversation_id, replace(ANSWER, **changes))  # type: ignore[arg-type]
        assert committed is not None
        return committed

    async def claim(self, conversation_id: str, operator: str) -> None:
        async with self.database.write() as connection:
            await claim(connection, conversation_id, operator, self.tick())

    async def reply(self, conversation_id: str, operator: str, text: str, client_id: str = "1") -> StoredMessage:
        async with self.database.write() as connection:
            return await reply(connection, self.database, PLAN, conversation_id, operator, text, client_id, self.tick())

    async def close(self, conversation_id: str, by: str = "customer", solved: bool | None = None) -> None:
        async with self.database.write() as connection:
            await close(connection, self.database, PLAN, conversation_id, Ended(by, solved), self.tick())

    async def conversation(self, conversation_id: str) -> AnyRow:
        async with self.database.read() as connection:
            return (await connection.execute(select(conversations).where(conversations.c.id == conversation_id))).one()

    async def grading(self, turn_id: str) -> dict[str, str]:
        """The state of each grader's work on this turn."""
        async with self.database.read() as connection:
            rows = await connection.execute(select(grades.c.grader, grades.c.state).where(grades.c.turn_id == turn_id))
            return {row.grader: row.state for row in rows}

    async def rows(self, statement: object) -> Sequence[AnyRow]:
        async with self.database.read() as connection:
            return (await connection.execute(statement)).all()  # type: ignore[call-overload,no-any-return]


@pytest.fixture
async def world(database: Database, account: str) -> World:
    return World(database, account)


@pytest.fixture
def plan() -> GradingPlan:
    return PLAN


@pytest.fixture
async def operators(database: Database) -> tuple[str, str]:
    """The ids of two operators."""
    return await two_operators(database)


async def two_operators(database: Database) -> tuple[str, str]:
    ids = (new_id(), new_id())
    async with database.write() as connection:
        await connection.execute(
            insert(users),
            [
                {"id": ids[0], "email": "mia@example.com", "name": "Mia", "password_hash": "-", "created_at": START},
                {"id": ids[1], "email": "bo@example.com", "name": "Bo", "password_hash": "-", "created_at": START},
            ],
        )
    return ids
