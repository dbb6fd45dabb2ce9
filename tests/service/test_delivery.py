"""How an attempt to deliver ends: sent, tried again later, failed or uncertain, whatever the platform does."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from service.channel.errors import ChannelError, DeliveryUncertain
from service.outgoing import delivery
from service.outgoing import outbox as module
from service.secrets import Vault
from service.storage.tables import outbox
from service.storage.types import now
from tests.service.post import Post

NOT_NOW = ChannelError("not now", permanent=False)


@pytest.mark.parametrize(("retry_after_s", "least_s", "most_s"), [(120.0, 119, 121), (None, 1, 2)])
async def test_what_is_refused_for_now_waits_and_what_follows_waits_behind_it(
    post: Post, retry_after_s: float | None, least_s: float, most_s: float
) -> None:
    await post.answer("ada: 1", "ada: 2", "bo: 1")
    post.plain.script["re: ada: 1"] = [ChannelError("slow down", permanent=False, retry_after_s=retry_after_s)]
    sender = await post.outbox()
    started: datetime = now()
    await post.pass_on(sender)
    waiting = await post.row("re: ada: 1")

    assert post.plain.texts == ["re: bo: 1"]
    assert (waiting.state, waiting.error) == ("pending", "slow down")
    assert timedelta(seconds=least_s) <= waiting.not_before - started <= timedelta(seconds=most_s + 5)

    await post.due_now()
    await post.pass_on(sender)
    assert post.plain.texts == ["re: bo: 1", "re: ada: 1", "re: ada: 2"]
    first, second = [reply for reply in post.plain.attempts if reply.text == "re: ada: 1"]
    assert (first.id, first.at) == (second.id, second.at)


def test_waiting_times_double_up_to_a_quarter_of_an_hour() -> None:
    for attempts, longest_s in ((1, 2), (2, 4), (5, 32), (60, 900)):
        assert longest_s / 2 <= delivery.retry_wait_s(attempts) <= longest_s


async def test_a_platform_that_never_takes_it_is_asked_a_bounded_number_of_times(post: Post) -> None:
    await post.answer("ada: 1", "ada: 2")
    post.plain.script["re: ada: 1"] = [NOT_NOW] * 100
    sender = await post.outbox()
    for _ in range(module.MAX_ATTEMPTS + 2):
        await post.due_now()
        await post.pass_on(sender)

    assert len(post.plain.attempts) == module.MAX_ATTEMPTS + 1
    assert await post.states() == {"re: ada: 1": "failed", "re: ada: 2": "sent"}


async def test_what_is_refused_for_good_is_shown_and_later_replies_go_on(post: Post) -> None:
    await post.answer("ada: 1", "ada: 2")
    post.plain.script["re: ada: 1"] = [ChannelError("blocked\x00 by the \ud83d customer", permanent=True)]
    await post.pass_on(await post.outbox())

    assert await post.states() == {"re: ada: 1": "failed", "re: ada: 2": "sent"}
    assert (await post.row("re: ada: 1")).error == "blocked by the ? customer"


async def test_an_uncertain_reply_is_not_sent_again_where_it_could_arrive_twice(post: Post) -> None:
    await post.answer("ada: 1", "ada: 2")
    post.plain.script["re: ada: 1"] = [DeliveryUncertain("no answer")]
    sender = await post.outbox()
    for _ in range(3):
        await post.due_now()
        await post.pass_on(sender)

    assert await post.states() == {"re: ada: 1": "uncertain", "re: ada: 2": "sent"}
    assert len(post.plain.attempts) == 2


@pytest.mark.parametrize("fault", [DeliveryUncertain("no answer"), ZeroDivisionError(), asyncio.CancelledError()])
async def test_an_uncertain_reply_is_sent_again_as_the_same_where_the_platform_recognises_it(
    post: Post, fault: BaseException
) -> None:
    await post.at(post.careful)
    await post.answer("ada: 1", "ada: 2")
    post.careful.script["re: ada: 1"] = [fault]
    sender = await post.outbox()
    await post.pass_on(sender)
    assert await post.states() == {"re: ada: 1": "pending", "re: ada: 2": "pending"}
    assert len(post.careful.attempts) == 1  # not hammered: it waits as after any refusal

    await post.due_now()
    await post.pass_on(sender)
    assert post.careful.texts == ["re: ada: 1", "re: ada: 2"]
    first, second = post.careful.attempts[:2]
    assert (first.id, first.at, first.text) == (second.id, second.at, second.text)


@pytest.mark.parametrize("between", [[], [NOT_NOW]], ids=["at once", "after a refusal"])
async def test_an_uncertain_reply_is_a_persons_to_decide_once_the_platform_may_have_forgotten_it(
    post: Post, between: list[BaseException]
) -> None:
    post.careful.remembers = timedelta(hours=1)
    await post.at(post.careful)
    await post.answer("ada: 1", "bo: 1")
    post.careful.script["re: ada: 1"] = [DeliveryUncertain("no answer"), *between]
    sender = await post.outbox()
    for _ in between or [None]:
        await post.pass_on(sender)
        await post.due_now()
    await _age(post, "re: ada: 1", timedelta(hours=1, seconds=1))
    await post.pass_on(sender)
    await post.due_now()
    await post.pass_on(sender)

    row = await post.row("re: ada: 1")
    assert (row.state, row.fault) == ("uncertain", "unclear")
    assert len([reply for reply in post.careful.attempts if reply.text == "re: ada: 1"]) == 1
    assert post.careful.texts == ["re: bo: 1"]


async def test_a_reply_that_has_certainly_not_arrived_goes_out_however_late(post: Post) -> None:
    post.careful.remembers = timedelta(hours=1)
    await post.at(post.careful)
    await post.answer("ada: 1")
    post.careful.script["re: ada: 1"] = [NOT_NOW]
    sender = await post.outbox()
    await post.pass_on(sender)
    await _age(post, "re: ada: 1", timedelta(hours=2))
    await post.due_now()
    await post.pass_on(sender)

    assert post.careful.texts == ["re: ada: 1"]


async def _age(post: Post, text: str, by: timedelta) -> None:
    """Let a reply have been said longer ago."""
    row = await post.row(text)
    async with post.shop.database.write() as connection:
        await connection.execute(update(outbox).where(outbox.c.id == row.id).values(at=row.at - by))


@pytest.mark.parametrize("fault", [ZeroDivisionError(), KeyError("x"), TimeoutError(), asyncio.CancelledError()])
async def test_whatever_a_channel_raises_is_contained(post: Post, fault: BaseException) -> None:
    await post.answer("ada: 1", "ada: 2", "bo: 1")
    post.plain.script["re: ada: 1"] = [fault]
    await post.pass_on(await post.outbox())

    assert await post.states() == {"re: ada: 1": "uncertain", "re: ada: 2": "sent", "re: bo: 1": "sent"}


async def test_a_long_reply_goes_out_in_parts_and_a_part_that_failed_repeats_no_other(post: Post) -> None:
    said = "ada: " + " ".join(f"This is sentence number {number}." for number in range(4))
    await post.answer(said, "ada: 2")
    sender = await post.outbox()
    post.plain.script["This is sentence number 1."] = [NOT_NOW]
    await post.pass_on(sender)
    assert post.plain.texts == ["re: ada: This is sentence number 0."]

    await post.due_now()
    await post.pass_on(sender)
    assert " ".join(post.plain.texts) == f"re: {said} re: ada: 2"
    assert len(post.plain.taken) == len({reply.id for reply in post.plain.taken}) == 5


async def test_a_database_that_fails_before_sending_is_no_uncertain_reply(post: Post) -> None:
    await post.answer("ada: 1")
    sender = await post.outbox()
    post.accounts.by_id = _broken  # type: ignore[method-assign]
    await post.pass_on(sender)

    assert (await post.row("re: ada: 1")).state == "pending"
    assert post.plain.attempts == []


async def _broken(_account_id: str) -> Any:
    raise OSError("the database is away")


async def test_the_replies_of_a_removed_account_fail_where_a_person_sees_it(post: Post) -> None:
    await post.answer("ada: 1")
    del post.accounts.channels["plain"]
    await post.pass_on(await post.outbox())

    row = await post.row("re: ada: 1")
    assert (row.state, row.error) == ("failed", "There is no such account.")


async def test_an_account_that_this_process_cannot_open_is_tried_again(post: Post) -> None:
    await post.answer("ada: 1")
    right = post.accounts._vault
    post.accounts._vault = Vault(b"x" * 32)
    sender = await post.outbox()
    await post.pass_on(sender)
    assert (await post.row("re: ada: 1")).state == "pending"

    post.accounts._vault = right
    await post.due_now()
    await post.pass_on(sender)
    assert post.plain.texts == ["re: ada: 1"]
