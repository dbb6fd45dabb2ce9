"""Operators beside the admin, for tests in a browser."""

from playwright.async_api import Browser, Page, expect

from evals.benchmarks.server import Server
from service.roles import Role
from service.storage.database import Database
from service.users.auth import Logins

MIA, PASSWORD = "mia@example.com", "correct horse battery staple"


async def console_of_mia(browser: Browser, server: Server) -> Page:
    """A second operator's console, in a browser context of her own."""
    database = Database(f"sqlite+aiosqlite:///{server.data}/turnwise.db")
    try:
        await Logins(database).add(MIA, "Mia", PASSWORD, Role.OPERATOR)
    finally:
        await database.dispose()
    page = await (await browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")).new_page()
    await page.goto(f"{server.url}/console/")
    await page.get_by_test_id("login-email").fill(MIA)
    await page.get_by_test_id("login-password").fill(PASSWORD)
    await page.get_by_test_id("login-submit").click()
    await expect(page.get_by_test_id("console-live")).to_be_visible()
    return page
