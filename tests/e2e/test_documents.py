"""A document's life in the console, with what a customer is answered after each step."""

import re
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
        await expect(console.get_by_test_id("difference").locator("del")).to_have_text("18")
        await expect(console.get_by_test_id("difference").locator("ins")).to_have_text("25")
        await console.keyboard.press("Escape")
        await newest.get_by_test_id("act-send_back").click()
        await console.get_by_test_id("act-note").fill("Is <b>€25</b> right?")
        await console.get_by_test_id("act-confirm").click()
        await expect(newest.get_by_test_id("decided")).to_contain_text("Is <b>€25</b> right?")
        await newest.get_by_test_id("act-submit").click()
        await expect(newest.locator('[data-status="in_review"]')).to_be_visible()

        await newest.get_by_test_id("try-version").click()
        await _ask(console, QUESTION)
        await expect(console.get_by_test_id("tried-answer").nth(0)).to_contain_text("€18")
        await expect(console.get_by_test_id("tried-answer").nth(1)).to_contain_text("€25")
        await console.go_back()
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

        await console.get_by_role("tab", name="Try it").click()
        await _ask(console, QUESTION)
        await expect(console.get_by_test_id("found-passage").first).to_be_visible()
        await expect(console.get_by_test_id("found-passage").filter(has_text="Lumen Club costs")).to_have_count(0)
        await console.get_by_text("Operators", exact=True).click()
        await expect(console.get_by_test_id("found-passage").first).to_contain_text("Lumen Club costs €18")
        await expect(console.get_by_test_id("stage-scores").first).to_contain_text("Meaning")
        answer = console.get_by_test_id("tried-answer")
        await expect(answer.and_(console.locator('[data-verdict="answered"]'))).to_contain_text("€18")
        await expect(answer.get_by_test_id("tried-source")).to_contain_text("club.md")
        await _ask(console, "Who won the chess championship in 1972?")
        await expect(answer.and_(console.locator('[data-verdict="declined"]'))).to_contain_text("does not know")
        await _ask(console, QUESTION)
        await answer.get_by_test_id("tried-source").get_by_role("link").click()
        await expect(console.locator(".marked-passage")).to_contain_text("Lumen Club costs €18")


async def test_pasted_text_answers_and_tells_how_often_it_was_cited(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        console = await log_in(browser, server)
        await console.get_by_test_id("nav-documents").click()
        hostile = {"name": "<img src=x onerror=window.ran=1>.md", "mimeType": "text/markdown"}
        body = b"# <img src=x onerror=window.ran=1>\n\nNothing of note.\n"
        await console.get_by_test_id("upload-input").set_input_files({**hostile, "buffer": body})
        await expect(console.get_by_test_id("document-link").filter(has_text="<img src=x")).to_be_visible()

        await console.get_by_role("tab", name="Paste text").click()
        await console.get_by_test_id("paste-title").fill("Gift <b>wrapping</b>")
        await console.get_by_test_id("paste-body").fill("Gift wrapping with a ribbon costs €4.50 for each lamp.")
        await console.get_by_test_id("paste-add").click()
        link = console.get_by_test_id("document-link").filter(has_text="Gift <b>wrapping</b>")
        await expect(link).to_be_visible()

        chat = await open_chat(browser, server)
        await say(chat, "What does gift wrapping with a ribbon cost?")
        await expect(chat.locator('[data-testid="tw-message"][data-role="agent"]').last).to_contain_text("€4.50")
        await link.click()
        cited = console.get_by_test_id("usage").get_by_test_id(
            "use-cited"
        )  # the list shows a number, too, until it goes
        await expect(cited).to_have_text("1")
        await cited.click()
        await console.get_by_test_id("citing-turn").filter(has_text="gift wrapping").click()
        await expect(console).to_have_url(re.compile(r"/conversations/[0-9a-f-]{36}"))
        assert await console.evaluate("window.ran") is None


async def _ask(console: Page, question: str) -> None:
    await console.locator('[data-testid="try-search"] input').fill(question)
    await console.keyboard.press("Enter")
