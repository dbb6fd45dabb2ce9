"""A stranger's first quarter of an hour: upload, ask, get angry, be handed over, leave a number, see it all graded."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.people import log_in, open_chat, say, upload
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e

CLUB = """# The Lumen Club

## How much does a Lumen Club membership cost?

Membership of the Lumen Club costs €18 a year and includes free standard delivery on every order.
"""


async def test_from_an_uploaded_document_to_graded_turns_and_moving_rates(
    browser: Browser, tmp_path: Path, shop: Path
) -> None:
    document = tmp_path / "club.md"
    document.write_text(CLUB, encoding="utf-8")
    async with open_shop(shop) as server:
        console = await log_in(browser, server)
        await upload(console, document, "The Lumen Club")

        chat = await open_chat(browser, server)
        await say(chat, "How much does a Lumen Club membership cost?")
        answer = chat.locator('[data-testid="tw-message"][data-role="agent"]').last
        await expect(answer).to_contain_text("€18")
        await expect(answer.get_by_test_id("tw-sources")).to_contain_text("The Lumen Club")

        await say(chat, "This is outrageous! Third time my lamp arrives broken, I am furious!!")
        await expect(chat.get_by_test_id("tw-status")).to_contain_text(re.compile("colleague", re.IGNORECASE))
        await say(chat, "Call me on +1 415 555 2671")
        await expect(chat.locator('[data-testid="tw-message"][data-role="agent"]')).to_have_count(4)

        await console.get_by_test_id("nav-conversations").click()
        await console.get_by_test_id("conversation-row").first.click()
        await expect(console.get_by_test_id("side-handoffs")).to_contain_text(re.compile("[Nn]egative|upset"))
        await expect(console.get_by_test_id("side-leads")).to_contain_text("+14155552671")
        await expect(console.locator('[data-grader="groundedness"][data-label="grounded"]')).to_have_count(1)
        await expect(console.locator('[data-grader="sentiment"][data-label="negative"]')).to_have_count(1)
        await expect(console.locator('[data-grader="lead"][data-label="captured"]')).to_have_count(1)

        await console.get_by_test_id("claim").click()
        await expect(chat.get_by_test_id("tw-status")).not_to_contain_text(re.compile("waiting", re.IGNORECASE))
        await console.get_by_test_id("reply-input").fill("I am sorry. A new lamp <b>leaves today</b>.")
        await console.get_by_test_id("reply-send").click()
        said = chat.locator('[data-testid="tw-message"][data-role="operator"]').last
        await expect(said).to_contain_text("A new lamp <b>leaves today</b>.")

        await chat.reload()  # the chat is still open, with all that was said
        await expect(said).to_contain_text("A new lamp <b>leaves today</b>.")
        await chat.get_by_test_id("tw-end").click()
        await chat.get_by_test_id("tw-solved-yes").click()

        await console.get_by_test_id("nav-overview").click()
        for card in ("kpi-resolution.confirmed", "kpi-transfer", "kpi-lead_capture"):
            await expect(console.get_by_test_id(card)).to_contain_text("100%")


async def test_a_chinese_visitor_is_answered_in_chinese_from_the_demo_shop(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        chat = await open_chat(browser, server, "zh-CN")
        await say(chat, "转人工")
        await expect(chat.locator('[data-testid="tw-message"][data-role="agent"]').last).to_contain_text("人工")
        await expect(chat.get_by_test_id("tw-status")).to_contain_text(re.compile("人工|同事|客服"))
