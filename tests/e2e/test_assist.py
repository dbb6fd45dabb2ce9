"""An operator who replies is offered the agent's words with their sources, and takes them over by one key."""

from pathlib import Path

from playwright.async_api import Browser, expect

from tests.e2e.people import log_in, open_chat, say
from tests.e2e.shop import open_shop


async def test_a_suggestion_is_taken_over_by_one_key_and_reaches_the_customer(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        chat = await open_chat(browser, server)
        heard = chat.locator('[data-testid="tw-message"][data-role="agent"]').last
        await say(chat, "How long may I return an item?")
        await expect(heard).to_contain_text("30 days", timeout=20_000)
        await say(chat, "I want to talk to a person")

        console = await log_in(browser, server)
        await console.get_by_test_id("nav-conversations").click()
        await console.get_by_test_id("conversation-row").first.click()
        await console.get_by_test_id("claim").click()
        await expect(console.get_by_test_id("assist-reply")).to_contain_text("30 days", timeout=20_000)
        await console.get_by_test_id("reply-input").press("Alt+1")
        await expect(console.get_by_test_id("reply-input")).to_have_value(
            await console.get_by_test_id("assist-reply").locator("p").inner_text()
        )
        await expect(console.get_by_test_id("draft-sources")).to_be_visible()
        await console.get_by_test_id("reply-send").click()
        said = chat.locator('[data-testid="tw-message"][data-role="operator"]').last
        await expect(said).to_contain_text("30 days")
        await expect(said.get_by_test_id("tw-sources")).to_be_visible()
        mine = console.locator('[data-testid="message"][data-role="operator"]').last
        await expect(mine.get_by_test_id("sources")).to_be_visible()
        await expect(console.get_by_test_id("draft-sources")).to_have_count(0)

        # What is half written directs the suggestion.
        await console.get_by_test_id("reply-input").fill("We ship to France within")
        await expect(console.get_by_test_id("assist-reply")).to_contain_text("France", timeout=20_000)
        await console.get_by_test_id("reply-input").fill("")

        await console.get_by_test_id("customer-tags").locator("input").fill("regular")
        await console.get_by_test_id("customer-tags").locator("input").press("Enter")
        await expect(console.get_by_test_id("customer-tags")).to_contain_text("regular")
        await console.keyboard.press("Escape")
        await console.get_by_test_id("close").click()
        await console.get_by_test_id("close-confirm").click()
        await expect(console.get_by_test_id("ending")).to_contain_text("How long may I return an item?")
