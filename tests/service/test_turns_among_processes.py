"""Several processes answer over one database, stop, stall and die: nothing is lost and nothing answered twice."""

import asyncio
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import func, select

from service.storage.processes import reap
from service.storage.tables import conversations, messages, turns
from service.storage.turns import backlog
from service.turns import turns as module


async def turn_count(shop: Any) -> int:
    return int((await shop.rows(select(func.count()).select_from(turns)))[0][0])


async def free_and_take(shop: Any, survivor: Any, process: Any) -> int:
    """What the survivor's housekeeping does about dead processes."""
    async with shop.database.write() as connection:
        await reap(connection, process)
    return int(await survivor.recover())


async def test_two_processes_over_one_database_answer_each_message_once(shop: Any) -> None:
    one, other = await shop.turns(), await shop.turns()
    said = await asyncio.gather(*(shop.say((one, other)[n % 2], f"p{who}: {n}") for n in range(6) for who in range(8)))
    for message in said:
        assert await one.answered(message.conversation_id, message.seq, 10.0)

    texts = Counter(text for (text,) in await shop.rows(select(messages.c.text).where(messages.c.role == "agent")))
    answered = Counter(part for reply in texts.elements() for part in reply.removeprefix("re: ").split(" | "))
    assert answered == Counter(f"p{who}: {n}" for n in range(6) for who in range(8))
    assert not await shop.rows(select(messages).where(messages.c.state == "received"))
    assert not await shop.rows(select(conversations).where(conversations.c.lease.is_not(None)))


async def test_who_asks_the_other_process_waits_for_the_answer_too(shop: Any) -> None:
    one, other = await shop.turns(), await shop.turns()
    gate = shop.agent.hold("ada: hi")
    message = await shop.say(one, "ada: hi")

    assert not await other.answered(message.conversation_id, message.seq, 0.0)
    waiting = asyncio.create_task(other.answered(message.conversation_id, message.seq, 10.0))
    gate.set()
    assert await waiting
    assert len(await shop.said(message.conversation_id)) == 2


async def test_the_turn_of_a_dead_process_is_taken_over_and_its_late_end_is_refused(shop: Any, until: Any) -> None:
    dying, living = await shop.process(), await shop.process()
    stalled, survivor = await shop.turns(dying), await shop.turns(living, agent=type(shop.agent)())
    gate = shop.agent.hold("ada: hi")
    message = await shop.say(stalled, "ada: hi")
    await until(lambda: shop.agent.asked)
    await shop.bury(dying)

    assert await free_and_take(shop, survivor, living) == 1
    await shop.answered(survivor, message)
    gate.set()
    await stalled.drain(5.0)

    assert await shop.said(message.conversation_id) == ["ada: hi", "re: ada: hi"]
    assert await turn_count(shop) == 1


async def test_a_stalled_turn_writes_nothing_even_where_its_process_has_the_conversation_again(
    shop: Any, until: Any
) -> None:
    stalling, living = await shop.process(), await shop.process()
    stalled, survivor = await shop.turns(stalling), await shop.turns(living, agent=type(shop.agent)())
    gate = shop.agent.hold("ada: 1")
    first = await shop.say(stalled, "ada: 1")
    await until(lambda: shop.agent.asked)
    await shop.bury(stalling)
    await free_and_take(shop, survivor, living)
    await shop.answered(survivor, first)
    await survivor.drain(5.0)

    second = await shop.say(stalled, "ada: 2")  # the conversation is free: it goes to the process that had stalled
    gate.set()
    await shop.answered(stalled, second)

    assert await shop.said(first.conversation_id) == ["ada: 1", "re: ada: 1", "ada: 2", "re: ada: 2"]


async def test_shutting_down_releases_who_waits_and_leaves_the_rest_to_the_next_process(shop: Any) -> None:
    turning, process = await shop.turns(), await shop.process()
    gate = shop.agent.hold("ada: hi")
    message = await shop.say(turning, "ada: hi")
    waiting = asyncio.create_task(turning.answered(message.conversation_id, message.seq, 60.0))
    await asyncio.sleep(0)
    await turning.drain(0.0)

    assert not await asyncio.wait_for(waiting, 5.0)
    assert (turning._answering, turning._again) == ({}, set())
    late = await shop.say(turning, "bo: hi")  # stored, which is a promise, although nobody is there to answer it
    gate.set()
    async with shop.database.write() as connection:
        await connection.execute(conversations.update().values(lease=None))
    following = await shop.turns(process)
    assert await following.recover() == 2
    await shop.answered(following, message, late)


async def test_draining_lets_the_turns_under_way_end(shop: Any, until: Any) -> None:
    turning = await shop.turns()
    gate = shop.agent.hold("ada: hi")
    message = await shop.say(turning, "ada: hi")
    await until(lambda: shop.agent.asked)
    draining = asyncio.create_task(turning.drain(10.0))
    await asyncio.sleep(0)
    gate.set()
    await draining

    assert await shop.said(message.conversation_id) == ["ada: hi", "re: ada: hi"]


async def test_all_that_waits_is_taken_up_at_once_however_much_it_is(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backlog, "TAKE_AT_ONCE", 3)
    monkeypatch.setattr(module, "TAKE_AT_ONCE", 3)
    gone = await shop.turns()
    await gone.drain(0.0)
    said = [await shop.say(gone, f"p{number}: hi") for number in range(8)]
    async with shop.database.write() as connection:
        await connection.execute(conversations.update().values(lease=None))
    turning = await shop.turns()

    assert await turning.recover() == 8
    await shop.answered(turning, *said)
    assert await turning.recover() == 0


async def test_what_is_under_way_is_not_taken_up_again(shop: Any, until: Any) -> None:
    turning = await shop.turns()
    gate = shop.agent.hold("ada: hi")
    message = await shop.say(turning, "ada: hi")
    await until(lambda: shop.agent.asked)

    assert await turning.recover() == 0
    gate.set()
    await shop.answered(turning, message)
    assert shop.agent.asked == [("ada: hi",)]
