"""What is kept for an account between calls: two that change it at once lose nothing of each other."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from service.channel.errors import ChannelError
from service.channel.interface import Polled
from tests.service.shop import Shop
from tests.service.test_intake import Gate, inbound


@pytest.fixture
async def bell(shop: Shop) -> AsyncIterator[Gate]:
    opened = Gate(shop)
    await opened.open()
    yield opened
    await opened.intake.close()


async def test_what_is_announced_during_a_fetch_is_not_forgotten_at_its_end(bell: Gate, until: Any) -> None:
    fetching = asyncio.Event()
    bell.platform.gates = [fetching]
    bell.platform.pages = [Polled((inbound("1"),), {"desk-1": "read to 1"})]
    await bell.take(poll=True)
    await until(lambda: bell.platform.cursors)
    await bell.take(state={"desk-2": "announced"})
    fetching.set()
    await bell.fetched()

    assert await bell.state() == {"desk-1": "read to 1", "desk-2": "announced"}


async def test_what_the_channel_takes_out_is_gone(bell: Gate) -> None:
    await bell.take(state={"a": "1", "b": "1"})
    bell.platform.pages = [Polled((inbound("1"),), {"b": "2"})]
    await bell.take(poll=True)
    await bell.fetched()

    assert await bell.state() == {"b": "2"}


async def test_what_news_could_not_be_read_is_in_no_log(bell: Gate, caplog: pytest.LogCaptureFixture) -> None:
    failed = ChannelError("The news could not be read.", permanent=False)
    failed.__cause__ = ValueError("a customer's own words")
    bell.platform.pages = [failed]
    await bell.take(poll=True)
    await bell.fetched()

    assert "The news could not be read." in caplog.text
    assert "a customer's own words" not in caplog.text
