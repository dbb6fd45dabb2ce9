"""What is said arrives once, whatever becomes of the network, or of the server, in the midst of it."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, expect

from tests.e2e.people import log_in, open_chat, say
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e

PATIENCE_MS = 40_000


async def test_nothing_is_lost_or_doubled_by_a_lost_network_on_either_side_or_a_killed_server(
    browser: Browser, shop: Path
) -> None:
    async with open_shop(shop) as server:
        chat = await open_chat(browser, server)
        await say(chat, "I want to talk to a human please")
        console = await log_in(browser, server)
        await console.get_by_test_id("nav-conversations").click()
        await console.get_by_test_id("conversation-row").first.click()
        await console.get_by_test_id("claim").click()
        reply, thread = console.get_by_test_id("reply-input"), console.get_by_test_id("message-text")

        async def answer(text: str) -> None:
            await reply.fill(text)
            await console.get_by_test_id("reply-send").click()

        def in_chat(text: str) -> Locator:
            return chat.get_by_test_id("tw-message").filter(has_text=text)

        await answer("one from the operator")
        await expect(in_chat("one from the operator")).to_have_count(1, timeout=PATIENCE_MS)

        await chat.context.set_offline(True)
        await say(chat, "two from the customer")
        await answer("three from the operator")
        await chat.context.set_offline(False)
        await expect(thread.filter(has_text="two from the customer")).to_have_count(1, timeout=PATIENCE_MS)
        await expect(in_chat("three from the operator")).to_have_count(1, timeout=PATIENCE_MS)

        await console.context.set_offline(True)
        await answer("four from the operator")
        await say(chat, "five from the customer")
        await expect(console.get_by_test_id("reply-retry")).to_be_visible(timeout=PATIENCE_MS)
        await console.context.set_offline(False)
        await console.get_by_test_id("reply-retry").click()
        await expect(in_chat("four from the operator")).to_have_count(1, timeout=PATIENCE_MS)
        await expect(thread.filter(has_text="five from the customer")).to_have_count(1, timeout=PATIENCE_MS)

        server.kill()
        await say(chat, "six from the customer")
        await expect(in_chat("six from the customer")).to_have_attribute("data-delivery", "sending")
        await server.start("--demo")
        await expect(thread.filter(has_text="six from the customer")).to_have_count(1, timeout=PATIENCE_MS)
        await answer("seven from the operator")
        await expect(in_chat("seven from the operator")).to_have_count(1, timeout=PATIENCE_MS)

        for text in (
            "one from the operator",
            "two from the customer",
            "three from the operator",
            "four from the operator",
            "six from the customer",
            "seven from the operator",
        ):
            await expect(in_chat(text)).to_have_count(1)
            await expect(thread.filter(has_text=text)).to_have_count(1, timeout=PATIENCE_MS)
