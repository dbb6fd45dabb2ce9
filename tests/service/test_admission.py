"""Who may wait, and who goes first, when one account brings more than can be answered."""

import asyncio
from contextlib import ExitStack
from typing import Any

import pytest

from service.arrivals import Arrivals
from service.errors import Overloaded
from service.storage.accounts.accounts import add_account
from service.storage.customers.customers import Contact
from service.storage.messages.receive import Incoming
from service.storage.tables import messages
from service.storage.types import new_id, now
from service.turns import admission
from service.turns.admission import FEW, Admission, FairSlots
from tests.service.shop import Shop


class PressedArrivals(Arrivals):
    """Deliveries come late until it is relieved."""

    pressed = True

    def relieve(self) -> None:
        self.pressed = False
        self._relieved_at_s = asyncio.get_running_loop().time()
        for listener in self._relieved:
            listener()


async def test_however_much_one_account_brings_there_is_room_for_another() -> None:
    room, waiting = Admission(80), ExitStack()

    def admitted(account: str) -> int:
        """How many more of this account are let in."""
        count = 0
        while True:
            try:
                waiting.enter_context(room.arriving(account, 1))
            except Overloaded:
                return count
            count += 1

    with waiting:
        assert admitted("loud") == 70
        assert admitted("louder") > 5
        assert admitted("quiet") > 0
    assert room._by_account.total() == 0


async def test_a_delivery_has_room_for_all_its_messages_or_for_none() -> None:
    room = Admission(10)
    with pytest.raises(Overloaded), room.arriving("a", 11):
        raise AssertionError("more than there is room for was let in")
    with room.arriving("a", 8):
        with pytest.raises(Overloaded), room.arriving("b", 3):
            raise AssertionError("more than there is room for was let in")
        with room.arriving("b", 1):
            pass


async def test_accounts_take_turns_and_one_who_gives_up_leaves_no_gap() -> None:
    slots, order, gate = FairSlots(1, Arrivals()), [], asyncio.Event()

    async def work(account: str, wait: bool = False) -> None:
        async with slots.slot(account):
            order.append(account)
            if wait:
                await gate.wait()

    async with asyncio.timeout(5):
        first = asyncio.create_task(work("loud", wait=True))
        await asyncio.sleep(0)
        others = [asyncio.create_task(work(account)) for account in ("loud", "loud", "loud", "quiet", "gone", "third")]
        await asyncio.sleep(0)
        others[4].cancel()
        gate.set()
        await asyncio.gather(first, *others, return_exceptions=True)

    assert order == ["loud", "loud", "quiet", "third", "loud", "loud"]
    assert slots._held == 0


async def test_a_burst_of_one_account_keeps_no_other_accounts_customer_waiting(shop: Shop, database: Any) -> None:
    turning = await shop.turns(concurrent=1)
    gate = shop.agent.hold("p0: hi")
    for number in range(30):
        await shop.say(turning, f"p{number}: hi")
    other = await post_account(shop)
    message = Incoming(new_id(), Contact(other, "webhook", "ada"), "ada: hi", now())
    receipt = await turning.receive(message)
    gate.set()
    await shop.answered(turning, receipt.message)

    assert shop.agent.asked.index(("ada: hi",)) <= 3


async def test_a_full_queue_stores_nothing_of_a_delivery_and_takes_all_of_it_later(shop: Shop, until: Any) -> None:
    turning = await shop.turns(max_waiting=4)
    gate = shop.agent.hold("p0: hi")
    await shop.say(turning, "p0: hi")
    delivery = [shop.incoming(f"q{number}: hi") for number in range(4)]
    with pytest.raises(Overloaded) as refused:
        await turning.receive_all(delivery)
    assert refused.value.status == 503
    assert refused.value.retry_after_s
    assert len(await shop.rows(messages.select())) == 1

    gate.set()
    await until(lambda: not turning._answering)
    receipts = await turning.receive_all(delivery)
    await shop.answered(turning, *(receipt.message for receipt in receipts))


async def test_messages_are_acknowledged_while_every_turn_hangs(shop: Shop) -> None:
    turning = await shop.turns(concurrent=2)
    gates = [shop.agent.hold(f"p{number}: hi") for number in range(40)]
    async with asyncio.timeout(5):
        receipts = [await turning.receive(shop.incoming(f"p{number}: hi")) for number in range(40)]

    assert all(receipt.fresh for receipt in receipts)
    assert len(shop.agent.asked) <= 2
    for gate in gates:
        gate.set()


async def test_while_deliveries_come_late_few_turns_begin_and_afterwards_more_by_and_by(
    monkeypatch: pytest.MonkeyPatch, until: Any
) -> None:
    monkeypatch.setattr(admission, "MORE_PER_S", 20.0)
    arrivals = PressedArrivals()
    slots, at_work, gate = FairSlots(10, arrivals), 0, asyncio.Event()

    async def work() -> None:
        nonlocal at_work
        async with slots.slot("a"):
            at_work += 1
            await gate.wait()

    tasks = [asyncio.create_task(work()) for _ in range(12)]
    await asyncio.sleep(0.01)
    assert at_work == FEW
    arrivals.relieve()
    await asyncio.sleep(0)
    assert at_work <= FEW + 1
    await until(lambda: at_work == 10)
    gate.set()
    await asyncio.gather(*tasks)


async def post_account(shop: Shop) -> str:
    """Another account of the webhook channel."""
    async with shop.database.write() as connection:
        return (await add_account(connection, "webhook", "Other", "")).id
