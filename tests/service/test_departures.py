"""What an operator accepted and then left goes to others; who is merely busy keeps what they have."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from graphs.agent.handoff.document import HandoffPolicy
from service.live import MessageStored, StateChanged, conversation_topic
from service.routing.departures import is_due
from service.storage.database import Database
from service.storage.desk.entries import list_mentions
from service.storage.routing.left_behind import LeftBehind, list_left, offer_again
from service.storage.routing.transferring import ToGroup, transfer
from service.storage.routing.waiting import list_waiting
from service.storage.tables import assignments, conversations, handoffs, messages, routing_operators, users
from service.storage.types import now
from service.storage.users.presences import sign_of_life
from tests.service.routing_office import Office

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OFFICE = {"enabled": True, "time_zone": "UTC", "weekdays": {"monday": ["09:00-18:00"]}}


@pytest.fixture
async def office(database: Database, account: str) -> Office:
    return Office(database, account, at=now())


async def accepted(office: Office, contact: str, member: str = "mia") -> str:
    """A conversation that this operator took an hour ago, for which the customer has waited since."""
    place = await office.waits(contact)
    await office.claim(place, office.id_of(member))
    await long_ago(office, place)
    return place


async def long_ago(office: Office, place: str) -> None:
    """All of it was an hour earlier."""
    hour = timedelta(hours=1)
    async with office.database.write() as connection:
        for table, column in ((messages, "at"), (handoffs, "at"), (assignments, "taken_at")):
            rows = select(table.c.id, table.c[column]).where(table.c.conversation_id == place)
            for row in (await connection.execute(rows)).all():
                await connection.execute(update(table).where(table.c.id == row.id).values({column: row[1] - hour}))


async def test_what_was_accepted_and_left_is_offered_again_and_both_are_told(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", "bo", strategy="least_busy"))
    place = await accepted(office, "ada")
    await office.away("mia")
    routing = office.routing()
    with routing._live.subscribe(conversation_topic(place)) as heard:
        assert await routing.round() == 1
        assert [type(one) for one in heard.ready()][:2] == [MessageStored, StateChanged]
    assert await office.holders() == {"ada": "Bo"}
    assert (await office.entries(place))[-2:] == [("taken_back", "Mia"), ("assigned", "Bo")]
    said = (await office.rows(select(messages.c.text).where(messages.c.role == "agent").order_by(messages.c.seq)))[-1]
    assert said.text.startswith("My colleague had to leave.")
    async with office.database.read() as connection:
        told = await list_mentions(connection, office.id_of("mia"))
    assert [(one.conversation_id, one.entry.kind, one.seen) for one in told] == [(place, "taken_back", False)]
    # It was hers until she left: what she answered, and her time with it, is on record.
    first, _ = await office.rows(select(assignments).order_by(assignments.c.taken_at))
    assert (first.operator_id, first.missed, first.ended_at < now() - timedelta(minutes=50)) == (
        office.id_of("mia"),
        False,
        True,
    )


async def test_who_is_there_keeps_it_however_long_the_customer_waits(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", "bo"))
    await accepted(office, "ada")
    await office.routing().round()
    assert await office.holders() == {"ada": "Mia"}


@pytest.mark.parametrize("minutes", [14, 16])
async def test_who_takes_a_break_keeps_it_for_so_many_minutes(office: Office, minutes: int) -> None:
    await office.sends_to(await office.group("Sales", "mia"))
    await accepted(office, "ada")
    routing, mia = office.routing(), office.id_of("mia")
    await routing.choose_presence(mia, "away")
    since = now() - timedelta(minutes=minutes)
    async with office.database.write() as connection:
        own = routing_operators.c.user_id == mia
        await connection.execute(update(routing_operators).where(own).values(chosen_at=since))
    await routing.choose_presence(mia, "away")  # who says it again has been away all the time
    await routing.round()
    assert await office.holders() == {"ada": "Mia" if minutes == 14 else None}


async def test_nothing_is_taken_where_the_operator_spoke_last_and_all_of_it_once_the_customer_waits(
    office: Office,
) -> None:
    await office.sends_to(await office.group("Sales", "mia"))
    place = await accepted(office, "ada")
    await office.reply(place, office.id_of("mia"), "Which lamp is it?")
    await office.away("mia")
    await long_ago(office, place)
    await office.routing().round()
    assert await office.holders() == {"ada": "Mia"}  # it is the customer's turn

    message = await office.say("The brass one.", "ada")
    await office.answer(message.conversation_id)
    await office.routing().round()
    assert await office.holders() == {"ada": "Mia"}  # she has been away for long, but they have waited a moment only
    async with office.database.write() as connection:
        await connection.execute(
            update(messages).where(messages.c.id == message.id).values(at=now() - timedelta(minutes=16))
        )
    await office.routing().round()
    assert await office.holders() == {"ada": None}


async def test_who_is_disabled_or_answers_customers_no_more_loses_at_once_what_is_waited_for(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", "bo", "cy", strategy="least_busy"))
    held = await office.waits("ada")
    await office.claim(held, office.id_of("mia"))
    other = await office.waits("ben")
    await office.claim(other, office.id_of("bo"))
    async with office.database.write() as connection:
        await connection.execute(update(users).where(users.c.name == "Mia").values(disabled_at=now()))
        await connection.execute(update(users).where(users.c.name == "Bo").values(role="read_only"))
    await office.routing().round()
    assert await office.holders() == {"ada": "Cy", "ben": "Cy"}
    async with office.database.read() as connection:
        assert await list_mentions(connection, office.id_of("mia")) == []


async def test_what_was_offered_to_somebody_who_is_disabled_goes_on_at_once(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", "bo", strategy="round_robin"))
    await office.waits("ada")
    routing = office.routing()
    await routing.round()
    had = (await office.holders())["ada"]
    async with office.database.write() as connection:  # their console is still open: the log-in ends with its next call
        await connection.execute(update(users).where(users.c.name == had).values(disabled_at=now()))
    await routing.round()
    assert (await office.holders())["ada"] == {"Mia": "Bo", "Bo": "Mia"}[str(had)]


async def test_of_several_processes_one_takes_it_back_and_the_customer_is_told_once(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", "bo"))
    place = await accepted(office, "ada")
    await office.away("mia")
    others = [Database(office.database.url.render_as_string(hide_password=False)) for _ in range(2)]
    try:
        await asyncio.gather(*(office.routing(one).round() for one in (office.database, *others)))
    finally:
        for one in others:
            await one.dispose()
    said = await office.rows(select(messages.c.text).where(messages.c.text.like("My colleague had to leave%")))
    assert len(said) == 1
    assert [kind for kind, _ in await office.entries(place)] == ["claimed", "taken_back"]


async def test_who_comes_back_or_answers_in_the_last_moment_keeps_it(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia"))
    first, second = await accepted(office, "ada"), await accepted(office, "ben")
    await office.away("mia")
    async with office.database.read() as connection:
        seen = {one.conversation_id: one for one in await list_left(connection, now())}
    await office.reply(second, office.id_of("mia"), "I am back.")
    async with office.database.write() as connection:
        assert await offer_again(connection, seen[second], "gone", now()) is None
        await sign_of_life(connection, office.id_of("mia"), now())
        assert await offer_again(connection, seen[first], "gone", now()) is None
    assert set((await office.holders()).values()) == {"Mia"}


async def test_who_waits_anew_is_told_again_that_nobody_comes(office: Office) -> None:
    group = await office.group("Sales", "mia", "bo")
    await office.sends_to(group)
    left, passed = await accepted(office, "ada"), await accepted(office, "ben")
    async with office.database.write() as connection:
        await connection.execute(update(handoffs).values(told=2))
        await transfer(connection, passed, office.id_of("mia"), ToGroup(group), now())
    await office.away("mia")
    await office.routing().round()
    async with office.database.read() as connection:
        waiting = {one.conversation_id: one for one in await list_waiting(connection, 2)}
    assert {left, passed} == set(waiting)
    assert {one.told for one in waiting.values()} == {0}
    assert all(now() - one.at < timedelta(minutes=1) for one in waiting.values())
    row = (await office.rows(select(conversations).where(conversations.c.id == left)))[0]
    assert (row.state, row.priority) == ("waiting", 1)


@pytest.mark.parametrize(
    ("since", "at", "due"),
    [
        (MONDAY, MONDAY + timedelta(minutes=15), True),
        (MONDAY, MONDAY + timedelta(minutes=14), False),
        (MONDAY - timedelta(hours=9), MONDAY - timedelta(hours=1), False),  # a night, in which nobody is missed
        (MONDAY - timedelta(hours=9), MONDAY + timedelta(minutes=15), True),
        (MONDAY + timedelta(hours=8, minutes=50), MONDAY + timedelta(hours=12), False),
    ],
    ids=["over", "not yet", "in the night", "in the morning", "ten minutes before the end"],
)
def test_only_minutes_in_which_the_group_is_open_count(since: datetime, at: datetime, due: bool) -> None:
    policy = HandoffPolicy.model_validate({"hours": OFFICE})
    assert is_due(policy, left_since(since), at) is due


def test_it_can_be_switched_off_but_not_for_who_has_left_for_good() -> None:
    policy = HandoffPolicy.model_validate({"operator_gone": {"enabled": False}})
    late = MONDAY + timedelta(days=3)
    assert not is_due(policy, left_since(MONDAY), late)
    assert is_due(policy, left_since(MONDAY, for_good=True), MONDAY)


def left_since(since: datetime, **changes: Any) -> LeftBehind:
    ids = {one: one for one in ("conversation_id", "assignment_id", "operator_id", "operator")}
    return LeftBehind(
        **ids,
        **({"for_good": False} | changes),
        language="en",
        group_id=None,
        hours=None,
        waits_since=since,
        left_at=since - timedelta(hours=1),
    )
