"""One person, one lead: known by what is theirs alone, worked out when somebody looks, undone when taken back."""

from typing import Any

import pytest
from sqlalchemy import select

from graphs.agent.leads.document import LeadPolicy
from graphs.turn import Contact
from service.errors import NotFound
from service.storage.leads import people as lead_people
from service.storage.leads.exports import latest_export, record_export
from service.storage.leads.filters import Filters
from service.storage.leads.lead_list import Person, count_people, list_people
from service.storage.leads.moves import set_stage, stages_of
from service.storage.leads.people import is_settled, settle
from service.storage.tables import customers, lead_fields
from service.storage.turns.backlog import load_work

POLICY = LeadPolicy()
PHONE, OTHER = Contact("phone", "+8613800138000", "13800138000"), Contact("phone", "+8613900139000", "13900139000")
MAIL = Contact("email", "Ada@Example.com", "Ada@Example.com")


async def listed(world: Any, policy: LeadPolicy = POLICY, sort: Any = "newest", **filters: Any) -> list[Person]:
    async with world.database.write() as connection:
        while await settle(connection, policy):
            pass
        assert await is_settled(connection, policy)
        found = await list_people(connection, policy, Filters(**filters), sort, 50)
        assert await count_people(connection, Filters(**filters)) == len(found)
    return found


async def stage(world: Any, person: Person, name: Any, by: str = "mia@example.com") -> None:
    async with world.database.write() as connection:
        await set_stage(connection, person.id, name, by, world.tick())


async def test_the_same_number_in_two_conversations_is_one_person_with_both(world: Any) -> None:
    await world.turn("my number", "ada", contacts=(PHONE,), intent="price")
    await world.turn("call me", "ada on telegram", contacts=(PHONE, MAIL), intent="x")
    await world.turn("another one", "bo", contacts=(OTHER,), intent="x")

    bo, ada = await listed(world)

    assert [len(one.conversations) for one in (ada, bo)] == [2, 1]
    assert (ada.matched_by, bo.matched_by) == (("phone",), ())
    assert [(field.type, field.value) for field in ada.fields] == [
        ("email", "Ada@Example.com"),
        ("phone", "+8613800138000"),
    ]
    assert (ada.score, ada.points) == (50, {"contact": 30, "second_contact": 5, "interest": 15})
    assert len({one.customer_id for one in ada.conversations}) == 2  # their sessions stay apart


async def test_people_are_joined_by_way_of_others_and_the_latest_stage_stands(world: Any) -> None:
    await world.turn("one", "ada", contacts=(PHONE,))
    await world.turn("two", "eve", contacts=(MAIL,))
    eve, ada = await listed(world)
    await stage(world, ada, "contacted")
    await stage(world, eve, "qualified", "bo@example.com")

    await world.turn("both", "cy", contacts=(PHONE, Contact("email", "ada@example.com", "ada@example.com")))
    (joined,) = await listed(world)

    assert (joined.id, joined.stage, joined.stage_by) == (ada.id, "qualified", "bo@example.com")
    async with world.database.read() as connection:
        assert [(one.stage, one.by) for one in await stages_of(connection, joined.id)] == [
            ("qualified", "bo@example.com"),
            ("contacted", "mia@example.com"),
        ]
        with pytest.raises(NotFound):
            await set_stage(connection, eve.id, "lost", "bo@example.com", world.tick())


async def test_a_number_that_is_taken_back_parts_them_again(world: Any) -> None:
    await world.turn("one", "ada", contacts=(PHONE,))
    await world.turn("two", "bo", contacts=(PHONE,))
    (together,) = await listed(world)
    await world.turn("no, that was wrong", "bo", contacts=(OTHER,), withdrawn=(PHONE,))

    apart = await listed(world)

    assert {one.fields[0].value for one in apart} == {PHONE.value, OTHER.value}
    assert together.id in {one.id for one in apart}


async def test_what_several_people_share_joins_nobody(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for who in ("ada", "bo"):
        await world.turn(
            "x", who, contacts=(Contact("city", "Berlin", "Berlin"), Contact("phone", "5550132", "5550132"))
        )
    assert len(await listed(world)) == 2

    monkeypatch.setattr(lead_people, "MOST_CUSTOMERS", 1)
    for who in ("cy", "dee"):
        await world.turn("x", who, contacts=(PHONE,))
    assert len(await listed(world)) == 4


async def test_a_customer_of_two_conversations_is_one_person_without_any_match(world: Any) -> None:
    first = await world.turn("x", "ada", contacts=(PHONE,))
    await world.close(first.reply.conversation_id)
    await world.turn("y", "ada", contacts=(MAIL,))
    (ada,) = await listed(world)
    assert (len(ada.conversations), ada.matched_by) == (2, ())


async def test_filters_and_sorting(world: Any) -> None:
    await world.turn("x", "ada", contacts=(PHONE, Contact("name", "Ada 50% Lovelace", "Ada")))
    await world.turn("x", "bo", contacts=(MAIL,), wishes=(Contact("budget", "500 EUR", "500 euros"),))
    bo, ada = await listed(world)
    await stage(world, ada, "won")

    async def ids(**filters: Any) -> list[str]:
        return [one.id for one in await listed(world, **filters)]

    assert await ids(sort="score") == [bo.id, ada.id]
    assert await ids(sort="oldest") == [ada.id, bo.id]
    assert await ids(stage="won") == [ada.id]
    assert await ids(complete=True) == [ada.id]
    assert await ids(complete=False) == [bo.id]
    assert await ids(min_score=40) == [bo.id]
    assert await ids(channel="webhook") == [bo.id, ada.id]
    assert await ids(channel="widget") == []
    assert await ids(text="LOVELACE") == [ada.id]
    assert await ids(text="0%_L") == []


async def test_another_policy_scores_everybody_anew(world: Any) -> None:
    await world.turn("x", "ada", contacts=(PHONE,))
    assert [(one.score, one.complete) for one in await listed(world)] == [(30, False)]
    other = LeadPolicy.model_validate({"score": {"contact": 77}, "required": ["contact"]})
    assert [(one.score, one.complete) for one in await listed(world, other)] == [(77, True)]


async def test_what_is_said_later_counts_too(world: Any) -> None:
    await world.turn("x", "ada", contacts=(PHONE,), intent="x")
    (before,) = await listed(world)
    await world.turn("and what is the price? it is urgent", "ada", intent="price", urgency="high")
    (after,) = await listed(world)
    assert (before.score, after.score) == (30, 55)


async def test_consent_and_purpose_are_kept_with_each_detail(world: Any) -> None:
    question = "Would you like to leave your phone number?"
    await world.turn("x", "ada", contacts=(PHONE,), prompted=question)
    await world.turn("x", "bo", contacts=(OTHER,), wishes=(Contact("purpose", "quote", "quote"),))
    rows = await world.rows(select(lead_fields).where(lead_fields.c.type == "phone").order_by(lead_fields.c.id))
    assert [(row.consent, row.purpose) for row in rows] == [("asked", question), ("volunteered", "quote")]


async def test_asking_and_refusing_are_remembered_for_the_customer(world: Any) -> None:
    asked = await world.turn("how much?", "ada", asks=("phone",))
    await world.turn("no thanks", "ada", declined=True)
    place = asked.reply.conversation_id
    await world.turn("more", "ada", contacts=(MAIL,))
    await world.say("again", "ada")
    async with world.database.read() as connection:
        work = (await load_work(connection, [place]))[place]
    counted = work.asking
    assert (counted.answers, counted.asks, counted.asked_after, counted.declined) == (3, 1, 1, True)
    assert counted.known == {"email"}
    assert [message.asks for message in work.history if message.role == "agent"] == [("phone",), (), ()]

    await world.close(place)
    message = await world.say("another day", "ada")
    async with world.database.read() as connection:
        later = (await load_work(connection, [message.conversation_id]))[message.conversation_id].asking
    assert (later.answers, later.asks, later.declined, later.known) == (0, 0, True, {"email"})
    assert later.asked_at is not None
    stranger = await world.say("hello", "bo")
    async with world.database.read() as connection:
        other = (await load_work(connection, [stranger.conversation_id]))[stranger.conversation_id].asking
    assert (other.declined, other.known) == (False, frozenset())


async def test_who_types_somebody_elses_number_gains_nothing(world: Any) -> None:
    await world.turn("x", "ada", contacts=(PHONE, MAIL, Contact("name", "Ada", "Ada")))
    await world.turn("call me", "mallory", contacts=(PHONE,))
    (person,) = await listed(world)
    assert person.matched_by == ("phone",)

    message = await world.say("who am I?", "mallory")
    async with world.database.read() as connection:
        work = (await load_work(connection, [message.conversation_id]))[message.conversation_id]
    assert work.asking.known == {"phone"}
    assert not any("Ada" in said.text for said in work.history)
    assert [row.name for row in await world.rows(select(customers.c.name))] == [None, None]


async def test_an_export_is_kept_with_who_made_it(world: Any) -> None:
    async with world.database.write() as connection:
        assert await latest_export(connection) is None
        await record_export(connection, Filters(stage="won"), 3, "mia@example.com", world.tick())
        latest = await latest_export(connection)
    assert latest is not None
    assert (latest.by, latest.leads) == ("mia@example.com", 3)
