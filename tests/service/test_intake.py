"""What platforms deliver or only announce ends up in conversations: all of it, once, before the cursor moves on."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import func, select

from service.accounts.accounts import Accounts
from service.channel.errors import ChannelError
from service.channel.interface import Attachment, Inbound, Polled, Received
from service.errors import ConversationClosed
from service.incoming import intake as module
from service.incoming.intake import Intake, NotStored
from service.incoming.messages import STARTED
from service.secrets import Vault
from service.storage.accounts.accounts import StoredAccount
from service.storage.desk.operators import Ended, close
from service.storage.tables import accounts, conversations, customers, messages
from service.storage.types import new_id, now
from tests.service.platform import PollingPlatform
from tests.service.shop import Shop, intake_of

BROUGHT = Attachment("", "a.txt", "text/plain", b"a")
"""Comes with its message, which is stored at once for its sake."""


def inbound(text: str, key: str | None = None, contact: str = "ada", **changes: Any) -> Inbound:
    return Inbound(key or new_id(), contact, changes.pop("name", None), text, now(), **changes)


class Gate:
    """An account of a platform that only announces, and who lets its messages in."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.platform = PollingPlatform("bell")
        self.accounts = Accounts(shop.database, Vault(b"k" * 32), {"bell": self.platform})  # type: ignore[dict-item]
        self.stored: StoredAccount
        self.intake: Intake

    async def open(self) -> None:
        self.stored = await self.accounts.add("bell", "Shop", {})
        self.turns = await self.shop.turns()
        self.intake = intake_of(self.shop, self.accounts, self.turns)

    async def take(self, *said: Inbound, **changes: Any) -> None:
        await self.intake.take(self.stored, Received(messages=said, **changes))
        await self.turns.journal.empty()

    async def fetched(self) -> None:
        """Return when nothing is being fetched."""
        while self.intake._polling:
            await asyncio.gather(*self.intake._polling.values())
            await asyncio.sleep(0)
        await self.turns.journal.empty()

    async def texts(self) -> list[str]:
        where = messages.c.role == "customer"
        return [row.text for row in await self.shop.rows(select(messages.c.text).where(where).order_by(messages.c.id))]

    async def state(self) -> dict[str, str]:
        (row,) = await self.shop.rows(select(accounts.c.state).where(accounts.c.id == self.stored.id))
        return dict(row.state)


@pytest.fixture
async def gate(shop: Shop) -> AsyncIterator[Gate]:
    opened = Gate(shop)
    await opened.open()
    yield opened
    await opened.intake.close()


async def test_an_opened_chat_is_greeted(gate: Gate, until: Any) -> None:
    await gate.take(inbound("", kind="started"))

    await until(lambda: gate.shop.agent.asked)
    assert gate.shop.agent.asked == [(STARTED,)]


async def test_a_batch_of_messages_is_stored_in_order_and_a_redelivery_changes_nothing(gate: Gate) -> None:
    batch = [inbound(str(number), contact=f"c{number % 2}") for number in range(5)]
    await gate.take(*batch, state={"cursor": "1"})
    await gate.take(*batch)

    assert await gate.texts() == ["0", "1", "2", "3", "4"]
    assert await gate.state() == {"cursor": "1"}
    assert (await gate.shop.rows(select(func.count()).select_from(conversations)))[0][0] == 2


async def test_what_was_announced_is_fetched_to_the_end_with_the_cursor_behind_it(gate: Gate) -> None:
    gate.platform.pages = [
        Polled((inbound("1"), inbound("2")), {"cursor": "a"}, more=True),
        Polled((inbound("3"),), {"cursor": "b"}),
    ]
    await gate.take(poll=True)
    await gate.fetched()

    assert gate.platform.cursors == [None, "a"]
    assert await gate.texts() == ["1", "2", "3"]
    assert await gate.state() == {"cursor": "b"}


async def test_the_cursor_stays_where_it_was_when_messages_could_not_be_stored(gate: Gate) -> None:
    page = Polled((inbound("1"), inbound("2")), {"cursor": "a"})
    gate.platform.pages = [page, page]
    gate.shop.database.failing = 1
    await gate.take(poll=True)
    await gate.fetched()
    assert (await gate.texts(), await gate.state()) == ([], {})
    await gate.take(poll=True)
    await gate.fetched()

    assert await gate.texts() == ["1", "2"]
    assert await gate.state() == {"cursor": "a"}


async def test_a_delivery_that_cannot_be_stored_is_asked_for_again(gate: Gate) -> None:
    gate.shop.database.failing = 1
    with pytest.raises(NotStored):
        await gate.take(inbound("1"), state={"cursor": "a"})
    assert await gate.state() == {}

    await gate.take(inbound("1"), state={"cursor": "a"})
    assert await gate.state() == {"cursor": "a"}


async def test_what_is_announced_during_a_fetch_is_fetched_after_it(gate: Gate, until: Any) -> None:
    fetching = asyncio.Event()
    gate.platform.gates = [fetching]
    gate.platform.pages = [Polled((inbound("1"),)), Polled((inbound("2"),))]
    await gate.take(poll=True)
    await until(lambda: gate.platform.cursors)
    await gate.take(poll=True)
    await gate.take(poll=True)
    fetching.set()
    await gate.fetched()

    assert await gate.texts() == ["1", "2"]
    assert len(gate.platform.cursors) == 2
    assert (gate.intake._polling, gate.intake._again) == ({}, set())


@pytest.mark.parametrize("fault", [ChannelError("away", permanent=False), ZeroDivisionError()])
async def test_a_fetch_that_fails_is_survived_and_made_up_for(gate: Gate, fault: Exception, until: Any) -> None:
    fetching = asyncio.Event()
    gate.platform.gates = [fetching]
    gate.platform.pages = [fault, Polled((inbound("1"),))]
    await gate.take(poll=True)
    await until(lambda: gate.platform.cursors)
    await gate.take(poll=True)  # announced while the fetch was failing
    fetching.set()
    await gate.fetched()

    assert await gate.texts() == ["1"]


async def test_what_no_delivery_announces_is_fetched_from_time_to_time(
    gate: Gate, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "POLL_EVERY_S", 0.0)
    gate.platform.pages = [ChannelError("away", permanent=False), Polled((inbound("1"),))]
    running = asyncio.create_task(gate.intake.run())
    await until(lambda: len(gate.platform.cursors) >= 2)
    running.cancel()
    await gate.fetched()

    assert await gate.texts() == ["1"]


async def test_a_platform_that_says_more_and_gives_nothing_is_not_asked_for_ever(gate: Gate) -> None:
    gate.platform.pages = [Polled(more=True)] * 50
    await gate.take(poll=True)
    await gate.fetched()

    assert len(gate.platform.cursors) == 1


async def test_closing_breaks_off_a_fetch_that_hangs(gate: Gate, until: Any) -> None:
    gate.platform.gates = [asyncio.Event()]
    await gate.take(poll=True)
    await until(lambda: gate.platform.cursors)

    await asyncio.wait_for(gate.intake.close(), 5.0)
    await gate.take(poll=True)

    assert gate.intake._polling == {}


async def test_a_message_for_a_conversation_that_closes_at_that_moment_opens_the_next(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    await gate.take(inbound("1"))
    turns, shop = gate.turns, gate.shop
    receive, closings = turns.receive_all, 0

    async def closing(message: Any) -> Any:
        nonlocal closings
        if not closings:
            closings += 1
            (row,) = await shop.rows(select(conversations.c.id))
            async with shop.database.write() as connection:
                await close(connection, shop.database, shop.plan, row.id, Ended("customer"), now())
            raise ConversationClosed
        return await receive(message)

    monkeypatch.setattr(turns, "receive_all", closing)
    await gate.take(inbound("2", attachments=(BROUGHT,)))

    rows = await shop.rows(
        select(messages.c.text, conversations.c.state)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(messages.c.role == "customer")
        .order_by(messages.c.id)
    )
    assert [tuple(row) for row in rows] == [("1", "closed"), ("2", "open")]


async def test_a_message_that_finds_no_open_conversation_is_asked_for_again_not_dropped(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def closed(_message: Any) -> Any:
        raise ConversationClosed

    monkeypatch.setattr(gate.turns, "receive_all", closed)
    with pytest.raises(NotStored):
        await gate.take(inbound("1", attachments=(BROUGHT,)))


async def test_a_name_of_any_length_is_no_reason_to_lose_a_message(gate: Gate) -> None:
    await gate.take(inbound("1", name="Ada " * 500))

    (row,) = await gate.shop.rows(select(customers.c.name))
    assert (len(row.name), await gate.texts()) == (200, ["1"])
