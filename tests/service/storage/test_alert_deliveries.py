"""What is told of alerts: once to each target, again where it was not taken, to others where nobody has seen to it."""

import asyncio
from datetime import timedelta

from sqlalchemy import insert

from service.storage.alerts.alerts import acknowledge
from service.storage.alerts.deliveries import MOST_ATTEMPTS, due, list_failing, promise, send_again
from service.storage.tables import alerts
from service.storage.types import new_id
from tests.service.storage.alerting_world import Hearer, Shift, conversed, grade
from tests.service.storage.conftest import START, World

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SLOW = {"id": "slow", "kind": "rate", "rate": "first_response", "over": 120, "above": 0.1, "clear": 0.05}
LEAK = {"id": "leak", "kind": "turn", "severity": "critical", "grader": "sensitive_data", "labels": ["exposed"]}


async def leaked(world: World) -> None:
    (turn,) = await conversed(world, START, 1.0)
    await grade(world, "sensitive_data", START, (turn, "exposed", 0.0))


async def test_a_target_that_takes_nothing_keeps_no_other_from_being_told_and_none_hears_twice(world: World) -> None:
    broken = Hearer(takes=False)
    shift = Shift(world, others={"2 webhooks": broken})
    await shift.rules(LEAK)
    await leaked(world)

    assert (await shift.look(MINUTE)).sent == 1
    assert await shift.failed() == ["2 webhooks: it is closed. (1 attempts)"]
    waits = []
    while len(broken.heard) < 5:
        before = shift.at
        while len(broken.heard) == len(waits) + 1:
            await shift.look(MINUTE)
        waits.append((shift.at - before) // MINUTE)
    assert waits == [1, 2, 4, 8]
    assert len({notice.id for notice in broken.heard}) == 1
    broken.takes = True
    assert (await shift.look(HOUR)).sent == 1
    assert await shift.failed() == [None]
    assert shift.told.said == ["[critical] leak"]


async def test_what_is_never_taken_is_given_up_within_a_day_and_sent_again_when_asked(world: World) -> None:
    shift = Shift(world, Hearer(takes=False))
    await shift.rules(LEAK)
    await leaked(world)
    await shift.look(MINUTE)
    for _ in range(50):
        await shift.look(HOUR)
    assert len(shift.told.heard) == MOST_ATTEMPTS
    assert await shift.failed() == ["1 chat: it is closed. (12 attempts, given up)"]
    shift.told.takes = True
    async with world.database.write() as connection:
        assert [(one.state, one.event) for one in await list_failing(connection)] == [("failed", "fired")]
        assert await send_again(connection, shift.at) == 1
    assert (await shift.look(MINUTE)).sent == 1
    async with world.database.read() as connection:
        assert await list_failing(connection) == []


async def test_who_wants_no_more_is_not_tried_again(world: World) -> None:
    shift = Shift(world, Hearer(takes=False, permanent=True))
    await shift.rules(LEAK)
    await leaked(world)
    for _ in range(3):
        await shift.look(HOUR)
    assert len(shift.told.heard) == 1


async def test_an_address_that_is_no_longer_set_is_told_so(world: World) -> None:
    shift = Shift(world, others={"2 slack": Hearer(takes=False)})
    await shift.rules(LEAK)
    await leaked(world)
    await shift.look(MINUTE)
    shift.others = {}
    await shift.look(HOUR)
    assert await shift.failed() == ["2 slack: this address is no longer set (2 attempts, given up)"]


async def test_what_is_over_before_anybody_was_told_is_not_told(world: World) -> None:
    shift = Shift(world)
    await shift.rules(SLOW, quiet={"from": "09:00", "until": "18:00"})
    await conversed(world, START, *[300.0] * 30)
    assert (await shift.look(5 * MINUTE)).fired == 1
    await conversed(world, shift.at, *[30.0] * 40)
    assert (await shift.look(5 * MINUTE)).cleared == 1
    await shift.look(12 * HOUR)
    assert shift.told.said == []


async def test_an_end_is_told_to_those_who_were_told_of_the_beginning(world: World) -> None:
    late = Hearer(takes=False)
    shift = Shift(world, others={"2 late": late})
    await shift.rules(SLOW)
    await conversed(world, START, *[300.0] * 30)
    await shift.look(5 * MINUTE)
    await conversed(world, shift.at, *[30.0] * 40)
    await shift.look(5 * MINUTE)
    late.takes = True
    await shift.look(HOUR)
    assert shift.told.said == ["[major] slow", "[cleared] slow"]
    assert set(late.said) == {"[major] slow"}  # it took neither, and by now there is nothing to tell
    cleared = shift.told.heard[-1]
    assert {"note", "acknowledged_by"}.isdisjoint(cleared.data)
    assert (cleared.event, cleared.data["state"], cleared.at) == ("alert.cleared", "cleared", START + 10 * MINUTE)


async def test_what_nobody_has_acknowledged_is_told_to_others_once(world: World) -> None:
    boss = Hearer()
    shift = Shift(world, bosses={"escalation 1 pager": boss})
    minor = SLOW | {"severity": "minor"}
    await shift.rules(LEAK, minor, escalate={"after_h": 1, "least": "major"})
    await leaked(world)
    await conversed(world, START, *[300.0] * 30)
    assert (await shift.look(5 * MINUTE)).fired == 2
    assert (await shift.look(HOUR - MINUTE)).escalated == 0
    assert (await shift.look(MINUTE)).escalated == 1
    assert (await shift.look(HOUR)).escalated == 0
    assert boss.said == ["[critical, nobody has seen to it] leak"]
    assert len(shift.told.said) == 2


async def test_what_somebody_has_seen_to_is_not_escalated(world: World) -> None:
    boss = Hearer()
    shift = Shift(world, bosses={"escalation 1 pager": boss})
    await shift.rules(LEAK, escalate={"after_h": 1})
    await leaked(world)
    await shift.look(5 * MINUTE)
    (alert,) = await shift.alerts()
    async with world.database.write() as connection:
        await acknowledge(connection, alert.id, "ann", "", shift.at)
    assert (await shift.look(2 * HOUR)).escalated == 0
    assert boss.said == []


async def test_where_nobody_else_is_named_the_same_are_told_again(world: World) -> None:
    shift = Shift(world)
    await shift.rules(LEAK, escalate={"after_h": 0.5}, language="zh")
    await leaked(world)
    await shift.look(5 * MINUTE)
    await shift.look(HOUR)
    assert shift.told.said == ["【紧急】leak", "【紧急，无人处理】leak"]


async def test_two_processes_that_look_at_once_tell_it_once(world: World) -> None:
    shift = Shift(world)
    await shift.rules(LEAK)
    await leaked(world)
    shift.at += MINUTE
    rounds = await asyncio.gather(*(shift.look() for _ in range(3)))
    assert (sum(one.fired for one in rounds), sum(one.sent for one in rounds)) == (1, 1)
    assert shift.told.said == ["[critical] leak"]


async def test_neither_quiet_alerts_nor_a_closed_target_stand_before_a_critical_one(world: World) -> None:
    for number in range(3):
        await _pending(world, "minor", f"old {number}", "1 chat", MINUTE * number)
        await _pending(world, "critical", f"down {number}", "2 closed", MINUTE * number)
    await _pending(world, "critical", "new", "1 chat", HOUR)
    async with world.database.read() as connection:
        loud = await due(connection, START + 2 * HOUR, ("critical",), limit=2)
        every = await due(connection, START + 2 * HOUR, ("minor", "critical"), limit=2)
    assert [(one.target, one.alert.rule) for one in loud] == [
        ("2 closed", "down 0"),
        ("2 closed", "down 1"),
        ("1 chat", "new"),
    ]
    assert [one.alert.rule for one in every if one.target == "1 chat"] == ["old 0", "old 1"]


async def _pending(world: World, severity: str, rule: str, target: str, after: timedelta) -> None:
    """An alert that this target is still to be told of, since `after` the start."""
    alert = {"id": new_id(), "rule": rule, "kind": "turn", "title": rule, "severity": severity, "reason": "because"}
    async with world.database.write() as connection:
        await connection.execute(insert(alerts).values(fired_at=START + after, changed_at=START + after, **alert))
        await promise(connection, alert["id"], "fired", [target], START + after)
