"""Storing what customers say: the acknowledgement rests on it."""

import asyncio
from typing import Any

from sqlalchemy import Engine, event, func, select

from service.errors import ConversationClosed
from service.storage.accounts.accounts import add_account
from service.storage.customers.customers import Contact
from service.storage.database import Database
from service.storage.messages.receive import Incoming, Receipt, receive
from service.storage.tables import conversations, customers, messages
from service.storage.turns.backlog import load_work, take_unanswered
from service.storage.types import new_id, now


async def test_a_redelivery_finds_the_message_and_stores_no_second_one(world: Any) -> None:
    first = (await world.receive(world.incoming("hello", key="k1")))[0]
    again = (await world.receive(world.incoming("hello", key="k1")))[0]

    assert first.fresh
    assert not again.fresh
    assert not again.mine
    assert again.message.id == first.message.id
    assert len(await world.rows(select(messages))) == 1


async def test_a_message_and_its_redelivery_in_one_batch_are_stored_once(world: Any) -> None:
    first, again = await world.receive(world.incoming("hello", key="k1"), world.incoming("hello", key="k1"))

    assert (first.fresh, again.fresh) == (True, False)
    assert again.message == first.message


async def test_messages_of_one_batch_follow_each_other_in_their_conversations(world: Any) -> None:
    receipts = await world.receive(
        world.incoming("a1", contact="ada"),
        world.incoming("b1", contact="bo"),
        world.incoming("a2", contact="ada"),
        world.incoming("a3", contact="ada"),
    )

    said = [(receipt.message.text, receipt.message.seq) for receipt in receipts]
    assert said == [("a1", 1), ("b1", 1), ("a2", 2), ("a3", 3)]
    assert len({receipt.message.conversation_id for receipt in receipts}) == 2
    row = await world.conversation(receipts[0].message.conversation_id)
    assert (row.last_seq, row.preview) == (3, "a3")
    assert row.opened_at == receipts[0].message.at


async def test_a_burst_becomes_one_piece_of_work_in_order(world: Any) -> None:
    for text in ("one", "two", "three"):
        message = await world.say(text)

    async with world.database.read() as connection:
        work = (await load_work(connection, [message.conversation_id]))[message.conversation_id]
    assert [asked.text for asked in work.asked] == ["one", "two", "three"]
    assert work.history == ()


async def test_after_closing_a_contacts_next_message_starts_a_new_conversation_of_the_same_customer(world: Any) -> None:
    first = await world.turn("hello")
    old = first.reply.conversation_id
    await world.close(old)

    message = await world.say("hello again")

    assert message.conversation_id != old
    assert message.seq == 1
    assert (await world.conversation(message.conversation_id)).customer_id == (
        await world.conversation(old)
    ).customer_id
    assert len(await world.rows(select(customers))) == 1


async def test_a_redelivery_after_closing_does_not_start_a_conversation(world: Any) -> None:
    message = await world.say("hello", key="k1")
    await world.answer(message.conversation_id)
    await world.close(message.conversation_id)

    again = (await world.receive(world.incoming("hello", key="k1")))[0]

    assert again.message.id == message.id
    assert len(await world.rows(select(conversations))) == 1


async def test_a_closed_conversation_that_is_named_takes_no_message(world: Any) -> None:
    message = await world.say("hello")
    await world.close(message.conversation_id)

    async with world.database.write() as connection:
        results = await receive(
            connection,
            [world.incoming("more", where=message.conversation_id), world.incoming("fine", contact="bo")],
            world.process,
        )

    assert isinstance(results[0], ConversationClosed)
    assert results[1].fresh  # type: ignore[union-attr]


async def test_a_conversation_that_another_process_answers_is_left_to_it(world: Any) -> None:
    other = new_id()
    await world.receive(world.incoming("hello"), process=other)

    receipt = (await world.receive(world.incoming("more")))[0]

    assert receipt.fresh
    assert not receipt.mine
    assert (await world.conversation(receipt.message.conversation_id)).lease == other


async def test_two_processes_that_store_at_once_give_every_message_its_own_number(world: Any) -> None:
    message = await world.say("first")
    place = message.conversation_id

    async def burst(process: str) -> None:
        for number in range(10):
            await world.receive(world.incoming(f"{process} {number}", where=place), process=process)

    await asyncio.gather(burst("a" * 36), burst("b" * 36))

    numbers = [row.seq for row in await world.rows(select(messages.c.seq).order_by(messages.c.seq))]
    assert numbers == list(range(1, 22))
    assert (await world.conversation(place)).last_seq == 21


async def test_one_message_delivered_to_several_processes_at_once_is_stored_once(world: Any) -> None:
    place = (await world.say("first")).conversation_id

    deliveries = [world.receive(world.incoming("again", key="k", where=place)) for _ in range(6)]
    receipts = [receipts[0] for receipts in await asyncio.gather(*deliveries)]

    assert sum(receipt.fresh for receipt in receipts) == 1
    assert len({receipt.message.id for receipt in receipts}) == 1


async def test_one_new_contact_in_two_processes_at_once_is_one_customer_with_one_conversation(world: Any) -> None:
    await asyncio.gather(*(world.receive(world.incoming(f"m{number}", contact="new")) for number in range(6)))

    assert (await world.rows(select(func.count()).select_from(customers)))[0][0] == 1
    assert (await world.rows(select(func.count()).select_from(conversations)))[0][0] == 1


async def test_a_batch_of_new_contacts_takes_as_many_statements_as_a_small_one(world: Any) -> None:
    statements = 0

    def count(*_: Any) -> None:
        nonlocal statements
        statements += 1

    async def taken(contacts: list[str]) -> int:
        before = statements
        await world.receive(*(world.incoming("hello", contact=one) for one in contacts))
        return statements - before

    event.listen(Engine, "before_cursor_execute", count)
    try:
        few = await taken(["a", "b"])
        many = await taken([f"c{number}" for number in range(16)])
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    assert many == few
    assert (await world.rows(select(func.count()).select_from(conversations)))[0][0] == 18


async def test_one_person_told_of_in_several_ways_in_one_batch_is_one_customer_with_the_first_name(world: Any) -> None:
    plain, named = Contact(world.account, "webhook", "ada"), Contact(world.account, "webhook", "ada", name="Ada")
    other = Contact(world.account, "webhook", "ada", name="Ms Lovelace")
    receipts = await world.receive(
        world.incoming("one", where=plain), world.incoming("two", where=named), world.incoming("three", where=other)
    )
    assert len({receipt.message.conversation_id for receipt in receipts}) == 1
    assert [row.name for row in await world.rows(select(customers))] == ["Ada"]

    await world.receive(world.incoming("four", where=plain))
    assert [row.name for row in await world.rows(select(customers))] == ["Ada"]


async def test_who_was_nameless_gets_the_name_that_a_later_message_brings(world: Any) -> None:
    await world.say("hello")
    await world.receive(world.incoming("again", where=Contact(world.account, "webhook", "ada", name="Ada")))
    assert [row.name for row in await world.rows(select(customers))] == ["Ada"]


async def test_new_and_known_contacts_of_several_accounts_come_in_one_batch(world: Any) -> None:
    async with world.database.write() as connection:
        other = (await add_account(connection, "webhook", "Other", "")).id
    known = await world.say("hello")
    receipts = await world.receive(
        world.incoming("again"),
        world.incoming("here too", where=Contact(other, "webhook", "ada")),
        world.incoming("new", contact="bo"),
    )
    places = [receipt.message.conversation_id for receipt in receipts]
    assert places[0] == known.conversation_id
    assert len(set(places)) == 3
    rows = await world.rows(select(conversations.c.account_id).where(conversations.c.id == places[1]))
    assert [row.account_id for row in rows] == [other]


async def test_a_known_contact_whose_conversation_closed_gets_one_new_one_whoever_comes_first(world: Any) -> None:
    message = await world.say("hello")
    await world.close(message.conversation_id)

    await asyncio.gather(*(world.receive(world.incoming(f"m{number}")) for number in range(6)))

    states = [row.state for row in await world.rows(select(conversations.c.state))]
    assert sorted(states) == ["closed", "open"]


async def test_what_nobody_answers_is_taken_up_once(world: Any) -> None:
    message = await world.say("hello")
    async with world.database.write() as connection:
        await connection.execute(conversations.update().values(lease=None))

    async def take(process: str) -> list[str]:
        async with world.database.write() as connection:
            return [taken for taken, _ in await take_unanswered(connection, process)]

    taken = await asyncio.gather(take("a" * 36), take("b" * 36))

    assert sorted(taken) == [[], [message.conversation_id]]


async def test_two_processes_that_meet_the_same_new_contacts_do_not_block_each_other(
    database: Database, account: str
) -> None:
    """On PostgreSQL each would wait for what the other has locked, until one is broken off after a second."""
    people = [Contact(account, "webhook", f"p{number}") for number in range(30)]

    async def store(order: list[Contact], process: str) -> list[Receipt]:
        batch = [Incoming(new_id(), contact, "hi", now()) for contact in order]
        async with database.write() as connection:
            return await receive(connection, batch, process)  # type: ignore[return-value]

    both = await asyncio.gather(store(people, new_id()), store(people[::-1], new_id()))
    placed = [{one.message.conversation_id for one in receipts} for receipts in both]
    assert placed[0] == placed[1]
    assert len(placed[0]) == len(people)
