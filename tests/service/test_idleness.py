"""Conversations that nobody goes on with: the customer is asked whether they are there, then they end."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from service.care import idleness as module
from service.care.idleness import Idleness
from service.channel.interface import Window
from service.live import MessageStored, conversation_topic
from service.policies.closing import ClosingPolicy, Silence, Warned, Words
from service.routing.desk import Desk
from service.storage.conversations.idleness import list_silent
from service.storage.tables import assignments, conversations, grades, messages
from service.storage.types import now
from tests.service.platform import Platform
from tests.service.shop import Shop

SILENCE = Silence(agent=1.0, operator=10.0, unanswered=60.0)
UNWARNED = ClosingPolicy(silence=SILENCE, warning=Warned(enabled=False))
WARNED = ClosingPolicy(silence=SILENCE, warning=Warned(minutes=2.0))


def idleness(shop: Shop, policy: ClosingPolicy, *channels: Platform) -> Idleness:
    policies = shop.policies(closing=policy)
    desk = Desk(shop.database, shop.plan, shop.live)
    return Idleness(shop.database, policies, shop.live, desk, {one.name: one for one in channels})  # type: ignore[misc]


async def answered(shop: Shop, who: str = "ada") -> str:
    """The id of a conversation in which the agent has answered."""
    turning = await shop.turns()
    message = await shop.say(turning, f"{who}: hi")
    await shop.answered(turning, message)
    return message.conversation_id


async def set_back(shop: Shop, conversation_id: str, age: timedelta, state: str | None = None) -> None:
    """Let nothing have been said for so long."""
    values: dict[str, Any] = {"last_message_at": now() - age} | ({"state": state} if state else {})
    if (row := await shop.conversation(conversation_id)).warned_at == row.last_message_at:
        values["warned_at"] = values["last_message_at"]
    async with shop.database.write() as connection:
        await connection.execute(update(conversations).where(conversations.c.id == conversation_id).values(values))


async def outcome_work(shop: Shop) -> int:
    return len(await shop.rows(select(grades).where(grades.c.stage == "outcome")))


@pytest.mark.parametrize(
    ("state", "idle_s", "closed"),
    [
        ("open", 90, True),
        ("open", 30, False),
        ("human", 90, False),
        ("human", 700, True),
        ("waiting", 700, False),  # the customer is owed an answer
        ("waiting", 3_700, True),
    ],
)
async def test_a_conversation_ends_by_the_limit_of_who_has_it(
    shop: Shop, state: str, idle_s: int, closed: bool
) -> None:
    conversation_id = await answered(shop)
    await set_back(shop, conversation_id, timedelta(seconds=idle_s), state)

    assert await idleness(shop, UNWARNED).look_after() == int(closed)
    assert (await shop.conversation(conversation_id)).state == ("closed" if closed else state)
    assert await outcome_work(shop) == int(closed)


async def test_who_waits_for_an_operators_word_is_not_closed_like_who_owes_one(shop: Shop) -> None:
    conversation_id = await answered(shop)
    await set_back(shop, conversation_id, timedelta(minutes=30), "human")
    async with shop.database.write() as connection:
        await connection.execute(update(messages).where(messages.c.role == "customer").values(state="inbox"))

    assert await idleness(shop, UNWARNED).look_after() == 0
    await set_back(shop, conversation_id, timedelta(minutes=70))
    assert await idleness(shop, UNWARNED).look_after() == 1


async def test_a_conversation_with_an_unanswered_message_is_never_idle(shop: Shop) -> None:
    turning = await shop.turns()
    shop.agent.hold("ada: hi")
    message = await shop.say(turning, "ada: hi")
    await set_back(shop, message.conversation_id, timedelta(days=2))

    assert await idleness(shop, UNWARNED).look_after() == 0


async def test_who_falls_silent_is_asked_once_and_the_conversation_ends_after_the_grace(shop: Shop) -> None:
    conversation_id = await answered(shop)
    await set_back(shop, conversation_id, timedelta(seconds=90))
    idle, woken = idleness(shop, WARNED), list[int]()
    idle.on_change(lambda: woken.append(1))
    with shop.live.subscribe(conversation_topic(conversation_id)) as heard:
        assert await idle.look_after() == 0
        assert [type(event) for event in heard.ready()] == [MessageStored]
    assert await idle.look_after() == 0
    assert (await shop.said(conversation_id))[-1].startswith("Are you still there?")
    assert "2 minutes" in (await shop.said(conversation_id))[-1]
    assert (len(await shop.said(conversation_id)), len(woken)) == (3, 1)

    await set_back(shop, conversation_id, timedelta(seconds=110))
    assert await idle.look_after() == 0
    await set_back(shop, conversation_id, timedelta(seconds=130))
    assert await idle.look_after() == 1
    assert (await shop.conversation(conversation_id)).closed_by == "idle"


async def test_who_answers_the_warning_keeps_the_conversation_and_is_warned_anew(shop: Shop) -> None:
    conversation_id = await answered(shop)
    await set_back(shop, conversation_id, timedelta(seconds=90))
    idle, turning = idleness(shop, WARNED), await shop.turns()
    await idle.look_after()
    await shop.answered(turning, await shop.say(turning, "ada: yes"))
    assert await idle.look_after() == 0

    await set_back(shop, conversation_id, timedelta(seconds=90))
    await idle.look_after()
    assert [text[:9] for text in await shop.said(conversation_id)].count("Are you s") == 2
    assert (await shop.conversation(conversation_id)).state == "open"


async def test_the_policys_own_words_are_said_in_the_customers_language(shop: Shop) -> None:
    conversation_id = await answered(shop)
    async with shop.database.write() as connection:
        await connection.execute(update(conversations).values(language="zh"))
    await set_back(shop, conversation_id, timedelta(seconds=90))
    words = Words.model_validate({"warning": {"zh": "亲，还在吗？{{ minutes }}分钟后结束。"}})
    await idleness(shop, WARNED.model_copy(update={"words": words})).look_after()

    assert (await shop.said(conversation_id))[-1] == "亲，还在吗？2分钟后结束。"


@pytest.mark.parametrize("kind", ["never_written", "excepted", "over"])
async def test_where_nobody_would_hear_it_there_is_no_warning(shop: Shop, kind: str) -> None:
    conversation_id = await answered(shop)
    policy, channels = WARNED, list[Platform]()
    if kind == "never_written":
        async with shop.database.write() as connection:
            await connection.execute(update(conversations).values(opened_at=None))
    if kind == "excepted":
        channel = (await shop.conversation(conversation_id)).channel
        policy = WARNED.model_copy(update={"warning": Warned(minutes=2.0, except_in=(channel,))})
    if kind == "over":
        platform = Platform((await shop.conversation(conversation_id)).channel)
        platform.window = Window(timedelta(microseconds=1))
        channels.append(platform)
    await set_back(shop, conversation_id, timedelta(seconds=90))

    assert await idleness(shop, policy, *channels).look_after() == 1
    assert len(await shop.said(conversation_id)) == 2


async def test_the_wait_for_an_answer_to_the_warning_is_no_work(shop: Shop) -> None:
    conversation_id, mia = await answered(shop), await shop.operator("mia")
    await Desk(shop.database, shop.plan, shop.live).claim(conversation_id, mia)
    (spoken,) = await shop.rows(select(messages.c.at).order_by(messages.c.at.desc()).limit(1))
    await set_back(shop, conversation_id, timedelta(minutes=11))
    idle = idleness(shop, WARNED)
    await idle.look_after()
    await set_back(shop, conversation_id, timedelta(minutes=-1))  # said after the message, as it was in truth
    async with shop.database.write() as connection:
        await connection.execute(update(messages).where(messages.c.seq == 3).values(at=now() + timedelta(minutes=1)))
    await Desk(shop.database, shop.plan, shop.live).close_idle(conversation_id, now() + timedelta(minutes=2))

    (one,) = await shop.rows(select(assignments))
    assert one.ended_at == spoken.at


async def test_who_writes_while_idle_conversations_are_closed_keeps_theirs(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation_id, other = await answered(shop), await answered(shop, "bo")
    for one in (conversation_id, other):
        await set_back(shop, one, timedelta(days=2))
    turning = await shop.turns()

    async def and_then_ada_writes(connection: Any, *arguments: Any, **changes: Any) -> Any:
        found = await list_silent(connection, *arguments, **changes)
        if conversation_id in {one.id for one in found}:
            await shop.answered(turning, await shop.say(turning, "ada: still here"))
        return found

    monkeypatch.setattr(module, "list_silent", and_then_ada_writes)

    assert await idleness(shop, UNWARNED).look_after() == 1
    assert (await shop.conversation(conversation_id)).state == "open"
    assert (await shop.conversation(other)).state == "closed"


async def test_one_conversation_that_cannot_be_closed_stops_no_other(shop: Shop) -> None:
    for who in ("ada", "bo", "cy"):
        await set_back(shop, await answered(shop, who), timedelta(days=2))
    shop.database.failing = 1

    assert await idleness(shop, UNWARNED).look_after() == 2
    assert await idleness(shop, UNWARNED).look_after() == 1


async def test_a_late_delivery_does_not_make_a_conversation_look_abandoned(shop: Shop) -> None:
    conversation_id, mia = await answered(shop), await shop.operator("mia")
    await Desk(shop.database, shop.plan, shop.live).claim(conversation_id, mia)
    turning = await shop.turns()
    late = shop.incoming("ada: delivered late")
    message = (await turning.receive(type(late)(late.key, late.where, late.text, now() - timedelta(days=3)))).message
    await shop.answered(turning, message)

    assert await idleness(shop, UNWARNED).look_after() == 0
    (row,) = await shop.rows(select(messages).where(messages.c.id == message.id))
    assert row.state == "inbox"
