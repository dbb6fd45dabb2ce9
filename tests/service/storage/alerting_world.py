"""Alerts over a stored world: conversations at will, a clock that the test sets, and targets that remember."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
from sqlalchemy import insert

from evals.alerts.document import AlertRules
from service.alerts.alerting import Alerting, Round
from service.alerts.alerts import alerts_in_force, put_alerts_in_force
from service.live import Live
from service.notifier import Audience, Notice, NotTaken, Target
from service.storage.alerts.alerts import AlertRow, list_alerts
from service.storage.alerts.deliveries import how_told
from service.storage.tables import conversations, customers, grades, messages, reviews, rule_hits, turns
from service.storage.types import new_id
from tests.service.storage.conftest import START, World


@dataclass
class Hearer:
    """Stands for an address; `takes` says whether it takes what is sent."""

    takes: bool = True
    permanent: bool = False
    heard: list[Notice] = field(default_factory=list)

    async def __call__(self, notice: Notice, _http: httpx.AsyncClient) -> None:
        self.heard.append(notice)
        if not self.takes:
            raise NotTaken("it is closed.", permanent=self.permanent)

    @property
    def said(self) -> list[str]:
        return [notice.title for notice in self.heard]


@dataclass
class Shift:
    """Alerting over this world, at a time that the test sets."""

    world: World
    told: Hearer = field(default_factory=Hearer)
    others: dict[str, Hearer] = field(default_factory=dict)
    bosses: dict[str, Hearer] = field(default_factory=dict)
    at: datetime = START

    @property
    def audience(self) -> Audience:
        def targets(of: dict[str, Hearer]) -> tuple[Target, ...]:
            return tuple(Target(key, hearer) for key, hearer in of.items())

        return Audience(targets({"1 chat": self.told} | self.others), targets(self.bosses))

    async def look(self, after: timedelta = timedelta()) -> Round:
        """A round by a process that has just started."""
        self.at += after
        async with httpx.AsyncClient() as http:
            return await self.alerting(http).round()

    def alerting(self, http: httpx.AsyncClient) -> Alerting:
        """What a process does that goes on."""
        return Alerting(self.world.database, Live(), self.audience, http, lambda: self.at)

    async def rules(self, *rules: Any, **document: Any) -> None:
        async with self.world.database.read() as connection:
            number, _ = await alerts_in_force(connection)
        document["rules"] = rules
        await put_alerts_in_force(self.world.database, AlertRules.model_validate(document), number, "ann")

    async def alerts(self) -> list[AlertRow]:
        async with self.world.database.read() as connection:
            return await list_alerts(connection)

    async def failed(self) -> list[str | None]:
        """What was not taken of each alert, the latest first."""
        async with self.world.database.read() as connection:
            ids = [one.id for one in await list_alerts(connection)]
            told = await how_told(connection, ids)
        return [told[one].failed for one in ids]


async def conversed(world: World, at: datetime, *waits_s: float | None, **changes: Any) -> list[str]:
    """Conversations a second apart, whose first reply came after so long, or not at all; returns their turns."""
    customer, ids = new_id(), [(new_id(), new_id()) for _ in waits_s]
    async with world.database.write() as connection:
        await connection.execute(insert(customers).values(id=customer, created_at=at))
        await connection.execute(
            insert(conversations),
            [
                {"id": one, "account_id": world.account, "customer_id": customer, "channel": "webhook", "contact": "c"}
                | {"state": "open", "source": {}, "started_at": then, "opened_at": then, "last_message_at": then}
                | changes
                for then, (one, _) in _seconds(at, ids)
            ],
        )
        await connection.execute(
            insert(turns),
            [
                {"id": turn, "conversation_id": one, "first_seq": 1, "held": False, "asked_at": then, "contacts": []}
                | {"passages": [], "citations": [], "timings": {}}
                | {"replied_at": None if wait is None else then + timedelta(seconds=wait)}
                for (then, (one, turn)), wait in zip(_seconds(at, ids), waits_s, strict=True)
            ],
        )
        replied = [
            {"id": new_id(), "conversation_id": one, "seq": 2, "role": "agent", "text": "r", "state": "answered"}
            | {"at": then + timedelta(seconds=wait), "citations": []}
            for (then, (one, _)), wait in zip(_seconds(at, ids), waits_s, strict=True)
            if wait is not None
        ]
        if replied:
            await connection.execute(insert(messages), replied)
    return [turn for _, turn in ids]


def _seconds(at: datetime, items: Sequence[Any]) -> list[tuple[datetime, Any]]:
    return [(at + timedelta(seconds=number), item) for number, item in enumerate(items)]


async def grade(
    world: World, grader: str, at: datetime, *given: tuple[str, str, float | None], version: str = "1"
) -> None:
    """Grades of turns: (turn, label, score)."""
    rows = [
        {"turn_id": turn, "grader": grader, "version": version, "stage": "reply", "state": "done", "not_before": at}
        | {"label": label, "score": score, "graded_at": at}
        for turn, label, score in given
    ]
    async with world.database.write() as connection:
        await connection.execute(insert(grades), rows)


async def hit(world: World, rule: str, severity: str, *ids: str) -> None:
    """A hit of this rule in each of these turns."""
    for one in ids:
        (turn,) = await world.rows(turns.select().where(turns.c.id == one))
        row = {"turn_id": one, "conversation_id": turn.conversation_id, "grader": "rules", "version": "1"}
        row |= {"title": "t", "points": 1, "reply": 0, "start_char": 0, "end_char": 1, "quote": "", "reason": ""}
        async with world.database.write() as connection:
            entered = insert(rule_hits).values(id=new_id(), rule=rule, severity=severity, at=START, **row)
            await connection.execute(entered)


async def reviewed(world: World, at: datetime, *said: tuple[str, tuple[str, str]]) -> None:
    """Ann's reviews of resolved turns: (turn, (label, how it was picked))."""
    rows = [
        {"id": new_id(), "turn_id": one, "grader": "resolution", "version": "1", "given": "resolved", "label": label}
        | {"blind": True, "picked": picked, "reviewer": "ann", "note": "", "at": at}
        for one, (label, picked) in said
    ]
    async with world.database.write() as connection:
        await connection.execute(insert(reviews), rows)
