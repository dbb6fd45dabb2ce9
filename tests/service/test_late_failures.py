"""A reply that was sent and fails later is shown as failed, and an operator decides about it."""

import pytest
from sqlalchemy import select, update

from service.channel.interface import LateFailure
from service.incoming.late_failures import LateFailures
from service.storage.outgoing.deliveries import list_undelivered
from service.storage.tables import outbox
from service.storage.types import now
from tests.service.post import Post

TOLD = LateFailure("external-1", "WhatsApp took the message, but did not deliver it: code 131026.")


@pytest.fixture
def late(post: Post) -> LateFailures:
    return LateFailures(post.shop.database, post.shop.live, again_after_s=(0.0, 0.01))


async def test_a_sent_reply_becomes_a_failed_one_with_the_platforms_reason(post: Post, late: LateFailures) -> None:
    await post.answer("ada: 1", "bob: 1")
    await post.pass_on(await post.outbox())
    rows = {row.external_id: row for row in await post.shop.rows(select(outbox))}
    failed = rows["external-1"]

    await late.take(failed.account_id, [TOLD, LateFailure("external-99", "another system's")])
    await late.take("another account", [LateFailure("external-2", "not theirs")])
    await late.settled()

    async with post.shop.database.read() as connection:
        (shown,) = await list_undelivered(connection, failed.conversation_id)
        assert await list_undelivered(connection, rows["external-2"].conversation_id) == []
    assert (shown.state, shown.fault, shown.error) == ("failed", "late", TOLD.sentence)


async def test_the_news_may_come_before_the_reply_is_written_down_as_sent(post: Post, late: LateFailures) -> None:
    await post.answer("ada: 1")
    (row,) = await post.shop.rows(select(outbox))
    waits = LateFailures(post.shop.database, post.shop.live, again_after_s=(0.0,) * 200)
    await waits.take(row.account_id, [TOLD])
    async with post.shop.database.write() as connection:
        sent = {"state": "sent", "external_id": "external-1", "sent_at": now()}
        await connection.execute(update(outbox).values(sent))
    await waits.settled()

    assert [row.state for row in await post.shop.rows(select(outbox))] == ["failed"]


async def test_what_an_operator_has_left_stays_so(post: Post, late: LateFailures) -> None:
    await post.answer("ada: 1")
    await post.pass_on(await post.outbox())
    (row,) = await post.shop.rows(select(outbox))
    async with post.shop.database.write() as connection:
        await connection.execute(update(outbox).values(state="left"))

    await late.take(row.account_id, [TOLD])
    await late.settled()
    assert [row.state for row in await post.shop.rows(select(outbox))] == ["left"]
