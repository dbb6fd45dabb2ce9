"""Replies that did not arrive, or may not have: an operator sends them again or leaves them, and it is kept who did."""

from typing import Any

import pytest

from service.channel.errors import ChannelError, DeliveryUncertain
from service.errors import NotAllowedNow, NotFound
from service.routing.desk import Desk
from service.storage.messages.messages import list_messages
from service.storage.outgoing.deliveries import list_undelivered, unsent_counts
from service.storage.tables import conversations
from service.storage.types import new_id
from tests.service.post import Post

REFUSALS = {
    "failed": ChannelError("The customer has blocked this account.", permanent=True),
    "uncertain": DeliveryUncertain("no answer"),
}


@pytest.fixture
def desk(post: Post) -> Desk:
    return Desk(post.shop.database, post.shop.plan, post.shop.live)


async def refused(post: Post, state: str) -> tuple[str, str]:
    """The ids of a conversation and of its reply, which ended in that state."""
    await post.answer("ada: 1")
    post.plain.script["re: ada: 1"] = [REFUSALS[state]]
    await post.pass_on(await post.outbox())
    row = await post.row("re: ada: 1")
    assert row.state == state
    return row.conversation_id, row.message_id


async def seen(post: Post, conversation_id: str) -> Any:
    async with post.shop.database.read() as connection:
        (undelivered,) = await list_undelivered(connection, conversation_id)
        counts = await unsent_counts(connection, [conversation_id])
        said = {one.id: one.delivery for one in await list_messages(connection, conversation_id)}
    assert said[undelivered.message_id] == undelivered.state
    return undelivered, counts.get(conversation_id, 0)


@pytest.mark.parametrize("state", ["failed", "uncertain"])
async def test_sent_again_it_goes_out_once_more_and_the_page_says_who_had_it_so(
    post: Post, desk: Desk, state: str
) -> None:
    mia = await post.shop.operator("mia")
    conversation_id, message_id = await refused(post, state)
    undelivered, unsent = await seen(post, conversation_id)
    assert (undelivered.error, undelivered.decided, unsent) == (REFUSALS[state].sentence, None, 1)

    await desk.decide(conversation_id, message_id, mia, "again")
    await post.pass_on(await post.outbox())

    undelivered, unsent = await seen(post, conversation_id)
    assert (undelivered.state, unsent, post.plain.texts) == ("sent", 0, ["re: ada: 1"])
    assert (undelivered.decided.decision, undelivered.decided.by) == ("again", "mia")
    first, second = post.plain.attempts
    assert first.id == second.id


@pytest.mark.parametrize("state", ["failed", "uncertain"])
async def test_left_as_it_is_it_is_not_sent_and_asks_for_nobody_any_more(post: Post, desk: Desk, state: str) -> None:
    mia = await post.shop.operator("mia")
    conversation_id, message_id = await refused(post, state)

    await desk.decide(conversation_id, message_id, mia, "leave")
    await post.pass_on(await post.outbox())

    undelivered, unsent = await seen(post, conversation_id)
    assert (undelivered.state, unsent, post.plain.texts) == ("left", 0, [])
    assert (undelivered.decided.decision, undelivered.decided.by) == ("leave", "mia")
    with pytest.raises(NotAllowedNow):
        await desk.decide(conversation_id, message_id, mia, "again")


async def test_of_a_long_reply_only_the_part_that_failed_goes_out_again(post: Post, desk: Desk) -> None:
    said = "ada: " + " ".join(f"This is sentence number {number}." for number in range(3))
    mia = await post.shop.operator("mia")
    await post.answer(said)
    post.plain.script["This is sentence number 1."] = [ChannelError("no", permanent=True)]
    await post.pass_on(await post.outbox())
    row = await post.row("This is sentence number 1.")
    undelivered, _ = await seen(post, row.conversation_id)
    assert (undelivered.parts, undelivered.of_parts) == (1, 3)

    await desk.decide(row.conversation_id, row.message_id, mia, "again")
    await post.pass_on(await post.outbox())
    assert post.plain.texts[-1] == "This is sentence number 1."
    assert len(post.plain.taken) == 3


async def test_only_what_did_not_arrive_in_that_conversation_can_be_decided_about(post: Post, desk: Desk) -> None:
    mia = await post.shop.operator("mia")
    conversation_id, _ = await refused(post, "failed")
    await post.answer("ada: 2", "bo: 1")
    await post.pass_on(await post.outbox())
    sent, other = await post.row("re: ada: 2"), await post.row("re: bo: 1")

    with pytest.raises(NotAllowedNow):
        await desk.decide(conversation_id, sent.message_id, mia, "again")
    for message_id in (other.message_id, new_id()):
        with pytest.raises(NotFound):
            await desk.decide(conversation_id, message_id, mia, "again")
    assert len(await post.shop.rows(conversations.select())) == 2
