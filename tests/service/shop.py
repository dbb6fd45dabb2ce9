"""A shop to test with: real storage, the processes that serve it, and an agent that does as it is told."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.handoff.document import HandoffPolicy
from graphs.agent.state import Outcome
from graphs.evaluator.grader import Grade, Grader, GradingContext, Stage
from graphs.turn import Sentiment
from prompts.replies import load_replies
from service.accounts.accounts import Accounts
from service.arrivals import Arrivals
from service.budget import Budget
from service.care.invitations import Invitations
from service.in_force import InForce, Policies
from service.incoming.intake import Intake
from service.live import Live
from service.storage.customers.customers import Contact
from service.storage.database import Database
from service.storage.grading.grading import GradingPlan
from service.storage.messages.messages import StoredMessage
from service.storage.messages.receive import Incoming
from service.storage.processes import DEAD_AFTER, Process, register
from service.storage.tables import conversations, messages, processes, users
from service.storage.types import AnyRow, new_id, now
from service.turns.turns import Turns


class FaultyDatabase(Database):
    """A real database of which the next writes fail: `failing` of them, at their end, so that nothing is kept."""

    failing = 0

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        async with super().write() as connection:
            yield connection
            self._fail_if_told()

    @asynccontextmanager
    async def accept(self) -> AsyncIterator[AsyncConnection]:
        async with super().accept() as connection:
            yield connection
            self._fail_if_told()

    @asynccontextmanager
    async def jot(self) -> AsyncIterator[AsyncConnection]:
        async with super().jot() as connection:
            if not self.is_sqlite:  # there `accept` does it; here what is done cannot be taken back
                self._fail_if_told()
            yield connection

    @asynccontextmanager
    async def write_behind(self) -> AsyncIterator[AsyncConnection]:
        async with super().write_behind() as connection:
            yield connection
            self._fail_if_told()

    def _fail_if_told(self) -> None:
        if self.failing:
            self.failing -= 1
            raise OperationalError("COMMIT", {}, Exception("the disk is away"))


class ScriptedAgent:
    """Stands in for the agent graph: answers `re: <what was asked>`, held up and made to fail as a test wants."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.histories: list[tuple[str, ...]] = []
        self.files: list[tuple[Any, ...]] = []
        self.at_work: dict[str, int] = {}
        self.failures: dict[str, int] = {}
        self.held: dict[str, asyncio.Event] = {}
        self.most_at_work = 0
        self.choices: tuple[str, ...] = ()
        self.asks: tuple[str, ...] = ()
        self._begun = asyncio.Condition()
        self.overlapped = False

    def hold(self, text: str) -> asyncio.Event:
        """Keep the turn that begins with this message until the event is set."""
        self.held[text] = asyncio.Event()
        return self.held[text]

    async def begun(self, turns: int) -> None:
        """Return when so many turns have begun."""
        async with self._begun:
            await self._begun.wait_for(lambda: len(self.asked) >= turns)

    async def expect(self, query: str) -> None:
        """What a knowledge base would prepare."""

    async def ainvoke(self, question: Any, *, context: object) -> dict[str, Outcome]:
        asked = tuple(message.text for message in question["asked"])
        who = asked[0].partition(":")[0]
        self.asked.append(asked)
        self.files.append(question["attached"])
        async with self._begun:
            self._begun.notify_all()
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
        mood = Sentiment("neutral", 0.1)
        said = Outcome(reply=reply, language="en", intent="x", sentiment=mood, choices=self.choices, asks=self.asks)
        return {"outcome": said}


def intake_of(shop: "Shop", accounts: Accounts, turns: Turns) -> Intake:
    """By which what these accounts' platforms deliver comes in."""
    ratings = Invitations(shop.database, shop.policies(), shop.live, accounts.channels)
    return Intake(
        database=shop.database,
        accounts=accounts,
        turns=turns,
        line=None,
        ratings=ratings,
        live=shop.live,
    )  # type: ignore[arg-type]


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

    def __init__(self, database: FaultyDatabase, account: str) -> None:
        self.database, self.account, self.live, self.arrivals = database, account, Live(), Arrivals()
        self.agent = ScriptedAgent()
        self.opened: list[Turns] = []

    def policies(self, **in_force: Any) -> Policies:
        """Those that are in force in the shop; by kind what is not as the defaults have it."""
        return Policies(InForce(**({"handoff": HandoffPolicy()} | in_force)), load_replies())

    async def process(self) -> Process:
        async with self.database.write() as connection:
            return await register(connection)

    async def turns(self, process: Process | None = None, agent: Any = None, **changes: Any) -> Turns:
        """The turns of one process; `drain` is called after the test."""
        given = {
            "concurrent": 8,
            "max_waiting": 100,
            "plan": self.plan,
            "live": self.live,
            "policies": self.policies(),
        } | changes
        given.setdefault("contexts", Budget(self.database, None))  # type: ignore[arg-type]
        agent = agent or self.agent
        turns = Turns(
            database=self.database,
            process=process or await self.process(),
            agent=agent,
            retriever=agent,
            arrivals=self.arrivals,
            **given,
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

    async def operator(self, name: str) -> str:
        """The id of a new operator."""
        row = {"id": new_id(), "email": f"{name}@example.com", "name": name, "password_hash": "-", "created_at": now()}
        async with self.database.write() as connection:
            await connection.execute(users.insert().values(row))
        return str(row["id"])

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
