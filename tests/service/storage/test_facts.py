"""What is remembered of customers is stored with the turn and read with the next one, in any conversation of theirs."""

from datetime import timedelta

from sqlalchemy import select

from graphs.memory.fact import KINDS, Fact, changes
from service.storage.memories.facts import Learnt, any_expired, drop_expired, list_facts, save_facts
from service.storage.messages.answer_rows import Answered
from service.storage.tables import conversations, customer_facts, customers
from service.storage.turns.backlog import Work, load_work
from service.storage.types import now
from tests.service.storage.conftest import ANSWER, World


async def work_of(world: World, text: str, contact: str = "ada") -> Work:
    message = await world.say(text, contact)
    async with world.database.read() as connection:
        return (await load_work(connection, [message.conversation_id]))[message.conversation_id]


async def tells(world: World, *facts: Fact, contact: str = "ada", withdrawn: tuple[tuple[str, str], ...] = ()) -> str:
    """A turn in which the customer tells these; the conversation's id."""
    work = await work_of(world, "…", contact)
    made = changes(work.memory.facts, facts, withdrawn, KINDS, now())
    await world.commit(
        Answered(
            conversation_id=work.conversation_id, asked=work.asked, outcome=ANSWER, held=False, at=now(), changes=made
        )
    )
    return work.conversation_id


async def remembered(world: World, contact: str = "ada") -> list[tuple[str, str]]:
    return [(one.type, one.value) for one in (await work_of(world, "and now?", contact)).memory.facts]


async def test_a_later_conversation_of_the_same_customer_knows_what_they_told(world: World) -> None:
    first = await tells(world, Fact("name", "Ada"), Fact("order", "TW-10023"))
    await world.close(first)
    assert await remembered(world) == [("name", "Ada"), ("order", "TW-10023")]
    assert await remembered(world, "bob") == []
    assert len(await world.rows(select(conversations.c.id).where(conversations.c.contact == "ada"))) == 2


async def test_newer_facts_replace_older_ones_and_what_is_taken_back_goes(world: World) -> None:
    await tells(world, Fact("city", "Leeds"), Fact("phone", "+493090182000"))
    await tells(world, Fact("city", "York"))
    await tells(world, withdrawn=(("phone", "+493090182000"),))
    assert await remembered(world) == [("city", "York")]


async def test_what_is_known_already_is_not_written_again(world: World) -> None:
    await tells(world, Fact("name", "Ada"))
    before = await world.rows(select(customer_facts))
    await tells(world, Fact("name", "Ada"))
    assert await world.rows(select(customer_facts)) == before


async def test_each_fact_names_its_source_and_its_end_and_goes_when_that_comes(world: World) -> None:
    conversation_id = await tells(world, Fact("name", "Ada"), Fact("order", "TW-10023"))
    later = now() + timedelta(days=91)
    async with world.database.write() as connection:
        row = (await world.rows(select(customer_facts.c.customer_id)))[0]
        facts = await list_facts(connection, row.customer_id, now())
        assert {one.type for one in facts} == {"name", "order"}
        assert {one.conversation_id for one in facts} == {conversation_id}
        assert all(one.turn_id and one.expires_at for one in facts)
        assert [one.type for one in await list_facts(connection, row.customer_id, later)] == ["name"]
        assert not await any_expired(connection, now())
        assert await any_expired(connection, later)
        assert await drop_expired(connection, later) == 1
    assert await remembered(world) == [("name", "Ada")]


async def test_two_turns_may_tell_the_same_at_once(world: World) -> None:
    """Neither knew of the other: the fact is there once, and names the later one as its source."""
    one, other = await work_of(world, "one"), await work_of(world, "two", "bob")
    customer = (await world.rows(select(customers.c.id).order_by(customers.c.id)))[0].id
    async with world.database.write() as connection:
        for number, work in enumerate((one, other)):
            made = changes((), [Fact("name", "Ada")], (), KINDS, now())
            learnt = Learnt(customer, work.conversation_id, f"turn-{number}", made)
            await save_facts(connection, world.database, [learnt])
    rows = await world.rows(select(customer_facts))
    assert [(row.value, row.turn_id) for row in rows] == [("Ada", "turn-1")]
