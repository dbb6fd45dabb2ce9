"""The right group for what waits, the order of the line, and what customers hear of their place in it."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from service.storage.database import Database
from service.storage.routing.waiting_line import position_of
from service.storage.tables import conversations, handoffs, lead_people, leads, messages
from service.storage.types import new_id, now
from tests.service.routing_office import Office


@pytest.fixture
async def office(database: Database, account: str) -> Office:
    return Office(database, account, at=now())


async def test_out_of_hours_of_the_group_the_conversation_waits(office: Office) -> None:
    in_two_days = (now() + timedelta(days=2)).strftime("%A").lower()
    shut = {"enabled": True, "weekdays": {in_two_days: ["09:00-18:00"]}}
    group = await office.group("Sales", "mia", strategy="least_busy", hours=shut)
    await office.sends_to(group)
    for who in ("ada", "ben"):
        await office.waits(who)
    assert await office.routing().round() == 0
    assert all("queue" not in text for text in await said_by_agent(office))  # when it opens they were told already

    office.groups[group] = {"strategy": "least_busy"}
    await office.save()
    assert await office.routing().round() == 2


async def said_by_agent(office: Office) -> list[str]:
    return [row.text for row in await office.rows(select(messages.c.text).where(messages.c.role == "agent"))]


async def test_who_waits_behind_others_is_told_how_many_once_and_in_their_language(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", strategy="least_busy", capacity=1))
    routing = office.routing()
    places = [await office.waits(who) for who in ("ada", "ben")]
    places.append(await office.waits("chen", language="zh"))
    for _ in range(2):
        await routing.round()
    told = [text for text in await said_by_agent(office) if "queue" in text or "排队" in text]
    # Ada has somebody, Ben is next, one is ahead of Chen.
    assert told == ["您正在排队，前面还有 1 位。"]
    async with office.database.read() as connection:
        assert [await position_of(connection, one) for one in places] == [None, 1, 2]


async def test_new_ones_go_to_another_group_while_the_first_answers_too_slowly(office: Office) -> None:
    third = await office.group("Third", "cy", strategy="least_busy")
    second = await office.group(
        "Second", "bo", strategy="least_busy", response_limit_s=60, min_responses=1, overflow_to=third
    )
    first = await office.group("First", "mia", response_limit_s=60, min_responses=1, overflow_to=second)
    await office.sends_to(first)
    routing = office.routing()
    quick = await office.waits("ada")
    await routing.round()
    assert (await office.holders())["ada"] is None  # in the first group, where operators take what waits themselves

    minutes_ago = now() - timedelta(minutes=5)
    async with office.database.write() as connection:  # nobody has come for five minutes
        await connection.execute(
            update(handoffs).where(handoffs.c.conversation_id == quick).values(at=minutes_ago, routed_at=minutes_ago)
        )
    slow = await office.waits("ben")
    await routing.round()
    assert await office.holders() == {"ada": None, "ben": "Bo"}  # what waited before stays
    assert await office.entries(slow) == [("routed", "Second"), ("assigned", "Bo")]

    # An answer that came late counts as well, and where the second group is slow too it goes on.
    async with office.database.write() as connection:
        await connection.execute(update(handoffs).where(handoffs.c.conversation_id == slow).values(at=minutes_ago))
    await office.reply(slow, office.id_of("bo"), "Sorry for the wait.")
    on = await office.waits("cem")
    await routing.round()
    assert await office.entries(on) == [("routed", "Third"), ("assigned", "Cy")]


async def test_valuable_customers_go_first_and_to_who_has_most_experience(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", "bo", strategy="customer_value", capacity=2))
    routing, mia = office.routing(), office.id_of("mia")
    await routing.choose_presence(mia, "away")
    await routing.choose_presence(office.id_of("bo"), "away")
    before = await office.waits("old")
    await office.claim(before, mia)
    await office.close(before, by="operator")
    plain, valuable = await office.waits("ada"), await office.waits("vip")
    customer = (await office.conversation(valuable)).customer_id
    person = {"id": new_id(), "score": 40, "complete": True, "scored_with": "", "created_at": now(), "last_at": now()}
    lead = {"id": new_id(), "conversation_id": valuable, "customer_id": customer, "created_at": now()}
    async with office.database.write() as connection:
        await connection.execute(insert(lead_people).values(person | {"stage": "won", "stage_at": now()}))
        await connection.execute(insert(leads).values(lead | {"person_id": person["id"], "settled": True}))
    await routing.round()
    async with office.database.read() as connection:
        assert (await position_of(connection, valuable), await position_of(connection, plain)) == (1, 2)
    await routing.choose_presence(mia, "online")
    await routing.choose_presence(office.id_of("bo"), "online")
    await routing.round()
    assert (await office.holders())["vip"] == "Mia"
    assert (await office.holders())["ada"] == "Bo"


async def test_a_customer_goes_back_to_who_had_them_last(office: Office) -> None:
    await office.sends_to(await office.group("Sales", "mia", "bo", strategy="last_operator"))
    routing = office.routing()
    first = await office.waits("ada")
    await office.claim(first, office.id_of("mia"))
    await office.close(first, by="operator")
    await office.claim(await office.waits("ben"), office.id_of("mia"))  # so Bo has less to do
    await office.waits("ada")
    await office.waits("cem")
    await routing.round()
    rows = await office.rows(select(conversations.c.contact, conversations.c.operator_id, conversations.c.state))
    has = {row.contact: row.operator_id for row in rows if row.state == "human"}
    assert has["ada"] == office.id_of("mia")
    assert has["cem"] == office.id_of("bo")


async def test_a_hand_off_keeps_the_group_that_the_agent_chose_until_it_comes_back(office: Office) -> None:
    group = await office.group("Refunds", "mia", skills=["returns"], strategy="least_busy")
    place = await office.waits("ada", desk=group)
    assert (await office.conversation(place)).group_id == group
    await office.routing().round()
    assert await office.holders() == {"ada": "Mia"}
