"""Operators and customers at the desk: claim, answer, close; and conversations that end by themselves."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from service.errors import AlreadyClaimed, ConversationClosed, NotClaimed
from service.live import MessageStored, StateChanged, conversation_topic
from service.routing.desk import Desk
from service.storage.desk.operators import Ended
from service.storage.tables import conversations, grades
from service.storage.types import now
from tests.service.shop import Shop


@pytest.fixture
def desk(shop: Shop) -> Desk:
    return Desk(shop.database, shop.plan, shop.live)


async def answered(shop: Shop, who: str = "ada") -> str:
    """The id of a conversation in which the agent has answered."""
    turning = await shop.turns()
    message = await shop.say(turning, f"{who}: hi")
    await shop.answered(turning, message)
    return message.conversation_id


async def set_back(shop: Shop, conversation_id: str, age: timedelta, state: str = "open") -> None:
    """Let nothing have been said for so long."""
    values = {"last_message_at": now() - age, "state": state}
    async with shop.database.write() as connection:
        await connection.execute(update(conversations).where(conversations.c.id == conversation_id).values(values))


async def outcome_work(shop: Shop) -> int:
    return len(await shop.rows(select(grades).where(grades.c.stage == "outcome")))


async def test_of_two_who_claim_at_once_one_gets_the_conversation(shop: Shop, desk: Desk) -> None:
    conversation_id = await answered(shop)
    operators = [await shop.operator("mia"), await shop.operator("bo")]

    ends = await asyncio.gather(*(desk.claim(conversation_id, one) for one in operators), return_exceptions=True)

    assert sorted(type(end).__name__ for end in ends) == ["AlreadyClaimed", "NoneType"]
    winner, loser = sorted(operators, key=lambda one: isinstance(ends[operators.index(one)], AlreadyClaimed))
    assert (await shop.conversation(conversation_id)).operator_id == winner
    await desk.claim(conversation_id, winner)  # again by the same one: nothing changes
    with pytest.raises(NotClaimed):
        await desk.reply(conversation_id, loser, "Hello", "1")


async def test_nobody_answers_without_a_claim_or_after_the_end(shop: Shop, desk: Desk) -> None:
    conversation_id, mia = await answered(shop), await shop.operator("mia")
    with pytest.raises(NotClaimed):
        await desk.reply(conversation_id, mia, "Hello", "1")
    await desk.claim(conversation_id, mia)
    first = await desk.reply(conversation_id, mia, "Hello", "1")
    again = await desk.reply(conversation_id, mia, "Hello", "1")
    await desk.close(conversation_id, Ended("operator"))

    assert first.id == again.id
    assert await shop.said(conversation_id) == ["ada: hi", "re: ada: hi", "Hello"]
    with pytest.raises(ConversationClosed):
        await desk.reply(conversation_id, mia, "Too late", "2")
    with pytest.raises(ConversationClosed):
        await desk.claim(conversation_id, mia)


async def test_who_watches_hears_of_each_step(shop: Shop, desk: Desk) -> None:
    conversation_id, mia = await answered(shop), await shop.operator("mia")
    woken: list[int] = []
    desk.on_change(lambda: woken.append(1))
    with shop.live.subscribe(conversation_topic(conversation_id)) as heard:
        await desk.claim(conversation_id, mia)
        await desk.reply(conversation_id, mia, "Hello", "1")
        await desk.close(conversation_id, Ended("operator"))
        events = list(heard.ready())

    assert events[0] == StateChanged("human", "mia")
    assert isinstance(events[1], MessageStored)
    assert events[2] == StateChanged("closed", None)
    assert len(woken) == 2  # a reply and an end bring work to the monitor and the outbox


async def test_closing_queues_what_can_be_judged_only_now(shop: Shop, desk: Desk) -> None:
    conversation_id = await answered(shop)
    assert await outcome_work(shop) == 0

    await desk.close(conversation_id, Ended("customer", solved=True))
    await desk.close(conversation_id, Ended("idle"))

    row = await shop.conversation(conversation_id)
    assert (row.state, row.closed_by, row.solved) == ("closed", "customer", True)
    assert await outcome_work(shop) == 1
