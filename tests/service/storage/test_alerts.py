"""Alerts on what is stored: they fire once, wait for quiet hours to end, are acknowledged, clear lower."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from evals.alerts.document import AlertRules, ShiftRule
from service.errors import NotAllowedNow, NotFound
from service.storage.alerts.alerts import acknowledge
from service.storage.alerts.labels import label_counts, labels, latest_version
from service.storage.alerts.series import series
from service.storage.tables import rule_hits, turns
from service.storage.types import new_id
from tests.service.storage.alerting_world import Hearer, Shift, conversed, grade, hit, reviewed
from tests.service.storage.conftest import START, World

SLOW = {"id": "slow", "kind": "rate", "rate": "first_response", "over": 120, "above": 0.1, "clear": 0.05}


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
    shift = Shift(world, Hearer(takes=False))
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
        limit = {"worse_by": 0.1} | ({"over": 60.0} if rate in ("first_response", "grading_lag", "response") else {})
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
    assert await read("script_compliance") == await read("rule_violations") == []
    assert await read("response", over=60.0) == [1.0, 200.0, float("inf")]
    async with world.database.write() as connection:
        await connection.execute(turns.update().values(replied_at=START - timedelta(seconds=9)))
    assert await read("grading_lag") == [9.0, 9.0]
    await grade(world, "groundedness_judge", START + timedelta(hours=1), (turn_ids[0], "over_budget", None))
    assert await read("grading_lag") == [9.0, 9.0]


async def test_turns_of_one_conversation_are_one_value(world: World) -> None:
    first, second, late = await conversed(world, START, 1.0, 1.0, 1.0)
    conversation = (await world.rows(turns.select().where(turns.c.id == first)))[0].conversation_id
    async with world.database.write() as connection:
        of_first = turns.update().where(turns.c.id.in_([second, late])).values(conversation_id=conversation)
        await connection.execute(of_first)
    await grade(world, "groundedness", START, (first, "grounded", 0.9), (second, "partly", 0.3))
    await grade(world, "groundedness", START + timedelta(hours=1, seconds=1), (late, "unsupported", 0.0))
    await grade(world, "rules", START, (first, "failed", 0.0), (second, "passed", 1.0))
    await hit(world, "sensitive.bank_card", "critical", first)

    async def read(rate: str, hours: float = 2, **fields: Any) -> list[float]:
        rule = {"id": "r", "kind": "rate", "rate": rate, "worse_by": 0.1} | fields
        document = AlertRules.model_validate({"rules": [rule]})
        async with world.database.read() as connection:
            return await series(connection, document.rules[0], START, START + timedelta(hours=hours))  # type: ignore[arg-type]

    assert await read("groundedness") == [pytest.approx(0.6)]
    assert await read("groundedness", hours=0.9) == []
    assert await read("rule_violations") == await read("script_compliance") == [0.5]
    assert await read("rule_violations", hits=["sensitive.*"]) == await read("rule_violations", hit_severity="critical")
    assert await read("rule_violations", hits=["manners.*"]) == [0.0]


async def test_labels_are_those_of_the_first_turn_of_each_conversation_by_the_latest_version(world: World) -> None:
    rule = ShiftRule(id="s", kind="shift", grader="resolution")
    ids = await conversed(world, START, 1.0, 1.0, 1.0, 1.0)
    conversation = (await world.rows(turns.select().where(turns.c.id == ids[0])))[0].conversation_id
    async with world.database.write() as connection:
        await connection.execute(turns.update().where(turns.c.id == ids[1]).values(conversation_id=conversation))
    given = [(one, label, 0.5) for one, label in zip(ids, ("a", "b", "a", "not_applicable"), strict=True)]
    await grade(world, "resolution", START, *given, version="2")
    await grade(world, "resolution", START - timedelta(hours=1), *[(one, "old", 0.5) for one in ids])
    period = (START - timedelta(days=1), START + timedelta(days=1))
    async with world.database.read() as connection:
        assert await latest_version(connection, "resolution", period[1]) == "2"
        assert await latest_version(connection, "resolution", START) == "1"
        assert await labels(connection, rule, "2", *period) == ["a", "a"]
        assert await label_counts(connection, rule, "2", *period) == {"a": 2}
        only = rule.model_copy(update={"channels": ("telegram",)})
        assert await labels(connection, only, "2", *period) == []


async def test_a_grader_that_shifts_raises_one_alert_until_it_is_as_before_or_that_is_usual(world: World) -> None:
    shift = Shift(world)
    await shift.rules({"id": "moved", "kind": "shift", "grader": "resolution", "by": 0.1, "baseline_h": 100})
    await shifted(world, shift.at - timedelta(hours=50), 10)
    await shifted(world, shift.at, 60)
    (found,) = (await shift.look(timedelta(minutes=5))).findings
    assert (found.look.found, found.rule.rate) == ("firing", "labels of resolution")
    assert (await shift.look(timedelta(minutes=5))).fired == 0
    await shifted(world, shift.at, 8)
    assert (await shift.look(timedelta(hours=25))).cleared == 0  # nothing of that is new enough any more
    await shifted(world, shift.at, 8)
    assert (await shift.look(timedelta(minutes=5))).cleared == 1

    await shifted(world, shift.at, 90)
    assert (await shift.look(timedelta(hours=1))).fired == 1
    await shifted(world, shift.at + timedelta(hours=99), 90)
    assert (await shift.look(timedelta(hours=100))).cleared == 1
    assert shift.told.said == ["[major] moved", "[cleared] moved"] * 2


async def shifted(world: World, at: datetime, percent: int) -> None:
    """Two hundred conversations of which so many are called unresolved."""
    ids = await conversed(world, at, *[1.0] * 200)
    given = [(one, "unresolved" if n % 100 < percent else "resolved", 0.9) for n, one in enumerate(ids)]
    await grade(world, "resolution", at, *given)


async def test_agreement_is_that_of_first_words_on_what_was_drawn_by_chance(world: World) -> None:
    ids = await conversed(world, START, *[1.0] * 4)
    await grade(world, "resolution", START, *[(one, "resolved", 0.9) for one in ids])
    said = [("resolved", "random"), ("unresolved", "random"), ("unresolved", "risk"), ("resolved", "random")]
    await reviewed(world, START, *zip(ids, said, strict=True))
    await reviewed(world, START + timedelta(minutes=1), (ids[1], ("resolved", "random")))
    document = AlertRules.model_validate(
        {"rules": [{"id": "r", "kind": "rate", "rate": "agreement", "grader": "resolution", "below": 0.8}]}
    )
    async with world.database.read() as connection:
        found = await series(connection, document.rules[0], START, START + timedelta(hours=1))  # type: ignore[arg-type]
    assert found == [1.0, 0.0, 1.0]
