"""The pictures of the documentation, taken from the running product: `make screenshots`.

Two weeks of the demo shop (`turnwise demo fill`), a server over them, and headless Chromium.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx
from playwright.async_api import Browser, Page, ViewportSize

from evals.benchmarks.browser import chromium
from evals.benchmarks.server import ADMIN_EMAIL, ADMIN_PASSWORD, Server, scratch_environment, served

IMAGES = Path(__file__).parent / "images"
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
SETTLES_MS = 2_500  # what live events bring is there by then


async def main() -> None:
    """Take all pictures anew. A folder that was filled before may be named: it is left as it is."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="turnwise-") as scratch:
        data = Path(sys.argv[1]) if len(sys.argv) > 1 else filled(Path(scratch))
        async with served(like=data) as server, chromium() as browser:
            await widget(browser, server)
            await console(browser, server)
            await phone(browser, server)


def filled(data: Path) -> Path:
    """The folder, with the demo's days in it."""
    command = [sys.executable, "-m", "service", "demo", "fill"]
    subprocess.run(command, env={**os.environ, **scratch_environment(data)}, check=True)  # noqa: S603 - our own
    return data


async def widget(browser: Browser, server: Server) -> None:
    """The shop's page with a sourced answer."""
    page = await new_page(browser, {"width": 1180, "height": 760})
    await page.goto(server.url)
    await page.get_by_test_id("tw-launcher").click()
    await page.get_by_test_id("tw-input").fill("What is the warranty on the Halo 3 floor lamp?")
    await page.get_by_test_id("tw-input").press("Enter")
    sources = page.get_by_test_id("tw-sources").last
    await sources.locator("summary").click()
    await page.get_by_test_id("tw-log").evaluate("log => log.parentElement.scrollTo(0, log.parentElement.scrollHeight)")
    await page.screenshot(path=IMAGES / "widget.png")


async def console(browser: Browser, server: Server) -> None:
    """The rooms of the console."""
    page = await logged_in(browser, server, DESKTOP, "en-US")
    await shoot(page, f"{server.url}/console/", "overview")
    await page.goto(f"{server.url}/console/conversations/{await lively(server)}")
    await page.get_by_test_id("grade").first.wait_for()
    await shoot(page, None, "console")
    for path, name in (
        ("/leads?tab=board", "leads"),
        ("/quality/grades?grader=relevance", "quality"),
        ("/quality/agreement", "agreement"),
        ("/alerts", "alerts"),
        ("/documents", "documents"),
        ("/settings/widget", "settings"),
    ):
        await shoot(page, f"{server.url}/console{path}", name)


async def phone(browser: Browser, server: Server) -> None:
    """The inbox in a hand."""
    page = await logged_in(browser, server, PHONE, "zh-CN")
    await shoot(page, f"{server.url}/console/conversations", "phone")


async def lively(server: Server) -> str:
    """The id of the conversation with the most turns that an operator has, or one that waits for somebody."""
    async with httpx.AsyncClient(base_url=server.url, timeout=60) as http:
        await server.login(http)
        for state in ("human", "waiting", "closed"):
            answer = await http.get("/api/conversations", params={"state": state, "language": "en"})
            found = answer.raise_for_status().json()["conversations"]
            if found:
                return str(max(found, key=lambda one: one["turns"])["id"])
    raise LookupError("the demo's days hold no conversation in English")


async def logged_in(browser: Browser, server: Server, size: ViewportSize, locale: str) -> Page:
    """A page of the console, behind the form."""
    page = await new_page(browser, size, locale)
    await page.goto(f"{server.url}/console/")
    await page.get_by_test_id("login-email").fill(ADMIN_EMAIL)
    await page.get_by_test_id("login-password").fill(ADMIN_PASSWORD)
    await page.get_by_test_id("login-submit").click()
    await page.get_by_test_id("nav-overview").wait_for()
    return page


async def shoot(page: Page, url: str | None, name: str) -> None:
    """Go there, wait until nothing moves, and keep the picture."""
    if url is not None:
        await page.goto(url)
    await page.locator("main").wait_for()
    await page.wait_for_timeout(SETTLES_MS)
    await page.locator("main .ant-spin-spinning").first.wait_for(state="hidden")
    await page.screenshot(path=IMAGES / f"{name}.png")


async def new_page(browser: Browser, size: ViewportSize, locale: str = "en-US") -> Page:
    """A page of a visitor who was never here."""
    return await (await browser.new_context(viewport=size, locale=locale, reduced_motion="reduce")).new_page()


if __name__ == "__main__":
    asyncio.run(main())
