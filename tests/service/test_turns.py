"""The one path of every message: stored, then answered once, in order, whatever stops or dies meanwhile."""

import asyncio
import contextlib
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select, update

from service.errors import Overloaded
from service.storage.desk.operators import Ended, claim, close
from service.storage.tables import conversations, messages, outbox, turns
from service.storage.types import now
from service.turns import turns as module


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn that failed is tried again without a pause."""
    monkeypatch.setattr(module, "RETRY_AFTER_S", 0.0)
    monkeypatch.setattr(module, "MAX_RETRY_AFTER_S", 0.0)


async def turn_count(shop: Any) -> int:
    return int((await shop.rows(select(func.count()).select_from(turns)))[0][0])


async def test_a_burst_is_answered_in_order_each_message_in_one_turn(shop: Any) -> None:
    turning = await shop.turns()
    gate = shop.agent.hold("ada: 1")
    first = await shop.say(turning, "ada: 1")
    await shop.agent.begun(1)
    burst = [await shop.say(turning, f"ada: {number}") for number in (2, 3, 4)]
    gate.set()
    await shop.answered(turning, first, *burst)

    assert [text for turn in shop.agent.asked for text in turn] == ["ada: 1", "ada: 2", "ada: 3", "ada: 4"]
    assert len(shop.agent.asked) == await turn_count(shop) == 2
    assert shop.agent.histories[1] == ("ada: 1", "re: ada: 1")
    assert (await shop.said(first.conversation_id))[-1] == "re: ada: 2 | ada: 3 | ada: 4"
    rows = await shop.rows(select(messages.c.turn_id).where(messages.c.role == "customer"))
    assert sorted(Counter(row.turn_id for row in rows).values()) == [1, 3]


async def test_conversations_run_side_by_side_and_each_one_turn_at_a_time(shop: Any) -> None:
    turning = await shop.turns()
    people = [f"p{number}" for number in range(6)]
    said = await asyncio.gather(*(shop.say(turning, f"{who}: {n}") for n in range(5) for who in people))
    await shop.answered(turning, *said)

    assert shop.agent.most_at_work > 1
    assert not shop.agent.overlapped
    texts = Counter(text for turn in shop.agent.asked for text in turn)
    assert set(texts.values()) == {1}
    assert len(texts) == 30


async def test_no_more_turns_than_allowed_run_at_once(shop: Any) -> None:
    turning = await shop.turns(concurrent=2)
    said = await asyncio.gather(*(shop.say(turning, f"p{number}: hi") for number in range(8)))
    await shop.answered(turning, *said)

    assert shop.agent.most_at_work == 2


async def test_a_turn_that_fails_is_tried_again_and_holds_up_nobody_else(shop: Any) -> None:
    turning = await shop.turns(concurrent=1)
    shop.agent.failures["ada: hi"] = 3
    ada, bo = await shop.say(turning, "ada: hi"), await shop.say(turning, "bo: hi")
    await shop.answered(turning, bo, ada)

    assert await shop.said(ada.conversation_id) == ["ada: hi", "re: ada: hi"]
    assert shop.agent.asked.count(("ada: hi",)) == 4
    assert await turn_count(shop) == 2


async def test_a_conversation_that_fails_for_ever_does_not_stop_the_others(
    shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RETRY_AFTER_S", 3_600.0)
    turning = await shop.turns(concurrent=1)
    shop.agent.failures["ada: hi"] = 10**9
    ada = await shop.say(turning, "ada: hi")
    await shop.answered(turning, await shop.say(turning, "bo: hi"))

    await asyncio.wait_for(turning.drain(60.0), 5.0)  # the pause ends with the process

    assert await shop.said(ada.conversation_id) == ["ada: hi"]


async def test_above_the_limit_new_messages_are_refused_not_promised(shop: Any) -> None:
    turning = await shop.turns(max_waiting=2)
    gates = [shop.agent.hold(f"p{number}: hi") for number in range(2)]
    said = [await shop.say(turning, f"p{number}: hi") for number in range(2)]
    with pytest.raises(Overloaded):
        await shop.say(turning, "late: hi")
    for gate in gates:
        gate.set()
    await shop.answered(turning, *said)

    await shop.answered(turning, await shop.say(turning, "late: hi"))


async def test_the_limit_holds_for_messages_that_arrive_all_at_once(shop: Any) -> None:
    turning = await shop.turns(max_waiting=5)
    results = await asyncio.gather(
        *(shop.say(turning, f"p{number}: hi") for number in range(20)), return_exceptions=True
    )

    assert sum(isinstance(result, Overloaded) for result in results) == 15


async def test_a_redelivery_makes_no_second_turn(shop: Any) -> None:
    turning = await shop.turns()
    same = await asyncio.gather(*(shop.say(turning, "ada: hi", key="k") for _ in range(5)))
    await shop.answered(turning, *same)
    again = await turning.receive(shop.incoming("ada: hi", "k"))
    await turning.drain(5.0)

    assert (again.fresh, again.mine, again.message.id) == (False, False, same[0].id)
    assert {message.id for message in same} == {same[0].id}
    assert shop.agent.asked == [("ada: hi",)]


async def test_a_sender_who_hangs_up_is_answered_all_the_same(shop: Any, until: Any) -> None:
    turning = await shop.turns()
    first = await shop.say(turning, "ada: 1")
    async with shop.database.write() as connection:
        # The write of the message waits behind this one (SQLite) or behind its lock (PostgreSQL).
        await connection.execute(select(conversations).with_for_update())
        hanging_up = asyncio.create_task(shop.say(turning, "ada: 2"))
        batch = turning._batches._receiving
        await until(lambda: not batch._task.done() and not batch._waiting)
        hanging_up.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await hanging_up

    async def both() -> bool:
        return "ada: 2" in [text for turn in shop.agent.asked for text in turn]

    await until(both)
    await shop.answered(turning, first)


async def test_an_operator_who_takes_over_while_the_agent_thinks_gets_the_message(shop: Any, until: Any) -> None:
    turning = await shop.turns()
    gate = shop.agent.hold("ada: hi")
    message = await shop.say(turning, "ada: hi")
    await until(lambda: shop.agent.asked)
    operator = await shop.operator("mia")
    async with shop.database.write() as connection:
        await claim(connection, message.conversation_id, operator, now())
    gate.set()
    await shop.answered(turning, message)

    assert await shop.said(message.conversation_id) == ["ada: hi"]
    (row,) = await shop.rows(select(messages))
    assert row.state == "inbox"


async def test_a_conversation_that_is_closed_while_the_agent_thinks_still_gets_the_reply(shop: Any, until: Any) -> None:
    turning = await shop.turns()
    gate = shop.agent.hold("ada: hi")
    message = await shop.say(turning, "ada: hi")
    await until(lambda: shop.agent.asked)
    async with shop.database.write() as connection:
        await close(connection, shop.database, shop.plan, message.conversation_id, Ended("customer"), now())
    gate.set()
    await shop.answered(turning, message)

    assert await shop.said(message.conversation_id) == ["ada: hi", "re: ada: hi"]
    assert (await shop.conversation(message.conversation_id)).state == "closed"


async def test_waiting_ends_when_the_time_is_up_and_leaves_nothing_behind(shop: Any) -> None:
    turning = await shop.turns()
    shop.agent.hold("ada: hi")
    message = await shop.say(turning, "ada: hi")

    assert not await turning.answered(message.conversation_id, message.seq, 0.01)
    assert turning._waiters._waiting == {}


async def test_a_silence_for_an_operator_who_gave_the_conversation_back_meanwhile_becomes_an_answer(shop: Any) -> None:
    turning = await shop.turns()
    first = await shop.say(turning, "ada: 1")
    await shop.answered(turning, first)
    await set_state(shop, first.conversation_id, "waiting")
    gate = shop.agent.hold("ada: 2")
    second = await shop.say(turning, "ada: 2")
    await shop.agent.begun(2)
    await set_state(shop, first.conversation_id, "open")
    gate.set()
    await shop.answered(turning, second)

    assert (await shop.said(first.conversation_id))[-1] == "re: ada: 2"


async def set_state(shop: Any, conversation_id: str, state: str) -> None:
    async with shop.database.write() as connection:
        await connection.execute(update(conversations).where(conversations.c.id == conversation_id).values(state=state))


async def test_an_answer_goes_to_the_thread_of_its_question_though_another_was_asked_meanwhile(shop: Any) -> None:
    turning = await shop.turns()
    gate = shop.agent.hold("p: first")
    first = await turning.receive(replace(shop.incoming("p: first"), thread="C1:1"))
    await shop.agent.begun(1)
    second = await turning.receive(replace(shop.incoming("p: second"), thread="C1:2"))
    third = await turning.receive(shop.incoming("p: without any"))
    gate.set()
    await shop.answered(turning, first.message, second.message, third.message)

    sent = await shop.rows(select(outbox.c.text, outbox.c.thread).order_by(outbox.c.seq))
    assert [tuple(row) for row in sent] == [
        ("re: p: first", "C1:1"),
        ("re: p: second | p: without any", "C1:2"),
    ]
    assert {row.thread for row in await shop.rows(select(messages.c.thread))} == {None}
