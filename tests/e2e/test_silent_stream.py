"""A console whose event stream has died in silence, as a laptop's does in its sleep, finds out and catches up."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.half_open import half_open
from tests.e2e.people import log_in, open_chat, say
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e

PATIENCE_MS = 20_000


async def test_a_stream_that_goes_silent_is_opened_anew_and_what_was_missed_is_shown(
    browser: Browser, shop: Path
) -> None:
    async with open_shop(shop) as server, half_open(server.port) as way:
        console = await log_in(browser, replace(server, port=way.port))
        await console.clock.install()
        async with console.expect_request("**/api/events"):
            await console.goto(f"http://127.0.0.1:{way.port}/console/conversations")
        chat = await open_chat(browser, server)
        await say(chat, "How long may I return a lamp?")
        rows = console.get_by_test_id("conversation-row")
        await expect(rows).to_have_count(1, timeout=PATIENCE_MS)

        way.cut()
        other = await open_chat(browser, server)
        await say(other, "Do you ship to Italy?")
        await expect(other.get_by_test_id("tw-message").nth(2)).to_be_visible(timeout=PATIENCE_MS)
        assert await rows.count() == 1, "the console heard of it by a stream that is dead"
        async with console.expect_request("**/api/events", timeout=PATIENCE_MS):
            await console.clock.fast_forward(60_000)
        await expect(rows).to_have_count(2, timeout=PATIENCE_MS)
