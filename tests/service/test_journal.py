"""What platforms deliver is written down and acknowledged, then stands in its conversation: once, in order."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from service.accounts.changes import AccountInUse, remove_unused
from service.errors import ConversationClosed, Overloaded
from service.storage.customers.customers import Contact
from service.storage.desk.operators import Ended, close
from service.storage.memories.forgetting import forget
from service.storage.messages.attachments import NewAttachment
from service.storage.messages.journal import Entry, take_due, write_down
from service.storage.messages.receive import Incoming
from service.storage.tables import conversations, customers, journal, messages
from service.storage.types import now
from service.turns import journal as module
from tests.service.shop import Shop


async def texts(shop: Shop) -> list[str]:
    said = messages.c.role == "customer"
    order = (messages.c.conversation_id, messages.c.seq)
    return [row.text for row in await shop.rows(select(messages.c.text).where(said).order_by(*order))]


async def entries(shop: Shop) -> list[Any]:
    return list(await shop.rows(select(journal).order_by(journal.c.id)))


async def test_a_message_is_written_down_whole(shop: Shop) -> None:
    given = Incoming(
        key="k" * 400,
        where=Contact(shop.account, "webhook", "ada", "Ada 艾达", "wechat:o6"),
        text="你好 <b>\u2028",
        at=now(),
        kind="image",
        thread="t",
        attachments=(NewAttachment("p1", "a.png", "image/png"), NewAttachment("p2")),
        source={"utm_source": "广告"},
    )
    async with shop.database.jot() as connection:
        await write_down(connection, [given], now())
    async with shop.database.write() as connection:
        (entry,) = await take_due(connection, now(), 10)
    assert entry == Entry(entry.id, 0, given)


async def test_what_was_written_is_stored_and_answered_and_a_redelivery_is_not(shop: Shop) -> None:
    turns = await shop.turns()
    said = shop.incoming("ada: hello")
    await turns.journal.write([said])
    await turns.journal.write([said])
    assert len(await entries(shop)) == 1
    assert await turns.journal.empty() == 1
    await turns.journal.write([said])
    await turns.journal.empty()

    assert (await texts(shop), await entries(shop)) == (["ada: hello"], [])
    (row,) = await shop.rows(select(conversations))
    assert await turns.answered(row.id, 1, 10.0)
    assert shop.agent.asked == [("ada: hello",)]


async def test_what_two_processes_wrote_down_is_stored_in_the_order_in_which_it_was_written(shop: Shop) -> None:
    one, other = await shop.turns(), await shop.turns()
    for number in range(6):
        await (one, other)[number % 2].journal.write([shop.incoming(f"ada: {number}")])
    await other.journal.empty()
    assert await texts(shop) == [f"ada: {number}" for number in range(6)]


async def test_two_processes_that_store_at_once_store_each_message_once(shop: Shop) -> None:
    one, other = await shop.turns(), await shop.turns()
    said = [shop.incoming(f"c{number % 9}: {number}") for number in range(200)]
    for start in range(0, 200, 10):
        await one.journal.write(said[start : start + 10])
    counts = await asyncio.gather(one.journal.empty(), other.journal.empty())
    assert sum(counts) == 200
    assert sorted(await texts(shop)) == sorted(one.text for one in said)
    for number in range(9):
        own = [text for text in await texts(shop) if text.startswith(f"c{number}:")]
        assert own == [one.text for one in said if one.text.startswith(f"c{number}:")]


async def test_what_comes_directly_does_not_overtake_what_another_process_has_written_down(shop: Shop) -> None:
    one, other = await shop.turns(), await shop.turns()
    await one.journal.write([shop.incoming("ada: first")])
    await shop.say(other, "ada: second")
    assert await texts(shop) == ["ada: first", "ada: second"]


async def test_what_a_dead_process_has_written_down_is_stored_by_another(
    shop: Shop, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOOK_EVERY_S", 0.05)
    dead, living = await shop.turns(), await shop.turns()
    running = asyncio.create_task(living.journal.run())
    await asyncio.sleep(0.1)  # it has looked, and waits
    await dead.journal.write([shop.incoming("ada: hello")])

    async def answered() -> bool:
        return ("ada: hello",) in shop.agent.asked

    await until(answered)
    living.journal.stop()
    await asyncio.wait_for(running, 5.0)


async def test_one_message_that_cannot_be_stored_holds_up_no_other_and_is_tried_again(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = await shop.turns()
    broken, receive = True, module.receive

    async def failing(connection: Any, batch: Any, process_id: str) -> Any:
        if broken and any("bad" in item.text for item in batch):
            raise ValueError("no database takes this")
        return await receive(connection, batch, process_id)

    monkeypatch.setattr(module, "receive", failing)
    for said in ("ada: 1", "bob: bad", "eve: 2", "ada: 3"):
        await turns.journal.write([shop.incoming(said)])
    assert await turns.journal.empty() == 3
    assert sorted(await texts(shop)) == ["ada: 1", "ada: 3", "eve: 2"]
    (left,) = await entries(shop)
    assert (left.attempts, left.not_before > now()) == (1, True)
    assert await turns.journal.empty() == 0, "it is not due yet"

    async with shop.database.write() as connection:
        await connection.execute(update(journal).values(not_before=now(), attempts=5_000))
    assert await turns.journal.empty() == 0
    (left,) = await entries(shop)
    assert timedelta(minutes=9) < left.not_before - now() <= timedelta(minutes=10)

    broken = False
    async with shop.database.write() as connection:
        await connection.execute(update(journal).values(not_before=now() - timedelta(seconds=1)))
    assert await turns.journal.empty() == 1
    assert await entries(shop) == []


async def test_a_message_for_a_conversation_that_closes_at_that_moment_opens_the_next(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = await shop.turns()
    await shop.say(turns, "ada: 1")
    found, closings = module.receive, 0

    async def closing(connection: Any, batch: Any, process_id: str) -> Any:
        nonlocal closings
        closings += 1
        if closings == 1:
            return [ConversationClosed() for _ in batch]
        (row,) = await shop.rows(select(conversations.c.id).where(conversations.c.state == "open"))
        await close(connection, shop.database, shop.plan, row.id, Ended("customer"), now())
        return await found(connection, batch, process_id)

    monkeypatch.setattr(module, "receive", closing)
    await turns.journal.write([shop.incoming("ada: 2")])
    assert await turns.journal.empty() == 1
    rows = await shop.rows(select(messages.c.text, conversations.c.state).join_from(messages, conversations))
    assert sorted(tuple(row) for row in rows if row.text.startswith("ada:")) == [
        ("ada: 1", "closed"),
        ("ada: 2", "open"),
    ]


async def test_what_cannot_be_written_down_is_not_acknowledged(shop: Shop) -> None:
    turns = await shop.turns()
    shop.database.failing = 2  # a batch that fails is tried once more by itself
    with pytest.raises(Exception, match="the disk is away"):
        await turns.journal.write([shop.incoming("ada: hello")])
    assert (await entries(shop), await texts(shop)) == ([], [])


async def test_where_there_is_no_room_nothing_is_written_down(shop: Shop) -> None:
    turns = await shop.turns(max_waiting=2)
    with pytest.raises(Overloaded):
        await turns.journal.write([shop.incoming(f"ada: {number}") for number in range(4)])
    assert await entries(shop) == []


async def test_what_a_customer_has_said_just_now_is_forgotten_with_them_and_nothing_of_others(shop: Shop) -> None:
    turns = await shop.turns()
    await shop.say(turns, "ada: 1")
    (customer,) = await shop.rows(select(customers.c.id))
    await turns.journal.write([shop.incoming("ada: 2")])
    await turns.journal.write([shop.incoming("bob: 3")])
    async with shop.database.write() as connection:
        await forget(connection, customer.id, "customer", now())
    assert [row.message["text"] for row in await entries(shop)] == ["bob: 3"]


async def test_an_account_is_not_removed_over_a_message_that_was_just_acknowledged(shop: Shop) -> None:
    turns = await shop.turns()
    await turns.journal.write([shop.incoming("ada: hello")])
    with pytest.raises(AccountInUse):
        await remove_unused(shop.database, shop.account)
    await turns.journal.empty()
    assert await texts(shop) == ["ada: hello"]


async def test_a_stream_of_messages_shares_transactions_and_one_alone_waits_for_none(
    shop: Shop, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = await shop.turns()
    batches: list[int] = []
    receive = module.receive

    async def counting(connection: Any, batch: Any, process_id: str) -> Any:
        batches.append(len(batch))
        return await receive(connection, batch, process_id)

    monkeypatch.setattr(module, "receive", counting)
    running = asyncio.create_task(turns.journal.run())
    for number in range(40):
        await turns.journal.write([shop.incoming(f"c{number}: hello")])

    async def all_stored() -> bool:
        return len(await texts(shop)) == 40

    await until(all_stored)
    turns.journal.stop()
    await asyncio.wait_for(running, 5.0)
    assert sum(batches) == 40
    assert len(batches) < 40
