"""Conversations that wait are given out: to somebody who is there and has room, once, and in time."""

import asyncio
from collections import Counter

import pytest
from sqlalchemy import select

from service.live import CONSOLE, Assigned
from service.policies.routing import RoutingPolicy
from service.storage.database import Database
from service.storage.desk.assignments import list_assignments
from service.storage.desk.entries import list_mentions
from service.storage.desk.offers import accept
from service.storage.routing.transferring import ToGroup, transfer
from service.storage.tables import assignments, handoffs
from service.storage.types import now
from service.storage.users.colleagues import list_colleagues, set_terms
from tests.service.routing_office import Office


@pytest.fixture
async def office(database: Database, account: str) -> Office:
    return Office(database, account, at=now())


async def test_by_default_nothing_is_given_out(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia"))
    await office.waits("ada")
    assert await office.routing().round() == 0
    assert await office.holders() == {"ada": None}


async def test_what_waits_is_given_to_who_is_there_and_has_room_and_they_are_told(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", "bo", "cy", strategy="least_busy", capacity=2))
    await office.away("cy")
    routing = office.routing()
    await routing.choose_presence(office.id_of("bo"), "away")
    ids = [await office.waits(who) for who in ("ada", "ben", "cem")]
    with routing._live.subscribe(CONSOLE) as heard:
        assert await routing.round() == 2
        assert [one for one in heard.ready() if isinstance(one, Assigned)] == [
            Assigned(one, office.id_of("mia")) for one in ids[:2]
        ]
    assert await office.holders() == {"ada": "Mia", "ben": "Mia", "cem": None}
    async with office.database.read() as connection:
        told = await list_mentions(connection, office.id_of("mia"))
        people = {one.name: one for one in await list_colleagues(connection, RoutingPolicy(), now())}
    assert {one.conversation_id for one in told} == set(ids[:2])
    assert [(people[one].presence, people[one].chosen) for one in ("Mia", "Bo", "Cy")] == [
        ("online", "online"),
        ("away", "away"),
        ("offline", "online"),
    ]
    assert (people["Mia"].conversations, people["Mia"].offered) == (2, 2)

    await office.close(ids[0], by="operator")
    await routing.choose_presence(office.id_of("bo"), "online")
    assert await routing.round() == 1
    assert (await office.holders())["cem"] == "Bo"
    assert await office.entries(ids[2]) == [("assigned", "Bo")]


async def test_an_operators_own_capacity_goes_before_the_groups_and_languages_are_kept_to(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", "bo", strategy="round_robin", capacity=5))
    async with office.database.write() as connection:
        await set_terms(connection, office.id_of("mia"), 1, (), ())
        await set_terms(connection, office.id_of("bo"), None, (), ("zh",))
    for who in ("ada", "ben"):
        await office.waits(who)
    await office.waits("chen", language="zh")
    await office.routing().round()
    assert await office.holders() == {"ada": "Mia", "ben": None, "chen": "Bo"}


async def test_however_many_processes_give_out_nobody_gets_more_than_they_may(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", "bo", strategy="least_busy", capacity=3))
    for number in range(12):
        await office.waits(f"c{number}")
    others = [Database(office.database.url.render_as_string(hide_password=False)) for _ in range(2)]
    try:
        processes = [office.routing(), *(office.routing(one) for one in others)]
        given = await asyncio.gather(*(one.round() for one in processes for _ in range(2)))
    finally:
        for one in others:
            await one.dispose()
    assert sum(given) == 6
    assert Counter((await office.holders()).values()) == {"Mia": 3, "Bo": 3, None: 6}
    rows = await office.rows(select(assignments.c.conversation_id))
    assert len({row.conversation_id for row in rows}) == len(rows) == 6


async def test_what_is_not_answered_in_time_goes_to_somebody_else_ahead_of_others(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", "bo", strategy="round_robin", capacity=1))
    first, second, third = [await office.waits(who) for who in ("ada", "ben", "cem")]
    routing = office.routing()
    await routing.round()
    had = await office.holders()
    one, other = had["ada"], had["ben"]
    assert {one, other} == {"Mia", "Bo"}
    answered = office.id_of(str(other).lower())
    await office.reply(second, answered, "I am here.")
    await office.close(second, by="operator")

    await office.overdue(first)
    with_priority = await routing.round()
    assert with_priority == 2
    # Not to the same operator again, who gets the next one in the line.
    assert (await office.holders())["ada"] == other
    assert (await office.holders())["cem"] == one
    assert await office.entries(first) == [("assigned", one), ("missed", one), ("assigned", other)]
    async with office.database.read() as connection:
        counted = await list_assignments(connection, [first])
        mentions = await list_mentions(connection, office.id_of(str(one).lower()))
    assert [one.operator_id for one in counted] == [office.id_of(str(other).lower())]  # who let it wait never had it
    assert {one.conversation_id: one.seen for one in mentions} == {first: True, third: False}


async def test_an_answer_a_claim_or_a_note_keeps_it_and_only_then_somebody_has_come(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", strategy="least_busy"))
    said, claimed, noted = [await office.waits(who) for who in ("ada", "ben", "cem")]
    routing, mia = office.routing(), office.id_of("mia")
    await routing.round()
    accepted = select(handoffs.c.claimed_at, handoffs.c.operator_id)
    assert {(row.claimed_at, row.operator_id) for row in await office.rows(accepted)} == {(None, None)}

    await office.reply(said, mia, "Hello.")
    await office.claim(claimed, mia)
    async with office.database.write() as connection:
        await accept(connection, noted, mia, now())
    for one in (said, claimed, noted):
        await office.overdue(one)  # nothing is due any more
    await routing.choose_presence(mia, "offline")
    await routing.round()
    assert set((await office.holders()).values()) == {"Mia"}
    assert {row.operator_id for row in await office.rows(accepted)} == {mia}


async def test_who_goes_away_gives_back_what_they_have_not_answered(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", "bo", strategy="least_busy", capacity=1))
    place = await office.waits("ada")
    routing = office.routing()
    await routing.round()
    had = str((await office.holders())["ada"])
    await routing.choose_presence(office.id_of(had.lower()), "away")
    await routing.round()
    other = {"Mia": "Bo", "Bo": "Mia"}[had]
    assert (await office.holders())["ada"] == other
    await office.away(other.lower())  # the console is closed: the others hear of it by its silence
    await routing.round()
    assert (await office.holders())["ada"] is None
    assert [kind for kind, _ in await office.entries(place)] == ["assigned", "missed", "assigned", "missed"]


async def test_what_is_passed_to_ones_own_group_does_not_come_back_at_once(office: Office) -> None:
    group = await office.group("Sales", "mia", "bo", strategy="least_busy", capacity=5)
    await office.sends_to(group)
    place = await office.waits("ada")
    mia = office.id_of("mia")
    await office.claim(place, mia)
    async with office.database.write() as connection:
        await transfer(connection, place, mia, ToGroup(group), now())
    await office.routing().round()
    assert (await office.holders())["ada"] == "Bo"
