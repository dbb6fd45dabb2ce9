"""A platform's window on replies: what it no longer takes is not sent in vain, and what is left of it is known."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from service.accounts.allowance import Allowance, allowance_of
from service.channel.errors import ChannelError, DeliveryUncertain
from service.channel.interface import Window
from service.storage.desk.operators import Ended, close
from service.storage.desk.returning import say
from service.storage.locking import lock_conversation
from service.storage.outgoing.spoken import load_spoken
from service.storage.tables import conversations, messages
from service.storage.types import now
from tests.service.post import Post

FIVE_IN_TWO_DAYS = Window(timedelta(hours=48), 3)
LONG = "ada: " + " ".join(f"This is sentence number {number}." for number in range(3))


@pytest.fixture
def windowed(post: Post) -> Post:
    post.plain.window = FIVE_IN_TWO_DAYS
    return post


async def conversation_of(post: Post) -> str:
    return str((await post.shop.rows(conversations.select()))[0].id)


async def allowance(post: Post) -> Allowance:
    async with post.shop.database.read() as connection:
        found = allowance_of(post.plain, await load_spoken(connection, await conversation_of(post)), now())  # type: ignore[arg-type]
    assert found is not None
    return found


async def set_back(post: Post, hours: float) -> None:
    """Let everything have been said so long ago."""
    async with post.shop.database.write() as connection:
        await connection.execute(update(messages).values(at=now() - timedelta(hours=hours)))


async def say_to(post: Post, *texts: str) -> None:
    """Messages to the customer that answer none of theirs."""
    conversation_id = await conversation_of(post)
    for text in texts:
        async with post.shop.database.write() as connection:
            await say(connection, await lock_conversation(connection, conversation_id), text, now())


async def test_a_reply_after_the_window_fails_at_once_and_never_reaches_the_platform(windowed: Post) -> None:
    await windowed.answer("ada: 1")
    await set_back(windowed, 49)
    await windowed.pass_on(await windowed.outbox())

    row = await windowed.row("re: ada: 1")
    assert (row.state, row.fault, windowed.plain.attempts) == ("failed", "window_over", [])
    assert "48 hours" in row.error
    assert (await allowance(windowed)).over


async def test_the_agents_own_replies_use_the_number_up_until_the_customer_writes_again(windowed: Post) -> None:
    sender = await windowed.outbox()
    await windowed.answer("ada: 1")
    await say_to(windowed, "two", "three")
    assert (await allowance(windowed)).left == 0  # what waits counts as sent
    await windowed.pass_on(sender)
    await say_to(windowed, "four")
    await windowed.pass_on(sender)

    assert windowed.plain.texts == ["re: ada: 1", "two", "three"]
    assert (await windowed.row("four")).fault == "window_full"

    await windowed.answer("ada: 2")
    await windowed.pass_on(sender)
    assert windowed.plain.texts[-1] == "re: ada: 2"
    assert (await allowance(windowed)).left == 2


async def test_each_part_of_a_long_reply_counts_and_none_goes_out_where_not_all_may(windowed: Post) -> None:
    sender = await windowed.outbox()
    await windowed.answer("ada: 1")
    await windowed.pass_on(sender)
    await say_to(windowed, LONG)
    await windowed.pass_on(sender)

    assert windowed.plain.texts == ["re: ada: 1"]
    row = await windowed.row(LONG)
    assert (row.state, row.fault) == ("failed", "window_parts")
    assert "needs 3 messages, and 2 of 3 are left" in row.error

    await windowed.answer(LONG)
    await windowed.pass_on(sender)
    assert " ".join(windowed.plain.texts[1:]) == f"re: {LONG}"
    assert (await allowance(windowed)).left == 0


async def test_what_may_have_arrived_counts_and_what_was_refused_does_not(windowed: Post) -> None:
    await windowed.answer("ada: 1")
    windowed.plain.script["re: ada: 1"] = [DeliveryUncertain("no answer")]
    windowed.plain.script["two"] = [ChannelError("no", permanent=True)]
    await say_to(windowed, "two")
    await windowed.pass_on(await windowed.outbox())

    assert (await allowance(windowed)).left == 2


async def test_a_closed_conversation_of_the_same_contact_counts_too(windowed: Post) -> None:
    sender = await windowed.outbox()
    await windowed.answer("ada: 1")
    await windowed.pass_on(sender)
    async with windowed.shop.database.write() as connection:
        first = await conversation_of(windowed)
        await close(connection, windowed.shop.database, windowed.shop.plan, first, Ended("idle"), now())
    await windowed.answer("ada: 2")
    async with windowed.shop.database.read() as connection:
        spoken = await load_spoken(connection, first)

    assert (spoken.replies, spoken.waiting) == (0, ("re: ada: 2",))  # the second message began a new window


@pytest.mark.parametrize("window", [None, Window(timedelta(hours=24))])
async def test_a_platform_that_counts_no_replies_has_no_number_to_show(post: Post, window: Any) -> None:
    post.plain.window = window
    await post.answer("ada: 1")
    async with post.shop.database.read() as connection:
        spoken = await load_spoken(connection, await conversation_of(post))
    found = allowance_of(post.plain, spoken, now())  # type: ignore[arg-type]

    assert found is None if window is None else (found and (found.left, found.over) == (None, False))
