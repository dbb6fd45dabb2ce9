"""After the conversation: how it ended is kept, customers are asked how it was, silence ends it after a warning."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.people import log_in, open_chat, say
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e

SILENCE_MS = 90_000
"""A few seconds until the warning, as many until the end, and a round of those who look after it before each."""


async def test_who_is_served_is_asked_how_it_was_and_operators_read_it(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        console, chat = await log_in(browser, server), await open_chat(browser, server)
        await say(chat, "I want to talk to a human please")
        await console.get_by_test_id("nav-conversations").click()
        await console.locator('[data-testid="conversation-row"][data-state="waiting"]').first.click()
        await console.get_by_test_id("claim").click()
        await console.get_by_test_id("close").click()
        await console.get_by_test_id("dispositions").get_by_text("Solved", exact=True).click()
        await console.get_by_test_id("close-confirm").click()

        await chat.get_by_test_id("tw-solved-yes").click()
        await chat.get_by_test_id("tw-rating-4").check()
        await chat.get_by_test_id("tw-rating-comment").fill("quick <img src=x onerror=window.ran=1>")
        await chat.get_by_test_id("tw-rating-send").click()
        await expect(chat.get_by_test_id("tw-new")).to_be_focused()

        rating = console.get_by_test_id("side-rating")
        await expect(rating).to_have_attribute("data-rating", "4")
        await expect(rating).to_contain_text("quick <img src=x onerror=window.ran=1>")
        await expect(console.locator(".thread")).to_contain_text("closed the conversation: Solved")
        assert await console.evaluate("window.ran") is None

        await chat.get_by_test_id("tw-new").click()
        await say(chat, "How long may I return an item?")
        await expect(chat.locator('[data-testid="tw-message"][data-role="agent"]').last).to_contain_text("30 days")


async def test_who_falls_silent_is_asked_whether_they_are_there_before_it_ends(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        console = await log_in(browser, server)
        await console.get_by_test_id("nav-settings").click()
        await console.get_by_test_id("nav-policy").click()
        await console.get_by_test_id("closing-tab").click()
        await console.get_by_test_id("closing-silence.agent").fill("0.1")
        await console.get_by_test_id("closing-warning.minutes").fill("0.1")
        await console.get_by_test_id("closing-save").click()
        await expect(console.get_by_test_id("closing-save")).to_be_disabled()

        chat = await open_chat(browser, server)
        await say(chat, "How long may I return an item?")
        heard = chat.locator('[data-testid="tw-message"][data-role="agent"]').last
        await expect(heard).to_contain_text("Are you still there?", timeout=SILENCE_MS)
        await expect(chat.get_by_test_id("tw-solved-yes")).to_be_visible(timeout=SILENCE_MS)
