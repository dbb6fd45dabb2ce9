"""Replies on their way out: each once, in order within its conversation, whoever hangs, fails or dies."""

import asyncio
from typing import Any

import pytest

from service.channel.errors import ChannelError
from service.outgoing import outbox as module
from service.outgoing import shares
from service.storage.processes import reap
from tests.service.post import Post

NOT_NOW = ChannelError("not now", permanent=False)


async def test_the_replies_of_a_conversation_go_out_in_order(post: Post) -> None:
    await post.answer("ada: 1", "ada: 2", "bo: 1", "ada: 3")
    await post.pass_on(await post.outbox())

    assert [text for text in post.plain.texts if "ada" in text] == ["re: ada: 1", "re: ada: 2", "re: ada: 3"]
    assert set((await post.states()).values()) == {"sent"}
    row = await post.row("re: bo: 1")
    assert (row.external_id[:9], row.claimed_by, row.attempts) == ("external-", None, 1)


async def test_a_channel_that_hangs_keeps_no_other_conversation_waiting(post: Post, until: Any) -> None:
    hanging = asyncio.Event()
    await post.answer("ada: 1")
    post.plain.script["re: ada: 1"] = [hanging]
    sender = await post.outbox()
    running = asyncio.create_task(sender.run())
    await until(lambda: post.plain.attempts)
    await post.answer("bo: 1")
    sender.wake()
    await until(lambda: post.plain.texts == ["re: bo: 1"])

    hanging.set()
    await until(lambda: len(post.plain.texts) == 2)
    sender.stop()
    await asyncio.wait_for(running, 5.0)
    assert set((await post.states()).values()) == {"sent"}


async def test_a_platform_that_hangs_leaves_room_for_the_others(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "CONCURRENT_PER_ACCOUNT", 2)
    monkeypatch.setattr(shares, "CLAIM_AT_ONCE", 2)
    people = [f"p{number}: 1" for number in range(5)]
    await post.answer(*people)
    for said in people:
        post.plain.script[f"re: {said}"] = [asyncio.Event()]
    await post.at(post.careful)
    await post.answer("ada: 1")
    sender = await post.outbox()
    assert await sender.send_due() == 2
    assert await sender.send_due() == 1
    await asyncio.gather(*(task for task, account in sender._sending.items() if account == post.shop.account))

    assert post.careful.texts == ["re: ada: 1"]
    # What hangs was claimed before, and may reach its platform a moment later.
    async with asyncio.timeout(5):
        while len(post.plain.attempts) < 2:  # noqa: ASYNC110 - a platform tells nobody of an attempt
            await asyncio.sleep(0.01)
    assert len(post.plain.attempts) == 2


async def test_what_a_dead_process_was_sending_is_uncertain_or_sent_again_where_that_is_safe(
    post: Post, until: Any
) -> None:
    await post.answer("ada: 1", "ada: 2")
    await post.at(post.careful)
    await post.answer("bo: 1", "bo: 2")
    dying, living = await post.shop.process(), await post.shop.process()
    dead = await post.outbox(dying)
    hanging = asyncio.Event()
    post.plain.script["re: ada: 1"] = [hanging]
    post.careful.script["re: bo: 1"] = [hanging]
    await dead.send_due()
    await until(lambda: post.plain.attempts and post.careful.attempts)
    await post.shop.bury(dying)
    async with post.shop.database.write() as connection:
        await reap(connection, living)
    await post.pass_on(await post.outbox(living))

    expected = {"re: ada: 1": "uncertain", "re: ada: 2": "sent", "re: bo: 1": "sent", "re: bo: 2": "sent"}
    assert await post.states() == expected
    assert post.careful.texts == ["re: bo: 1", "re: bo: 2"]

    hanging.set()  # it was not dead after all, and knows better
    await dead.settled()
    assert set((await post.states()).values()) == {"sent"}


async def test_a_late_refusal_does_not_bring_back_what_another_process_has_sent(post: Post, until: Any) -> None:
    await post.at(post.careful)
    await post.answer("ada: 1")
    dying, living = await post.shop.process(), await post.shop.process()
    dead, sender = await post.outbox(dying), await post.outbox(living)
    post.careful.script["re: ada: 1"] = [NOT_NOW]
    blocked = asyncio.Event()
    record = dead._record

    async def late(*arguments: Any) -> None:
        await blocked.wait()
        await record(*arguments)

    dead._record = late  # type: ignore[method-assign]
    await dead.send_due()
    await until(lambda: post.careful.attempts)
    await post.shop.bury(dying)
    async with post.shop.database.write() as connection:
        await reap(connection, living)
    await post.pass_on(sender)
    blocked.set()
    await dead.settled()
    await post.pass_on(sender)

    assert post.careful.texts == ["re: ada: 1"]
    assert await post.states() == {"re: ada: 1": "sent"}


async def test_two_outboxes_send_nothing_twice_and_keep_the_order(post: Post) -> None:
    await post.answer(*(f"p{who}: {number}" for number in range(4) for who in range(5)))
    one, other = await post.outbox(), await post.outbox()
    await asyncio.gather(post.pass_on(one), post.pass_on(other))
    await post.pass_on(one)  # what one finished may have unblocked what the other had looked for

    assert len(post.plain.texts) == len(set(post.plain.texts)) == 20
    for who in range(5):
        mine = [text for text in post.plain.texts if f"p{who}" in text]
        assert mine == [f"re: p{who}: {number}" for number in range(4)]


async def test_a_database_that_fails_after_sending_costs_no_reply_and_repeats_none(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RECORD_AGAIN_S", 0.0)
    await post.answer("ada: 1", "ada: 2")
    sender = await post.outbox()
    assert await sender.send_due() == 1
    post.shop.database.failing = 3
    await sender.settled()
    await post.pass_on(sender)

    assert post.plain.texts == ["re: ada: 1", "re: ada: 2"]
    assert set((await post.states()).values()) == {"sent"}


async def test_an_error_does_not_end_the_outbox(post: Post, until: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "POLL_S", 0.0)
    await post.answer("ada: 1")
    sender = await post.outbox()
    post.shop.database.failing = 2
    running = asyncio.create_task(sender.run())
    await until(lambda: post.plain.texts)
    sender.stop()
    await asyncio.wait_for(running, 5.0)

    assert await post.states() == {"re: ada: 1": "sent"}


async def test_stopping_leaves_what_is_not_yet_sent_to_the_next_process(post: Post) -> None:
    await post.answer("ada: 1")
    sender = await post.outbox()
    sender.stop()
    await asyncio.wait_for(sender.run(), 5.0)
    assert await post.states() == {"re: ada: 1": "pending"}

    await post.pass_on(await post.outbox())
    assert post.plain.texts == ["re: ada: 1"]
