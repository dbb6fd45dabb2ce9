"""Alerts on what is stored: they fire once, wait for quiet hours to end, are acknowledged, clear lower."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from evals.alerts.document import AlertRules
from service.alerting import Alerting
from service.alerts import alerts_in_force, put_alerts_in_force
from service.errors import NotAllowedNow, NotFound
from service.live import Live
from service.storage.alert_series import series
from service.storage.alerts import acknowledge, list_alerts
from service.storage.tables import conversations, customers, grades, messages, rule_hits, turns
from service.storage.types import new_id
from tests.service.storage.conftest import START, World

SLOW = {"id": "slow", "kind": "rate", "rate": "first_response", "over": 120, "above": 0.1, "clear": 0.05}


@dataclass
class Told:
    """Stands for the addresses; `takes` says whether they take what is sent."""

    takes: bool = True
    said: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return True

    async def send(self, title: str, _body: str) -> bool:
        self.said.append(title)
        return self.takes


@dataclass
class Shift:
    """Alerting over this world, at a time that the test sets."""

    world: World
    told: Told = field(default_factory=Told)
    at: datetime = START

    async def look(self, after: timedelta = timedelta()) -> Any:
        self.at += after
        return await Alerting(self.world.database, Live(), self.told, lambda: self.at).round()  # type: ignore[arg-type]

    async def rules(self, *rules: Any, **document: Any) -> None:
        async with self.world.database.read() as connection:
            number, _ = await alerts_in_force(connection)
        document["rules"] = rules
        await put_alerts_in_force(self.world.database, AlertRules.model_validate(document), number, "ann")

    async def alerts(self) -> list[Any]:
        async with self.world.database.read() as connection:
            return await list_alerts(connection)


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
                for then, (one, turn) in _seconds(at, ids)
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


def _seconds(at: datetime, items: list[Any]) -> list[tuple[datetime, Any]]:
    return [(at + timedelta(seconds=number), item) for number, item in enumerate(items)]


async def grade(world: World, grader: str, at: datetime, *given: tuple[str, str, float | None]) -> None:
    rows = [
        {"turn_id": turn, "grader": grader, "version": "1", "stage": "reply", "state": "done", "not_before": at}
        | {"label": label, "score": score, "graded_at": at}
        for turn, label, score in given
    ]
    async with world.database.write() as connection:
        await connection.execute(insert(grades), rows)


async def test_slow_replies_raise_one_alert_that_clears_lower_and_may_come_again(world: World) -> None:
    shift = Shift(world)
    await shift.rules(SLOW)
    assert [one.look.found for one in (await shift.look()).findings] == ["no_data"]
    await conversed(world, START, *[300.0] * 15, *[None] * 10, *[30.0] * 20)

    assert (await shift.look(timedelta(minutes=5))).fired == 1
    assert (await shift.look(timedelta(minutes=1))).fired == 0
    (alert,) = await shift.alerts()
    assert (alert.state, alert.n, alert.value, alert.limit) == ("firing", 45, pytest.approx(25 / 45), 0.1)
    assert shift.told.said == ["[major] slow"]

    await conversed(world, shift.at, *[300.0] * 2, *[30.0] * 20)
    assert (await shift.look(timedelta(minutes=5))).cleared == 0  # better than the limit is not enough
    await conversed(world, shift.at, *[30.0] * 40)
    assert (await shift.look(timedelta(minutes=5))).cleared == 1
    assert shift.told.said == ["[major] slow", "[cleared] slow"]

    await conversed(world, shift.at, *[300.0] * 30)
    assert (await shift.look(timedelta(minutes=5))).fired == 1
    assert [one.state for one in await shift.alerts()] == ["firing", "cleared"]


async def test_nothing_is_sent_in_quiet_hours_nor_twice_and_what_failed_is_sent_again(world: World) -> None:
    shift = Shift(world, Told(takes=False))
    await shift.rules(SLOW, quiet={"from": "09:00", "until": "09:30"})
    await conversed(world, START, *[300.0] * 30)
    assert (await shift.look(timedelta(minutes=5))).fired == 1
    assert shift.told.said == []
    await shift.look(timedelta(minutes=25))
    shift.told.takes = True
    await shift.look(timedelta(seconds=30))
    assert len(shift.told.said) == 1  # it waits before it tries again
    assert (await shift.look(timedelta(minutes=1))).sent == 1
    await shift.look(timedelta(hours=1))
    assert len(shift.told.said) == 2


async def test_a_turn_alarms_once_a_conversation_and_somebody_takes_note(world: World) -> None:
    shift = Shift(world)
    angry = {"id": "angry", "kind": "turn", "grader": "sentiment", "score_up_to": 0.05}
    secret = {"id": "secret", "kind": "turn", "severity": "critical", "hits": ["sensitive.*"]}
    await shift.rules(angry, secret)
    first, second, third = await conversed(world, START, 1.0, 1.0, 1.0)
    await grade(world, "sentiment", START, (first, "negative", 0.02), (second, "negative", 0.2))
    conversation = (await world.rows(turns.select().where(turns.c.id == third)))[0].conversation_id
    hit = {"turn_id": third, "conversation_id": conversation, "grader": "rules", "version": "1.1", "title": "t"}
    hit |= {
        "severity": "critical",
        "points": 30,
        "reply": 0,
        "start_char": 0,
        "end_char": 1,
        "quote": "",
        "reason": "r",
    }
    async with world.database.write() as connection:
        for rule in ("sensitive.bank_card", "sensitive.identity_number", "manners.greeting"):
            await connection.execute(insert(rule_hits).values(id=new_id(), rule=rule, at=START, **hit))

    assert (await shift.look(timedelta(minutes=1))).fired == 2
    assert (await shift.look(timedelta(minutes=1))).fired == 0
    found = {alert.rule: alert for alert in await shift.alerts()}
    assert (found["angry"].turn_id, found["angry"].value) == (first, 0.02)
    assert found["secret"].reason == "rule hit: sensitive.bank_card"

    async with world.database.write() as connection:
        done = await acknowledge(connection, found["angry"].id, "ann", "called them", shift.at)
    assert (done.state, done.acknowledged_by, done.note) == ("acknowledged", "ann", "called them")
    async with world.database.write() as connection:
        with pytest.raises(NotAllowedNow):
            await acknowledge(connection, found["angry"].id, "bob", "", shift.at)
        with pytest.raises(NotFound):
            await acknowledge(connection, new_id(), "bob", "", shift.at)


async def test_every_rate_is_read_as_it_is_defined(world: World) -> None:
    turn_ids = await conversed(world, START, 1.0, 200.0, None, closed_at=START, rating=4, had_lead=True)
    await grade(world, "complaint", START, (turn_ids[0], "complaint", 0.1), (turn_ids[1], "no_complaint", 0.9))
    await grade(world, "groundedness", START, (turn_ids[0], "grounded", 0.8), (turn_ids[1], "not_applicable", None))
    later = START + timedelta(hours=2)

    async def read(rate: str, **fields: Any) -> list[float]:
        limit = {"worse_by": 0.1} | ({"over": 60.0} if rate in ("first_response", "grading_lag") else {})
        document = AlertRules.model_validate({"rules": [{"id": "r", "kind": "rate", "rate": rate} | limit | fields]})
        async with world.database.read() as connection:
            return await series(connection, document.rules[0], START, later)  # type: ignore[arg-type]

    assert await read("first_response") == [1.0, 200.0, float("inf")]
    assert await read("first_response", channels=["telegram"]) == []
    assert await read("complaint") == [1.0, 0.0]
    assert await read("groundedness") == [0.8]
    assert await read("csat") == [4.0, 4.0, 4.0]
    assert await read("transfer") == [0.0, 0.0, 0.0]
    assert await read("lead_capture") == [1.0, 1.0, 1.0]
    assert await read("operator_first_response", over=60.0) == []
    assert await read("cost", over=1.0) == []
    assert await read("script_compliance") == []
    async with world.database.write() as connection:
        await connection.execute(turns.update().values(replied_at=START - timedelta(seconds=9)))
    assert await read("grading_lag") == [9.0, 9.0]
    await grade(world, "groundedness_judge", START + timedelta(hours=1), (turn_ids[0], "over_budget", None))
    assert await read("grading_lag") == [9.0, 9.0]
