"""Chromium, for benchmarks, tests and pictures; it needs `pip install -e .[dev]` and Chromium on the machine."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from evals.benchmarks.server import ADMIN_EMAIL, ADMIN_PASSWORD, Server

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

# The one without a user interface, where it is installed, is started and kept with less work.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 120_000.0


def find_chromium() -> str | None:
    """Where it is; None where none is installed."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@asynccontextmanager
async def chromium() -> AsyncIterator["Browser"]:
    """Headless. Raises RuntimeError where none is installed, or nothing that drives it."""
    try:
        from playwright.async_api import async_playwright
    except ImportError as error:
        raise RuntimeError("Playwright is not installed: `pip install -e .[dev]`") from error
    path = find_chromium()
    if path is None:
        raise RuntimeError("there is no Chromium: install it, for example with `apt-get install chromium`")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        await browser.close()


async def open_inbox(browser: "Browser", server: Server) -> "Page":
    """The console's inbox, logged in."""
    page = await (await browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")).new_page()
    page.set_default_timeout(PATIENCE_MS)
    await page.goto(f"{server.url}/console/conversations")
    await page.get_by_test_id("login-email").fill(ADMIN_EMAIL)
    await page.get_by_test_id("login-password").fill(ADMIN_PASSWORD)
    await page.get_by_test_id("login-submit").click()
    await page.get_by_test_id("conversation-list").wait_for()
    return page
