"""What goes wrong between operators, admins and processes: nothing is lost, doubled or left where nobody looks."""

import asyncio
from collections import Counter

import pytest
from sqlalchemy import select, update

from service.errors import AlreadyClaimed
from service.storage.conversations.conversations import list_conversations
from service.storage.database import Database
from service.storage.desk.operators import claim
from service.storage.routing.group_responses import responses_of
from service.storage.routing.queues import queue_of
from service.storage.tables import assignments, users
from service.storage.types import now
from service.storage.users.colleagues import set_terms
from service.storage.users.groups import leave
from tests.service.routing_office import Office


@pytest.fixture
async def office(database: Database, account: str) -> Office:
    return Office(database, account, at=now())


async def claims(office: Office, database: Database, place: str, member: str) -> str:
    try:
        async with database.write() as connection:
            await claim(connection, place, office.id_of(member), now())
    except AlreadyClaimed:
        return "told"
    return member.title()


async def test_of_two_who_claim_at_once_over_two_processes_one_has_it_and_the_other_is_told(office: Office) -> None:
    await office.group("Sales", "mia", "bo")
    places = [await office.waits(f"c{number}") for number in range(5)]
    other = Database(office.database.url.render_as_string(hide_password=False))
    try:
        for place in places:
            done = await asyncio.gather(
                claims(office, office.database, place, "mia"), claims(office, other, place, "bo")
            )
            assert sorted(one == "told" for one in done) == [False, True]
    finally:
        await other.dispose()
    rows = await office.rows(select(assignments.c.conversation_id).where(assignments.c.ended_at.is_(None)))
    assert len(rows) == len({row.conversation_id for row in rows}) == 5


async def test_who_accepts_while_it_is_taken_back_has_it_or_is_told(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", "bo", strategy="round_robin", capacity=5))
    places = [await office.waits(f"c{number}") for number in range(4)]
    routing = office.routing()
    await routing.round()
    had = await office.holders()
    for place in places:
        await office.overdue(place)
    other = Database(office.database.url.render_as_string(hide_password=False))
    try:
        accepting = [claims(office, other, place, str(had[f"c{at}"]).lower()) for at, place in enumerate(places)]
        _, *done = await asyncio.gather(routing.round(), *accepting)
    finally:
        await other.dispose()
    has = await office.holders()
    for at, answer in enumerate(done):
        assert answer == "told" or has[f"c{at}"] == answer
    rows = await office.rows(select(assignments.c.conversation_id).where(assignments.c.ended_at.is_(None)))
    assert Counter(row.conversation_id for row in rows) == Counter(places)


async def test_who_has_more_than_they_may_keeps_it_and_is_given_nothing_until_there_is_room(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", strategy="least_busy", capacity=3))
    had = [await office.waits(f"c{number}") for number in range(3)]
    routing, mia = office.routing(), office.id_of("mia")
    assert await routing.round() == 3
    for place in had:
        await office.claim(place, mia)
    await office.waits("new")
    for capacity, closes in ((1, had[0]), (1, had[1]), (0, had[2])):
        async with office.database.write() as connection:
            await set_terms(connection, mia, capacity, (), ())
        assert await routing.round() == 0
        await office.close(closes, by="operator")
    assert await routing.round() == 0  # she may have none
    async with office.database.write() as connection:
        await set_terms(connection, mia, None, (), ())
    assert await routing.round() == 1


async def test_an_operator_who_is_disabled_while_conversations_are_given_out_is_left_with_none(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", "bo", strategy="round_robin", capacity=9))
    for number in range(8):
        await office.waits(f"c{number}")
    other = Database(office.database.url.render_as_string(hide_password=False))

    async def disable() -> None:
        async with other.write() as connection:
            await connection.execute(update(users).where(users.c.name == "Mia").values(disabled_at=now()))

    try:
        await asyncio.gather(office.routing().round(), disable(), office.routing(other).round())
    finally:
        await other.dispose()
    await office.routing().round()
    assert Counter((await office.holders()).values()) == {"Bo": 8}


async def test_who_comes_and_goes_is_not_given_the_same_again_and_again(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", strategy="least_busy"))
    place = await office.waits("ada")
    routing, mia = office.routing(), office.id_of("mia")
    await routing.round()
    for _ in range(5):
        for presence in ("away", "online"):
            await routing.choose_presence(mia, presence)  # type: ignore[arg-type]
            await routing.round()
    assert await office.entries(place) == [("assigned", "Mia"), ("missed", "Mia")]
    assert await office.holders() == {"ada": None}
    await office.claim(place, mia)  # by hand she has it at once
    assert await office.holders() == {"ada": "Mia"}


async def test_what_waits_in_a_group_without_anybody_is_in_everybodys_queue(office: Office) -> None:
    empty = await office.group("Empty", "mia", strategy="least_busy")
    day = await office.group("Day", "bo")
    place = await office.waits("ada", desk=empty)
    bo = office.id_of("bo")

    async def queue() -> list[str]:
        async with office.database.read() as connection:
            page = await list_conversations(connection, "waiting", only=queue_of(bo, now()))
        return [row.id for row in page.rows]

    assert await queue() == []
    async with office.database.write() as connection:
        await connection.execute(update(users).where(users.c.name == "Mia").values(disabled_at=now()))
    assert await queue() == [place]  # she is still in the group, but works here no more
    async with office.database.write() as connection:
        await leave(connection, office.id_of("mia"), now())
    assert await queue() == [place]
    assert await office.routing().round() == 0

    # With somewhere else to go, what comes next goes there at once.
    office.groups[empty] = {"strategy": "least_busy", "response_limit_s": 60, "overflow_to": day}
    office.groups[day] = {"strategy": "least_busy"}
    await office.save()
    await office.waits("ben", desk=empty)
    await office.routing().round()
    assert (await office.holders())["ben"] == "Bo"
    async with office.database.read() as connection:
        routing = office.routing()
        in_force = await routing._policies.look(connection)
        hours = in_force.handoff.hours
        assert (await responses_of(connection, empty, in_force.routing.of(empty), hours, now())).over
        assert not (await responses_of(connection, day, in_force.routing.of(day), hours, now())).over
