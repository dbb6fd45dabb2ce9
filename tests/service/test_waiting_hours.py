"""Who still waits when their group closes hears so, and can leave a way to be reached; who it opens for is served."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from graphs.agent.handoff.document import HandoffPolicy
from prompts.replies import load_replies
from service.in_force import InForce, Policies
from service.live import Live
from service.routing.places import place_of
from service.routing.waiting_room import WaitingRoom, has_closed
from service.storage.database import Database
from service.storage.routing.waiting import Waiting
from service.storage.tables import conversations, handoffs, messages
from service.storage.types import now
from tests.service.routing_office import Office

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HOURS = {"enabled": True, "time_zone": "UTC", "weekdays": {"monday": ["09:00-18:00"], "tuesday": ["09:00-18:00"]}}


@pytest.fixture
async def office(database: Database, account: str) -> Office:
    return Office(database, account, at=now())


def until_twenty_to_twelve() -> dict[str, Any]:
    """Hours of every day from 6:00 to 11:40, by a clock that now stands between 12:00 and 13:00."""
    ahead = 12 - now().hour
    zone = f"Etc/GMT{-ahead:+d}" if ahead else "UTC"  # the sign of these names is turned round
    return {"enabled": True, "time_zone": zone, "weekdays": {day: ["06:00-11:40"] for day in WEEK}}


def room(office: Office, database: Database | None = None, **nobody: Any) -> WaitingRoom:
    handoff = HandoffPolicy.model_validate({"nobody_comes": nobody})
    return WaitingRoom(database or office.database, Policies(InForce(handoff=handoff), load_replies()), Live())


async def since(office: Office, place: str, minutes: int) -> None:
    """The conversation was handed over so long ago."""
    async with office.database.write() as connection:
        own = handoffs.c.conversation_id == place
        await connection.execute(update(handoffs).where(own).values(at=now() - timedelta(minutes=minutes)))


async def heard(office: Office, place: str) -> list[str]:
    """What the agent has said there beside its answer."""
    said = select(messages.c.text).where(messages.c.conversation_id == place, messages.c.role == "agent")
    return [row.text for row in await office.rows(said.order_by(messages.c.seq))][1:]


async def test_who_waits_until_the_group_closes_is_told_once_when_it_opens_and_asked_for_a_way_to_reach_them(
    office: Office,
) -> None:
    group = await office.group("Sales", "mia", hours=until_twenty_to_twelve())
    await office.sends_to(group)
    before, after = await office.waits("ada", language="zh"), await office.waits("ben")
    await since(office, before, 120)
    await since(office, after, 5)  # they were told at the hand-off that it is closed
    elsewhere = await office.waits("cem", desk=await office.group("Open", "bo"))

    others = [Database(office.database.url.render_as_string(hide_password=False)) for _ in range(2)]
    try:
        told = await asyncio.gather(*(room(office, one).look_after() for one in (office.database, *others)))
    finally:
        for one in others:
            await one.dispose()
    assert sum(told) == 1
    assert await room(office).look_after() == 0
    (said,) = await heard(office, before)
    assert "明天 06:00" in said
    assert "手机号或邮箱" in said
    assert await heard(office, after) == await heard(office, elsewhere) == []

    async with office.database.read() as connection:
        policies = Policies(InForce(handoff=HandoffPolicy()), load_replies())
        places = [await place_of(connection, policies, one) for one in (before, after, elsewhere)]
    assert [one.position for one in places] == [None, None, 1]
    assert places[0].opens_at == places[1].opens_at is not None
    assert places[2].opens_at is None


async def test_it_counts_as_no_time_that_nobody_came_and_after_the_last_of_them_it_is_said_all_the_same(
    office: Office,
) -> None:
    group = await office.group("Sales", "mia", hours=until_twenty_to_twelve())
    await office.sends_to(group)
    place = await office.waits("ada")
    await since(office, place, 120)
    async with office.database.write() as connection:
        await connection.execute(update(handoffs).values(told=2, told_at=now() - timedelta(minutes=80)))
    assert await room(office, times=2).look_after() == 1
    (row,) = await office.rows(
        select(handoffs.c.told, conversations.c.priority, conversations.c.state).join(conversations)
    )
    assert tuple(row) == (2, 0, "waiting")


async def test_nobody_is_told_where_nobody_is_to_be_told_that_nobody_comes(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", hours=until_twenty_to_twelve()))
    await since(office, await office.waits("ada"), 120)
    assert await room(office, enabled=False).look_after() == 0


async def test_by_a_groups_hours_nobody_has_come_only_while_it_is_open(office: Office) -> None:
    shut = until_twenty_to_twelve()
    group = await office.group("Sales", "mia", hours=shut)
    await office.sends_to(group)
    place = await office.waits("ada")
    await since(office, place, 15)  # none of it in open hours
    assert await room(office).look_after() == 0

    office.groups[group] = {"hours": shut | {"weekdays": {day: ["06:00-18:00"] for day in WEEK}}}
    await office.save()
    assert await room(office).look_after() == 1
    assert "no colleague has been free so far" in (await heard(office, place))[0]


@pytest.mark.parametrize(
    ("waits_since", "at", "told"),
    [
        (MONDAY, MONDAY + timedelta(hours=9), True),
        (MONDAY, MONDAY + timedelta(hours=8, minutes=59), False),
        (MONDAY + timedelta(hours=10), MONDAY + timedelta(hours=11), False),
        (MONDAY + timedelta(hours=10), MONDAY + timedelta(hours=34), True),
        (MONDAY - timedelta(days=1), MONDAY - timedelta(hours=1), False),
    ],
    ids=["closes", "still open", "came after it had closed", "closes the day after", "the weekend before"],
)
def test_it_closes_over_who_has_waited_while_it_was_open(waits_since: datetime, at: datetime, told: bool) -> None:
    policy = HandoffPolicy.model_validate({"hours": HOURS})
    waiting = Waiting(
        conversation_id="c",
        handoff_id="h",
        language="en",
        at=waits_since,
        told=0,
        told_at=None,
        promised_at=None,
        reachable=False,
    )
    assert has_closed(policy, waiting, at) is told
