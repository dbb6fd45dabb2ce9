"""Deliveries that come late go before answers: where the processor is what is short, and never for long."""

import asyncio
import time
from itertools import pairwise
from typing import Any

import pytest

from service import arrivals
from service.arrivals import Arrivals
from service.storage.types import new_id
from tests.service.shop import Shop


def hold_up(seconds: float = 0.05) -> None:
    """What a computation on the event loop does."""
    time.sleep(seconds)


async def made_late(coming: Arrivals) -> None:
    """Let the delivery that is here become late, for want of processor time."""
    async with asyncio.timeout(5):
        while not coming.late:
            hold_up()
            await asyncio.sleep(0)


async def test_a_step_waits_while_a_delivery_is_late_and_goes_on_when_it_is_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(arrivals, "PATIENCE_S", 60.0)
    coming, went_on = Arrivals(), asyncio.Event()

    async def step() -> None:
        await coming.give_way()
        went_on.set()

    with coming.one():
        await made_late(coming)
        stepping = asyncio.create_task(step())
        await asyncio.sleep(0)
        hold_up()
        await asyncio.sleep(0)
        assert not went_on.is_set()
    async with asyncio.timeout(5):
        await stepping


async def test_a_step_goes_on_though_deliveries_come_late_for_ever() -> None:
    coming, steps, over = Arrivals(), 0, False

    async def hog() -> None:
        while not over:
            hold_up(0.02)
            await asyncio.sleep(0)

    with coming.one():
        hogging = asyncio.create_task(hog())
        await made_late(coming)
        async with asyncio.timeout(10):
            for _ in range(3):
                await coming.give_way()
                steps += 1
        assert coming.late
        over = True
        await hogging
    assert steps == 3


async def test_steps_that_run_out_of_patience_go_on_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "PATIENCE_S", 0.05)
    monkeypatch.setattr(Arrivals, "late", property(lambda _: True))
    coming, loop, at_s = Arrivals(), asyncio.get_running_loop(), []

    async def step() -> None:
        await coming.give_way()
        at_s.append(loop.time())

    async with asyncio.timeout(10):
        await asyncio.gather(*(step() for _ in range(4)))
    assert min(later - earlier for earlier, later in pairwise(at_s)) >= 0.04


async def test_a_slow_database_makes_a_delivery_slow_and_nobody_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "PATIENCE_S", 60.0)
    monkeypatch.setattr(arrivals, "SOME_LAG_S", 5.0)
    monkeypatch.setattr(arrivals, "LONG_LAG_S", 5.0)  # as if this machine were never busy with anything else
    coming = Arrivals()
    with coming.one():
        await asyncio.sleep(2 * arrivals.LATE_S)  # what waits for a database leaves the loop free
        assert not coming.late
        assert not coming.pressed
        async with asyncio.timeout(5):
            await coming.give_way()


async def test_pressure_lasts_for_a_moment_and_its_end_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "HOLD_S", 0.05)
    relieved = asyncio.Event()
    coming = Arrivals()
    coming.on_relieved(relieved.set)
    with coming.one():
        await made_late(coming)
    assert coming.pressed
    assert not coming.late
    async with asyncio.timeout(5):
        await relieved.wait()
    assert not coming.pressed


async def test_a_turn_is_answered_while_a_delivery_is_late(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """It gives way at each step, and ends all the same."""
    monkeypatch.setattr(arrivals, "PATIENCE_S", 0.01)
    turning = await shop.turns()
    monkeypatch.setattr(Arrivals, "late", property(lambda _: True))
    asked: Any = await turning.receive(shop.incoming("p: hi", key=new_id()))
    await shop.answered(turning, asked.message)
