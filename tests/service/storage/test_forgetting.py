"""Who wants to be forgotten is: their words are in no table any more, and the counts are as they were."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, String, insert, select, update

from graphs.agent.leads.document import LeadPolicy
from graphs.evaluator.grader import NOT_APPLICABLE, Grade, Graded, Stage
from graphs.memory.fact import KINDS, Fact, changes
from graphs.turn import Citation, Contact, HandoffReason, Passage, ToolCall
from service.errors import NotFound
from service.storage.accounts import API, own_account
from service.storage.answer_rows import Answered
from service.storage.answers import commit_turns
from service.storage.backlog import load_work
from service.storage.customers import Contact as Person
from service.storage.database import Database
from service.storage.forgetting import Erased, forget, list_erasures
from service.storage.grades import claim_work, store_grades
from service.storage.kpis import kpi_records
from service.storage.lead_list import set_stage
from service.storage.lead_people import settle
from service.storage.memories import Summary, save_summary
from service.storage.receive import Incoming
from service.storage.tables import conversations, customers, grades, messages, metadata, outbox, turns
from service.storage.types import Id, new_id
from tests.service.storage.conftest import ANSWER, PLAN, World

MARK, PLATFORM_ID = "zebra", "zebra-id"
VERSIONS = [("groundedness", "1"), ("resolution", "1")]
TOLD = replace(
    ANSWER,
    reply=f"About {MARK}: within 30 days.",
    contacts=(Contact("email", f"{MARK}@example.com", f"{MARK}@example.com"), Contact("name", MARK, MARK)),
    wishes=(Contact("need", MARK, MARK),),
    passages=(Passage("faq.md", "c1", f"The {MARK} may be returned.", title="FAQ"),),
    citations=(Citation("faq.md", "c1", f"The {MARK} may be returned.", 0, 10),),
    tool_calls=(ToolCall("look_up", {"order": MARK}, "ok", 1.0),),
)


async def everything(database: Database) -> str:
    """All rows of all tables, as text, but for the id by which the platform knows the customer."""
    async with database.read() as connection:
        found = [await connection.execute(select(table)) for table in metadata.sorted_tables]
    return "\n".join(str(tuple(row)) for rows in found for row in rows).replace(PLATFORM_ID, "")


async def said_with_mark(world: World, contact: str = PLATFORM_ID) -> str:
    """A conversation in which every text, wherever it is kept, holds the mark; its id."""
    contacts = Person(world.account, "webhook", contact, name=f"{MARK} Smith")
    (receipt,) = await world.receive(
        Incoming(key=new_id(), where=contacts, text=f"Where is my {MARK}?", at=world.tick())
    )
    conversation_id = receipt.message.conversation_id
    async with world.database.read() as connection:
        work = (await load_work(connection, [conversation_id]))[conversation_id]
    made = changes((), [Fact("name", MARK), Fact("order", MARK)], (), KINDS, world.at)
    handed_over = replace(TOLD, handoff=HandoffReason.CUSTOMER_REQUEST, answered=False)
    await world.commit(
        Answered(
            conversation_id=conversation_id,
            asked=work.asked,
            outcome=handed_over,
            held=False,
            at=world.tick(),
            changes=made,
        )
    )
    async with world.database.write() as connection:
        await save_summary(connection, world.database, conversation_id, Summary(), Summary(1, (), f"A {MARK}.", "m"))
        await connection.execute(update(conversations).values(source={"page": f"https://shop.example/?q={MARK}"}))
        jobs = await claim_work(connection, world.process, VERSIONS, world.at, 10)
        results = [
            (job.turn_id, Graded("groundedness", "1", Stage.REPLY, Grade("passed", 1.0, MARK, (MARK,)), 1.0))
            for job in jobs
        ]
        await store_grades(connection, world.process, results, world.at)
    return conversation_id


async def customer_of(world: World, conversation_id: str) -> str:
    return str((await world.conversation(conversation_id)).customer_id)


async def forgotten(world: World, conversation_id: str, **changes: Any) -> Erased:
    customer_id = await customer_of(world, conversation_id)
    async with world.database.write() as connection:
        return await forget(connection, customer_id, "mia@example.com", world.tick(), **changes)


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
    "conversations": "channel contact state language closed_by urgency returned",
    "identities": "external_id",
    "messages": "role kind external_key state asks",
    "turns": "replied_by language intent sentiment handoff model prompt_version timings urgency citations tool_calls",
    "grades": "grader version stage state label",
    "handoffs": "reason rule ended_by",
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
                mark = [MARK] if isinstance(column.type, JSON) else MARK if isinstance(column.type, String) else None
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


async def test_a_turn_under_way_in_another_process_brings_nothing_back(world: World) -> None:
    message = await world.say(f"My {MARK}?")
    async with world.database.read() as connection:
        work = (await load_work(connection, [message.conversation_id]))[message.conversation_id]
    await forgotten(world, message.conversation_id)
    late = Answered(
        conversation_id=message.conversation_id, asked=work.asked, outcome=TOLD, held=False, at=world.tick()
    )
    assert await world.commit(late) is None
    assert MARK not in await everything(world.database)
    again = await world.say("Hello?")  # and it goes on, whoever takes it
    other = new_id()
    async with world.database.write() as connection:
        await connection.execute(update(conversations).values(lease=other))
        work = (await load_work(connection, [again.conversation_id]))[again.conversation_id]
        assert [one.text for one in work.history] == []
        late = replace(late, asked=work.asked, outcome=ANSWER)
        assert (await commit_turns(connection, world.database, PLAN, other, [late]))[0] is not None


async def test_grading_under_way_brings_nothing_back_and_nothing_is_graded_without_words(world: World) -> None:
    committed = await world.turn(f"My {MARK}?")
    async with world.database.write() as connection:
        jobs = await claim_work(connection, world.process, VERSIONS, world.at, 10)
    conversation_id = jobs[0].conversation_id
    await forgotten(world, conversation_id)
    late = Graded("groundedness", "1", Stage.REPLY, Grade("failed", 0.0, MARK, (MARK,)), 1.0)
    async with world.database.write() as connection:
        await store_grades(connection, world.process, [(committed.turn_id, late)], world.tick())
    await world.close(conversation_id)  # queues the outcome of the turn, whose words are gone
    async with world.database.write() as connection:
        assert await claim_work(connection, world.process, VERSIONS, world.at + timedelta(hours=1), 10) == []
    labels = await world.rows(select(grades.c.state, grades.c.label).where(grades.c.turn_id == committed.turn_id))
    assert set(labels) == {("done", NOT_APPLICABLE)}


async def test_a_program_s_name_for_its_customer_goes_too(world: World) -> None:
    async with world.database.write() as connection:
        account = await own_account(connection, world.database, API)
    person = Person(account.id, API, f"key-1:{MARK}@example.com")
    (receipt,) = await world.receive(Incoming(key=new_id(), where=person, text=f"My {MARK}?", at=world.tick()))
    await forgotten(world, receipt.message.conversation_id)
    assert MARK not in await everything(world.database)
    assert (await world.conversation(receipt.message.conversation_id)).contact.startswith("key-1:")


async def test_the_file_of_sqlite_holds_nothing_of_it(world: World) -> None:
    """Rows were moved and changed before: what is left of that in free pages and in the log is gone as well."""
    database = world.database
    conversation_id = await said_with_mark(world)
    async with database.write() as connection:
        await connection.execute(insert(customers).values(id=new_id(), name=f"{MARK * 30}", created_at=world.at))
        await connection.execute(update(turns).values(passages=[f"{MARK} " * 3_000]))
    async with database.write() as connection:
        await connection.execute(customers.delete().where(customers.c.name.like(f"{MARK * 30}%")))
    await forgotten(world, conversation_id)
    await database.scrub()
    assert MARK not in await everything(database)
    for suffix in ("", "-wal") if database.is_sqlite else ():  # PostgreSQL's files are its own
        assert MARK.encode() not in bytes_of(f"{database.url.database}{suffix}")


def bytes_of(path: str) -> bytes:
    return Path(path).read_bytes().replace(PLATFORM_ID.encode(), b"") if Path(path).exists() else b""
