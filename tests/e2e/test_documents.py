"""A document's life in the console, with what a customer is answered after each step."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.people import log_in, open_chat, say, upload
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e

QUESTION = "How much does a Lumen Club membership cost?"


def club(euros: int) -> str:
    return f"# The Lumen Club\n\n## {QUESTION}\n\nMembership of the Lumen Club costs €{euros} a year.\n"


async def _answered(chat: Page, said: str) -> None:
    await say(chat, QUESTION)
    await expect(chat.locator('[data-testid="tw-message"][data-role="agent"]').last).to_contain_text(said)


async def test_a_new_version_waits_for_its_publication_and_can_be_rolled_back(
    browser: Browser, tmp_path: Path, shop: Path
) -> None:
    document = tmp_path / "club.md"
    document.write_text(club(18), encoding="utf-8")
    async with open_shop(shop) as server:
        console = await log_in(browser, server)
        await upload(console, document, "The Lumen Club")
        chat = await open_chat(browser, server)
        await _answered(chat, "€18")

        document.write_text(club(25), encoding="utf-8")
        await console.get_by_text("In review", exact=True).click()
        await upload(console, document, "Version 2: In review")
        await _answered(chat, "€18")

        await console.locator('[data-name="club.md"]').get_by_test_id("document-link").click()
        newest = console.locator('[data-testid="version"][data-version="2"]')
        await newest.get_by_test_id("compare").click()
        await expect(console.get_by_test_id("difference")).to_contain_text("costs €25")
        await console.keyboard.press("Escape")
        await newest.get_by_test_id("act-publish").click()
        await expect(newest.locator('[data-status="published"]')).to_be_visible()
        await _answered(chat, "€25")

        oldest = console.locator('[data-testid="version"][data-version="1"]')
        await expect(oldest.locator('[data-status="superseded"]')).to_be_visible()
        await oldest.get_by_test_id("act-roll_back").click()
        await console.get_by_test_id("act-confirm").click()
        await expect(oldest.locator('[data-status="published"]')).to_be_visible()
        await _answered(chat, "€18")
        await expect(console.get_by_test_id("document-event").first).to_contain_text("Roll back")


async def test_what_is_for_operators_is_searched_by_them_and_kept_from_customers(
    browser: Browser, tmp_path: Path, shop: Path
) -> None:
    document = tmp_path / "club.md"
    document.write_text("---\naccess: operators\n---\n\n" + club(18), encoding="utf-8")
    async with open_shop(shop) as server:
        console = await log_in(browser, server)
        await upload(console, document, "Operators only")

        await console.get_by_role("tab", name="Try a search").click()
        await console.locator('[data-testid="try-search"] input').fill(QUESTION)
        await console.keyboard.press("Enter")
        await expect(console.get_by_test_id("found-passage").first).to_be_visible()
        await expect(console.get_by_test_id("found-passage").filter(has_text="Lumen Club costs")).to_have_count(0)
        await console.get_by_text("Operators", exact=True).click()
        await expect(console.get_by_test_id("found-passage").first).to_contain_text("Lumen Club costs €18")
