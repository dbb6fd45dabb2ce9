"""A shop in which everything happens that rates rest on, by chance and one thing after the other."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import insert, select

from graphs.evaluator.grader import Grade, Graded, Stage
from graphs.turn import Citation, Contact, HandoffReason
from service.errors import TurnwiseError
from service.storage.conversations.ratings import rate
from service.storage.customers.customers import Contact as Person
from service.storage.desk.operators import close_idle
from service.storage.desk.returning import give_back
from service.storage.grading.grades import adopt_versions, claim_work, store_grades
from service.storage.grading.rule_hits import resolve
from service.storage.kpi_changes import mark_turns
from service.storage.memories.forgetting import forget
from service.storage.messages.sessions import Start, start_conversations
from service.storage.tables import conversations, grades, rule_hits, turns
from service.storage.types import new_id
from service.storage.users.groups import add_group, find_group, join, leave
from service.storage.users.wages import Earner, put_wage
from tests.service.storage.conftest import PLAN, World

LABELS = {
    "resolution": ("resolved", "resolved", "unresolved", "not_applicable"),
    "complaint": ("complaint", "no_complaint"),
    "escalation_risk": ("warning", "calm"),
    "sensitive_data": ("exposed", "clean"),
    "rules": ("passed", "failed"),
}
GRADERS = [("groundedness", "1"), ("resolution", "1")]


@dataclass
class BusyShop:
    """`step` lets one thing happen; what is not possible just then does not."""

    world: World
    operators: tuple[str, str]
    seed: int
    chance: Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)

    async def step(self) -> None:
        happens: list[Callable[[], Awaitable[object]]] = [
            self._turn, self._turn, self._turn, self._visit, self._say, self._claim, self._reply, self._give_back,
            self._close, self._close, self._idle, self._rate, self._grade, self._grade, self._judge, self._judge,
            self._adopt, self._hit, self._withdraw, self._forget, self._group, self._wage, self._wait,
        ]  # fmt: skip
        try:
            await self.chance.choice(happens)()
        except TurnwiseError:
            self.world.tick()

    async def _turn(self) -> None:
        cited = self.chance.random() < 0.5
        await self.world.turn(
            contact=self.chance.choice("abcd"),
            intent=self.chance.choice(["returns", "shipping", "greeting"]),
            citations=(Citation(self.chance.choice(["a.md", "b.md"]), "1", "So it is."),) if cited else (),
            answered=cited or self.chance.random() < 0.3,
            handoff=self.chance.choice([None, None, HandoffReason.POLICY, HandoffReason.SAFETY]),
            contacts=(Contact("email", "a@example.com", "a@example.com"),) if self.chance.random() < 0.2 else (),
            asks=("phone",) if self.chance.random() < 0.3 else (),
            model=self.chance.choice(["fixed", "big"]),
            prompt_version=self.chance.choice(["p1", "p2"]),
            knowledge_version=self.chance.randrange(3),
            language=self.chance.choice(["en", "zh"]),
        )

    async def _visit(self) -> None:
        start = Start(Person(self.world.account, "webhook", self.chance.choice("abcd")), {}, "en", self.world.tick())
        async with self.world.database.write() as connection:
            await start_conversations(connection, [start])

    async def _say(self) -> None:
        await self.world.say("Hello?", contact=self.chance.choice("abcd"))

    async def _any(self, *states: str) -> str:
        query = select(conversations.c.id).order_by(conversations.c.id)
        rows = await self.world.rows(query.where(conversations.c.state.in_(states)) if states else query)
        if not rows:
            raise TurnwiseError
        return str(self.chance.choice(rows).id)

    async def _claim(self) -> None:
        await self.world.claim(await self._any("waiting", "open"), self.chance.choice(self.operators))

    async def _reply(self) -> None:
        await self.world.reply(await self._any("human"), self.chance.choice(self.operators), "Here I am.", new_id())

    async def _give_back(self) -> None:
        async with self.world.database.write() as connection:
            operator = self.chance.choice(self.operators)
            await give_back(connection, await self._any("human"), operator, lambda _: "Bye.", self.world.tick())

    async def _close(self) -> None:
        await self.world.close(
            await self._any(), self.chance.choice(["operator", "customer"]), self.chance.choice([True, None])
        )

    async def _idle(self) -> None:
        at = self.world.tick()
        async with self.world.database.write() as connection:
            await close_idle(
                connection, self.world.database, PLAN, await self._any("human", "open"), at - timedelta(minutes=5), at
            )

    async def _rate(self) -> None:
        async with self.world.database.write() as connection:
            await rate(connection, await self._any("closed"), self.chance.randrange(1, 6), None)

    async def _grade(self) -> None:
        at = self.world.tick()
        async with self.world.database.write() as connection:
            jobs = await claim_work(connection, self.world.process, GRADERS, at, 2)
            given = [
                (job.turn_id, Graded(grader, "1", job.stage, self._judgement(grader), 1.0))
                for job in jobs
                for grader in sorted(job.graders)
            ]
            await store_grades(connection, self.world.process, given, at)

    def _judgement(self, grader: str) -> Grade:
        if self.chance.random() < 0.15:
            return Grade.could_not_grade("the judge sleeps")
        label = self.chance.choice(LABELS.get(grader, ("passed",)))
        return Grade.not_applicable("nothing to judge") if label == "not_applicable" else Grade.passed("", label)

    async def _judge(self) -> None:
        """A further grader's work, queued and done."""
        turn, grader = await self._a_turn(), self.chance.choice(sorted(LABELS))
        at, version = self.world.tick(), "1.0" if grader == "rules" else "1"
        graded = Graded(grader, version, Stage.REPLY, self._judgement(grader), 1.0)
        async with self.world.database.write() as connection:
            known = select(grades.c.turn_id).where(grades.c.turn_id == turn.id, grades.c.grader == grader)
            if (await connection.execute(known)).first() is None:
                row = {"turn_id": turn.id, "grader": grader, "version": version, "stage": "reply", "not_before": at}
                claimed = {"state": "claimed", "claimed_by": self.world.process, "attempts": 3}
                await connection.execute(insert(grades).values(**row, **claimed))
                await store_grades(connection, self.world.process, [(turn.id, graded)], at)

    async def _a_turn(self) -> Any:
        rows = await self.world.rows(select(turns).where(turns.c.replied_at.is_not(None)).order_by(turns.c.id))
        if not rows:
            raise TurnwiseError
        return self.chance.choice(rows)

    async def _adopt(self) -> None:
        async with self.world.database.write() as connection:
            await adopt_versions(connection, GRADERS)

    async def _hit(self) -> None:
        turn, rule = await self._a_turn(), self.chance.choice(["capture.pressure", "manners.greeting"])
        async with self.world.database.write() as connection:
            place = {"reply": 0, "start_char": 0, "end_char": 1, "quote": "", "reason": "", "at": self.world.tick()}
            named = {"rule": rule, "title": "", "severity": "major", "points": 5, "grader": "rules", "version": "1.0"}
            whose = {"id": new_id(), "turn_id": turn.id, "conversation_id": turn.conversation_id}
            await connection.execute(insert(rule_hits).values(**whose, **named, **place))
            await mark_turns(connection, [turn.id])  # as the grade does that finds it

    async def _withdraw(self) -> None:
        rows = await self.world.rows(select(rule_hits.c.id).order_by(rule_hits.c.id))
        if rows:
            async with self.world.database.write() as connection:
                await resolve(connection, self.chance.choice(rows).id, "withdrawn", "", "mia", self.world.tick())

    async def _forget(self) -> None:
        if self.chance.random() < 0.2:
            rows = await self.world.rows(select(conversations.c.customer_id).order_by(conversations.c.id))
            if rows:
                async with self.world.database.write() as connection:
                    await forget(connection, self.chance.choice(rows).customer_id, "test", self.world.tick())

    async def _group(self) -> None:
        """Also after the fact: from some days ago on."""
        since = self.world.at - timedelta(days=self.chance.randrange(4))
        async with self.world.database.write() as connection:
            await add_group(connection, self.world.database, "Sales", since)
            group = await find_group(connection, "Sales")
            assert group
            if self.chance.random() < 0.7:
                await join(connection, self.chance.choice(self.operators), group, since)
            else:
                await leave(connection, self.chance.choice(self.operators), since)

    async def _wage(self) -> None:
        async with self.world.database.write() as connection:
            group = await find_group(connection, "Sales")
            own = group is None or self.chance.random() < 0.5
            earner = Earner(self.chance.choice(self.operators)) if own else Earner(group_id=group)
            since = self.world.at - timedelta(days=self.chance.randrange(4))
            await put_wage(connection, earner, Decimal(self.chance.randrange(20, 90)), "USD", since)

    async def _wait(self) -> None:
        self.world.at += timedelta(hours=self.chance.choice([1, 5, 30, 100]))
