"""A burst, a hanging platform or one that asks to be left alone takes nothing from the others."""

import asyncio
from collections import Counter

import pytest

from service.channel.errors import ChannelError
from service.outgoing.shares import CLAIM_AT_ONCE, CONCURRENT, CONCURRENT_PER_ACCOUNT, shares
from tests.service.post import Post


async def test_a_reply_does_not_wait_behind_another_accounts_burst(post: Post) -> None:
    await post.answer(*(f"p{number}: 1" for number in range(3 * CLAIM_AT_ONCE)))
    await post.at(post.careful)
    await post.answer("ada: 1")
    sender = await post.outbox()
    await sender.send_due()
    await sender.settled()

    assert post.careful.texts == ["re: ada: 1"]
    assert len(post.plain.texts) == CLAIM_AT_ONCE // 2


def test_whoever_has_nothing_under_way_may_send_however_many_platforms_hang() -> None:
    at_work: Counter[str] = Counter()
    for _ in range(50):
        for account, share in shares([f"hangs {number}" for number in range(12)], at_work):
            at_work[account] += share
    assert max(at_work.values()) <= CONCURRENT_PER_ACCOUNT
    assert at_work.total() <= CONCURRENT

    account, share = shares(["hangs 0", "quiet"], at_work)[0]
    assert account == "quiet"
    assert share > 0
    assert shares(["quiet"], Counter({f"hangs {number}": 8 for number in range(12)})) == [("quiet", 1)]


def test_one_account_alone_is_bounded_and_two_share_evenly() -> None:
    assert shares(["a"], Counter()) == [("a", CONCURRENT_PER_ACCOUNT)]
    assert shares(["a"], Counter(a=CONCURRENT_PER_ACCOUNT)) == []
    assert shares(["a", "b"], Counter()) == [("a", CLAIM_AT_ONCE // 2), ("b", CLAIM_AT_ONCE // 2)]
    assert shares(["a", "b"], Counter(), resting={"a"}) == [("b", CLAIM_AT_ONCE)]


@pytest.mark.parametrize("names_a_time", [True, False])
async def test_an_account_whose_platform_asks_to_wait_rests_as_a_whole(post: Post, names_a_time: bool) -> None:
    people = [f"p{number}: 1" for number in range(4 * CLAIM_AT_ONCE)]
    not_now = ChannelError("slow down", permanent=False, retry_after_s=60.0 if names_a_time else None)
    for said in people:
        post.plain.script[f"re: {said}"] = [not_now]
    await post.answer(*people)
    await post.at(post.careful)
    await post.answer("ada: 1")
    await asyncio.wait_for(post.pass_on(await post.outbox()), 20)

    assert post.careful.texts == ["re: ada: 1"]
    tried = len({reply.text for reply in post.plain.attempts})  # some are tried again meanwhile
    assert tried <= CLAIM_AT_ONCE if names_a_time else tried == len(people)
