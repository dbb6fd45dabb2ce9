"""What people do in a browser, in the words of the tests."""

from pathlib import Path

from playwright.async_api import Browser, Page, expect

from evals.benchmarks.server import ADMIN_EMAIL, ADMIN_PASSWORD, Server


async def log_in(browser: Browser, server: Server) -> Page:
    """The console, logged in."""
    page = await (await browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")).new_page()
    await page.goto(f"{server.url}/console/")
    await page.get_by_test_id("login-email").fill(ADMIN_EMAIL)
    await page.get_by_test_id("login-password").fill(ADMIN_PASSWORD)
    await page.get_by_test_id("login-submit").click()
    await expect(page.get_by_test_id("overview")).to_be_visible()
    return page


async def upload(console: Page, document: Path, title: str) -> None:
    """Upload a file, and wait until the list shows its title."""
    await console.get_by_test_id("nav-documents").click()
    await console.get_by_test_id("upload-input").set_input_files(document)
    await expect(console.get_by_test_id("documents")).to_contain_text(title)


async def open_chat(browser: Browser, server: Server, locale: str = "en-US") -> Page:
    """The shop's page with its chat opened."""
    page = await (await browser.new_context(viewport={"width": 1280, "height": 860}, locale=locale)).new_page()
    await page.goto(server.url)
    await page.get_by_test_id("tw-launcher").click()
    return page


async def say(chat: Page, text: str) -> None:
    """Write to the shop."""
    await chat.get_by_test_id("tw-input").fill(text)
    await chat.get_by_test_id("tw-input").press("Enter")
