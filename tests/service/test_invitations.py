"""Customers of channels are asked how they liked it; what they answer is a rating, and everything else a new matter."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from service.accounts.accounts import Accounts
from service.care.invitations import Invitations
from service.channel.interface import Inbound, Received, Window
from service.incoming.intake import Intake
from service.policies.closing import ClosingPolicy, Invitation
from service.routing.desk import Desk
from service.secrets import Vault
from service.storage.accounts.accounts import StoredAccount
from service.storage.accounts.settings import set_up
from service.storage.desk.operators import Ended
from service.storage.tables import conversations, outbox
from service.storage.types import AnyRow, now
from service.turns.turns import Turns
from tests.service.platform import Platform
from tests.service.shop import Shop


class Counter:
    """An account of a platform whose customers are asked, under a policy."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.platform = shop, Platform("bell")
        self.accounts = Accounts(shop.database, Vault(b"k" * 32), {"bell": self.platform})  # type: ignore[dict-item]
        self.stored: StoredAccount
        self.turns: Turns

    async def open(self, policy: ClosingPolicy | None = None) -> None:
        self.stored = await self.accounts.add("bell", "Shop", {})
        self.turns = await self.shop.turns()
        self.under(policy or ClosingPolicy())

    def under(self, policy: ClosingPolicy) -> None:
        policies = self.shop.policies(closing=policy)
        self.asking = Invitations(self.shop.database, policies, self.shop.live, self.accounts.channels)
        self.intake = Intake(
            database=self.shop.database,
            accounts=self.accounts,
            turns=self.turns,
            line=None,  # type: ignore[arg-type]
            ratings=self.asking,
            live=self.shop.live,
        )

    async def write(self, text: str, key: str) -> None:
        """The customer writes, and is answered where this makes a turn."""
        inbound = Inbound(key=key, contact="ada", contact_name=None, text=text, at=now())
        await self.intake.take(self.stored, Received(messages=[inbound]))
        await self.turns.journal.empty()
        for row in await self.conversations():
            if row.state == "open":
                assert await self.turns.answered(row.id, row.last_seq, 10.0)

    async def conversations(self) -> list[AnyRow]:
        """From the first to the last."""
        return list(await self.shop.rows(select(conversations).order_by(conversations.c.started_at)))

    async def ended(self, language: str = "en") -> str:
        """The id of a conversation that has just ended."""
        await self.write("hi", "1")
        (row,) = await self.conversations()
        async with self.shop.database.write() as connection:
            await connection.execute(update(conversations).values(language=language))
        await Desk(self.shop.database, self.shop.plan, self.shop.live).close(row.id, Ended("operator"))
        return str(row.id)


@pytest.fixture
async def counter(shop: Shop) -> Counter:
    counter = Counter(shop)
    await counter.open()
    return counter


async def test_the_customer_is_asked_once_and_the_answer_is_the_rating(counter: Counter) -> None:
    conversation_id, woken = await counter.ended(), list[int]()
    counter.asking.on_change(lambda: woken.append(1))
    assert (await counter.asking.look_after(), await counter.asking.look_after()) == (1, 0)
    await counter.write("4, quick answer", "2")
    await counter.write("4, quick answer", "2")  # delivered again

    (row,) = await counter.conversations()
    assert (row.rating, row.rating_comment, row.state) == (4, "quick answer", "closed")
    said = await counter.shop.said(conversation_id)
    assert said[2].startswith("How satisfied are you")
    assert said[3:] == ["4, quick answer", "Thank you for your rating."]
    assert len(woken) == 2
    sent = await counter.shop.rows(select(outbox.c.text).order_by(outbox.c.seq))
    assert [row.text for row in sent][-2:] == [said[2], said[4]]


async def test_chinese_customers_are_asked_in_chinese(counter: Counter) -> None:
    conversation_id = await counter.ended("zh")
    await counter.asking.look_after()
    await counter.write("五星，很耐心", "2")

    (row,) = await counter.conversations()
    assert (row.rating, row.rating_comment) == (5, "很耐心")
    assert (await counter.shop.said(conversation_id))[-1] == "谢谢您的评价。"


async def test_asking_moves_nothing_in_the_inbox(counter: Counter) -> None:
    await counter.ended()
    (before,) = await counter.conversations()
    await counter.asking.look_after()
    await counter.write("5", "2")

    (after,) = await counter.conversations()
    assert (after.preview, after.last_message_at) == (before.preview, before.last_message_at)


async def test_whatever_is_no_rating_starts_a_conversation(counter: Counter) -> None:
    await counter.ended()
    await counter.asking.look_after()
    await counter.write("5 lamps arrived broken", "2")
    first, second = await counter.conversations()
    assert (first.rating, second.state) == (None, "open")

    await counter.write("5", "3")  # an answer to what was asked there, not to the invitation
    first, second = await counter.conversations()
    assert first.rating is None
    assert (await counter.shop.said(second.id))[-2] == "5"


async def test_a_number_of_somebody_who_was_not_asked_is_a_message(counter: Counter) -> None:
    await counter.ended()
    await counter.write("5", "2")

    first, second = await counter.conversations()
    assert (first.rating, second.state) == (None, "open")


async def test_an_answer_that_comes_too_late_is_a_new_matter(counter: Counter) -> None:
    await counter.ended()
    await counter.asking.look_after()
    async with counter.shop.database.write() as connection:
        await connection.execute(update(conversations).values(rating_asked_at=now() - timedelta(hours=49)))
    await counter.write("5", "2")

    assert len(await counter.conversations()) == 2


@pytest.mark.parametrize("why", ["switched_off", "excepted", "window_over", "came_back", "rated", "disabled"])
async def test_who_cannot_or_shall_not_be_asked_is_not_and_never_will_be(counter: Counter, why: str) -> None:
    conversation_id = await counter.ended()
    changes: dict[str, Any] = {}
    if why == "switched_off":
        counter.under(ClosingPolicy(invitation=Invitation(enabled=False)))
    if why == "excepted":
        counter.under(ClosingPolicy(invitation=Invitation(except_in=("bell",))))
    if why == "window_over":
        counter.platform.window = Window(timedelta(microseconds=1))
    if why == "came_back":
        await counter.write("and another thing", "2")
    if why == "rated":
        changes["rating"] = 3
    if why == "disabled":
        async with counter.shop.database.write() as connection:
            await set_up(connection, counter.stored.id, enabled=False)
    if changes:
        async with counter.shop.database.write() as connection:
            await connection.execute(update(conversations).values(changes))

    assert await counter.asking.look_after() == 0
    counter.under(ClosingPolicy())
    counter.platform.window = None
    assert await counter.asking.look_after() == 0
    assert len(await counter.shop.said(conversation_id)) == 2


async def test_one_who_cannot_be_asked_stops_no_other(counter: Counter) -> None:
    await counter.ended()
    counter.shop.database.failing = 1

    assert (await counter.asking.look_after(), await counter.asking.look_after()) == (0, 1)


async def test_a_rating_that_could_not_be_stored_is_delivered_again(counter: Counter) -> None:
    await counter.ended()
    await counter.asking.look_after()
    counter.shop.database.failing = 1
    with pytest.raises(Exception, match="deliver it again"):
        await counter.write("5", "2")
    await counter.write("5", "2")

    (row,) = await counter.conversations()
    assert row.rating == 5
