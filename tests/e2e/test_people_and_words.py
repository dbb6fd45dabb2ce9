"""What customers want, how they are answered and who they are: intents, style and leads on one shop, in the console."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.people import log_in, open_chat, say
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e


async def test_intents_and_style_of_the_console_are_heard_in_the_chat_and_the_lead_is_moved_on(
    browser: Browser, shop: Path
) -> None:
    async with open_shop(shop) as server:
        console = await log_in(browser, server)
        await _add_an_intent(console)
        await _set_the_style(console)

        chat = await open_chat(browser, server)
        heard = chat.locator('[data-testid="tw-message"][data-role="agent"]').last
        await say(chat, "How many days do I have to return a lamp?")
        await expect(heard).to_contain_text("Our terms hold.")
        await say(chat, "I am Ada Lovelace, write to me at ada@example.com")
        await expect(heard).to_contain_text("I have noted your name")
        await say(chat, "Are you a robot?")
        await expect(heard).to_contain_text("I am Mia")
        await say(chat, "My lamp is wobbly")

        await _move_the_lead_on(console)
        await console.get_by_test_id("lead-detail").get_by_role("link").first.click()
        await expect(console.get_by_test_id("turn")).to_have_count(4)
        await console.locator(".facts summary").first.click()
        await expect(console.get_by_test_id("edits").first).to_contain_text("Our terms hold.")
        await console.locator(".facts summary").last.click()
        await expect(console.locator(".facts").last).to_contain_text("wobble")

        again = await open_chat(browser, server)
        await say(again, "Do you ship to France? Write to ada@example.com")
        await expect(again.locator('[data-testid="tw-message"][data-role="agent"]')).to_have_count(
            2
        )  # the greeting is one
        await _join_with_who_left_the_same_address(console)


async def _join_with_who_left_the_same_address(console: Page) -> None:
    await console.get_by_test_id("nav-conversations").click()
    rows = console.get_by_test_id("conversation-row")
    await expect(rows).to_have_count(2)
    person, past = console.get_by_test_id("side-person"), console.get_by_test_id("past")
    await rows.last.click()
    await console.reload()  # read just before, and yet told anew once it is joined
    await expect(person.get_by_test_id("identity")).to_have_count(1)
    await console.get_by_test_id("nav-conversations").click()
    await rows.first.click()
    await expect(console.get_by_test_id("suggestion")).to_contain_text("Ada Lovelace")
    await expect(past).to_have_count(0)
    await console.get_by_test_id("join").click()
    await console.get_by_test_id("join-confirm").click()
    await expect(person.get_by_test_id("identity")).to_have_count(2)
    await expect(past).to_have_count(2)
    await past.last.get_by_role("link").click()
    await expect(person.get_by_test_id("identity").first).to_contain_text("Ada Lovelace")
    await console.get_by_test_id("part").first.click()
    await console.get_by_test_id("part-confirm").click()
    await expect(person.get_by_test_id("identity")).to_have_count(1)
    await console.get_by_test_id("find-customer").click()
    await console.get_by_label("the platform's id").fill("ada@example.com")
    await expect(console.get_by_test_id("candidate")).to_have_count(1)
    await console.get_by_test_id("join-candidate").click()
    await expect(person.get_by_test_id("identity")).to_have_count(2)


async def _add_an_intent(console: Page) -> None:
    await console.get_by_test_id("nav-settings").click()
    await console.get_by_test_id("nav-intents").click()
    await console.get_by_test_id("intent-add").click()
    await console.get_by_test_id("intent-name").fill("wobble!")
    await console.get_by_test_id("intent-phrases").fill("wobbly")
    await console.get_by_test_id("intents-save").click()
    await expect(console.get_by_test_id("intent-problem")).to_be_visible()
    await console.get_by_test_id("intent-name").fill("wobble")
    sentence = console.get_by_test_id("intent-try").locator("input")
    await sentence.fill("Fix my wobbly lamp")
    await sentence.press("Enter")
    await expect(console.get_by_test_id("intent-tried")).to_have_attribute("data-intent", "wobble")
    await console.get_by_test_id("intents-save").click()
    await expect(console.get_by_test_id("intents")).to_contain_text("Saved by")


async def _set_the_style(console: Page) -> None:
    await console.get_by_test_id("nav-settings").click()
    await console.get_by_test_id("nav-policy").click()
    await console.get_by_test_id("style-tab").click()
    await console.get_by_test_id("style-name").fill("Mia")
    await console.get_by_role("tab", name="Never said").click()
    await console.get_by_test_id("style-forbidden").fill("cheap*\nAI")
    await console.get_by_role("tab", name="Disclaimers").click()
    await console.get_by_test_id("style-add-disclaimers").click()
    await console.get_by_test_id("style-disclaimers-0-text-en").fill("Our terms hold.")
    await console.get_by_test_id("style-save").click()
    await console.get_by_role("tab", name="Never said (1)").click()
    wrong = console.get_by_test_id("policy-problem")
    await expect(wrong).to_have_attribute("data-field", "forbidden.1")
    await expect(wrong).to_contain_text("AI")
    await console.get_by_test_id("style-forbidden").fill("cheap*")
    await console.get_by_test_id("style-save").click()
    await expect(console.get_by_test_id("style")).to_contain_text("Saved by")
    await console.reload()
    await expect(console.get_by_test_id("style-name")).to_have_value("Mia")


async def _move_the_lead_on(console: Page) -> None:
    await console.get_by_test_id("nav-leads").click()
    await expect(console.get_by_test_id("leads")).to_contain_text("Ada Lovelace")
    await console.get_by_test_id("lead-stage").last.click()
    await console.get_by_title("Contacted").last.click()
    await console.get_by_test_id("lead-row").first.click()
    detail = console.get_by_test_id("lead-detail")
    await expect(detail).to_contain_text("Contacted")
