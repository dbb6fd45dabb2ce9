"""Who wants to be forgotten is: their words are in no table any more, and the counts are as they were."""

from dataclasses import replace

import pytest
from sqlalchemy import JSON, String, select, update

from graphs.agent.leads.document import LeadPolicy
from service.errors import NotFound
from service.storage.leads.moves import set_stage
from service.storage.leads.people import settle
from service.storage.memories.forgetting import forget, list_erasures
from service.storage.rates.kpis import kpi_records
from service.storage.tables import grades, messages, metadata, outbox
from service.storage.types import Id, new_id
from tests.service.storage.conftest import ANSWER, World
from tests.service.storage.marked import (
    MARK,
    PLATFORM_ID,
    customer_of,
    everything,
    forgotten,
    said_with_mark,
)


async def test_the_words_are_in_no_table_any_more(world: World, operators: tuple[str, str]) -> None:
    conversation_id = await said_with_mark(world)
    await world.claim(conversation_id, operators[0])
    await world.reply(conversation_id, operators[0], f"Your {MARK} is on its way.")
    before = await everything(world.database)
    tables = ("messages", "turns", "conversations", "customers", "customer_facts", "summaries", "lead_fields", "outbox")
    assert before.count(MARK) > len(tables)
    await forgotten(world, conversation_id)
    assert MARK not in await everything(world.database)


# What stays of rows about a customer: ids, words of ours from a fixed list, and what names no customer.
STAYS = {
    "conversations": "channel contact state language closed_by urgency returned disposition",
    "desk_entries": "kind details",
    "identities": "external_id",
    "messages": "role kind external_key state asks",
    "turns": "replied_by language intent sentiment handoff model prompt_version timings urgency citations tool_calls",
    "grades": "grader version stage state label",
    "handoffs": "reason rule ended_by",
    "reviews": "grader version given label picked reviewer",
    "erasures": "by",
    "customer_facts": "type",
    "lead_fields": "type",
}
ABOUT_CUSTOMERS = {"customer_id", "conversation_id", "turn_id", "message_id", "lead_id", "person_id"}


async def test_every_column_with_words_is_emptied(world: World) -> None:
    """Also those that are added one day: they are emptied, or named above with those that stay."""
    conversation_id = await said_with_mark(world)
    await world.close(conversation_id)
    async with world.database.write() as connection:
        await settle(connection, LeadPolicy())
        person = (await connection.execute(select(metadata.tables["leads"].c.person_id))).scalar_one()
        await set_stage(connection, person, "won", "mia@example.com", world.at)
    about = [table for table in metadata.sorted_tables if ABOUT_CUSTOMERS & set(table.columns.keys())]
    about += [metadata.tables["customers"], metadata.tables["lead_people"], metadata.tables["conversations"]]
    written = 0
    async with world.database.write() as connection:
        for table in about:
            for column in table.columns:
                if isinstance(column.type, Id) or column.name in STAYS.get(table.name, "").split():
                    continue
                mark: object = [MARK] if isinstance(column.type, JSON) else None
                if isinstance(column.type, String) and (column.type.length or len(MARK)) >= len(MARK):
                    mark = MARK  # what is shorter, like the code of a currency, says nothing of anybody
                if mark is not None:
                    await connection.execute(update(table).values({column.name: mark}))
                    written += 1
    assert written > 20
    await forgotten(world, conversation_id)
    async with world.database.read() as connection:
        for table in about:
            rows = (await connection.execute(select(table))).all()
            assert MARK not in str(rows).replace(PLATFORM_ID, ""), table.name


async def test_what_is_counted_stays(world: World) -> None:
    conversation_id = await said_with_mark(world)
    tables = [metadata.tables[name] for name in ("messages", "turns", "grades", "handoffs", "conversations")]
    before = [len(await world.rows(select(table))) for table in tables]
    await forgotten(world, conversation_id)
    assert [len(await world.rows(select(table))) for table in tables] == before
    assert all(before)


async def test_rates_are_as_they_were(world: World) -> None:
    conversation_id = await said_with_mark(world)
    await world.close(conversation_id, solved=True)
    async with world.database.read() as connection:
        before = await kpi_records(connection)
    await forgotten(world, conversation_id)
    async with world.database.read() as connection:
        after = await kpi_records(connection)
    assert [replace(one, grading=None) for one in after] == [  # type: ignore[arg-type]
        replace(one, grading=None, leads_with_consent=1)
        for one in before  # type: ignore[arg-type]
    ]
    assert (await world.rows(select(grades.c.label, grades.c.score).where(grades.c.grader == "groundedness"))) == [
        ("passed", 1.0)
    ]


async def test_nobody_else_loses_anything(world: World) -> None:
    other, own = await said_with_mark(world, "bob"), await said_with_mark(world)
    await forgotten(world, own)
    texts = {row.text for row in await world.rows(select(messages.c.text).where(messages.c.conversation_id == other))}
    assert all(MARK in text for text in texts)
    assert len(await world.rows(select(metadata.tables["leads"]))) == 1


async def test_it_is_on_record_without_the_data(world: World) -> None:
    conversation_id = await said_with_mark(world)
    erased = await forgotten(world, conversation_id)
    assert (erased.conversation_ids, erased.messages) == ((conversation_id,), 2)
    async with world.database.read() as connection:
        (record,) = await list_erasures(connection, await customer_of(world, conversation_id))
    assert (record.by, record.conversations, record.messages, record.at) == ("mia@example.com", 1, 2, world.at)
    again = await forgotten(world, conversation_id)
    assert again.messages == 0


async def test_who_is_not_there_cannot_be_forgotten(world: World) -> None:
    with pytest.raises(NotFound):
        async with world.database.write() as connection:
            await forget(connection, new_id(), "x", world.at)


async def test_a_customer_s_yes_deletes_all_but_the_answer_to_it(world: World) -> None:
    first = await said_with_mark(world)
    await world.close(first)
    done = replace(ANSWER, reply="Everything is deleted.", intent="forgotten", forget=True)
    message = await world.say(f"yes, forget {MARK}", PLATFORM_ID)
    committed = await world.answer(message.conversation_id, done)
    assert committed is not None
    assert committed.erased is not None
    assert set(committed.erased.conversation_ids) == {first, message.conversation_id}
    texts = [row.text for row in await world.rows(select(messages.c.text).order_by(messages.c.id))]
    assert [text for text in texts if text] == ["Everything is deleted."]
    assert [row.text for row in await world.rows(select(outbox.c.text))] == ["Everything is deleted."]
    assert (await world.conversation(message.conversation_id)).preview == "Everything is deleted."
    assert MARK not in await everything(world.database)
