"""What is under way while a customer is forgotten brings nothing back, and nothing is left on the disk."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert, select, update

from evals.judging.ledger import Judgement
from graphs.evaluator.grader import NOT_APPLICABLE, Grade, Graded, Stage
from service.storage.accounts.accounts import API, own_account
from service.storage.customers.customers import Contact as Person
from service.storage.grading.grades import claim_work, store_grades
from service.storage.grading.judging import keep_judgement
from service.storage.messages.answer_rows import Answered
from service.storage.messages.receive import Incoming
from service.storage.tables import conversations, customers, grades, judgements, turns
from service.storage.turns.answers import commit_turns
from service.storage.turns.backlog import load_work
from service.storage.types import new_id
from tests.service.storage.conftest import ANSWER, PLAN, World
from tests.service.storage.marked import (
    MARK,
    PLATFORM_ID,
    TOLD,
    VERSIONS,
    everything,
    forgotten,
    said_with_mark,
)


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


async def test_a_judges_answers_go_and_one_under_way_is_not_remembered(world: World) -> None:
    committed = await world.turn(f"My {MARK}?")
    given = Judgement("passed", f"about {MARK}", (MARK,))
    async with world.database.write() as connection:
        jobs = await claim_work(connection, world.process, VERSIONS, world.at, 10)
        await keep_judgement(connection, "one", given, "groundedness", committed.turn_id, world.at)
        await keep_judgement(connection, "two", given, "not_asked_judge", committed.turn_id, world.at)
    assert [row.key for row in await world.rows(select(judgements))] == ["one"]
    await forgotten(world, jobs[0].conversation_id)
    assert await world.rows(select(judgements)) == []
    async with world.database.write() as connection:
        await keep_judgement(connection, "late", given, "groundedness", committed.turn_id, world.at)
    assert MARK not in await everything(world.database)


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
