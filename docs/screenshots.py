"""The pictures of the documentation, taken from the running product: `make screenshots`.

A server with the demo knowledge base, a handful of visitors who talk to it, and headless Chromium to look at it.
"""

import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import httpx
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from evals.benchmarks.server import ADMIN_EMAIL, ADMIN_PASSWORD, Server, served

IMAGES = Path(__file__).parent / "images"
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
CHROMIUM_FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")

# What each visitor says, in which language, and whether the chat ends with "solved", "not solved" or not at all.
VISITORS: Sequence[tuple[str, Sequence[str], bool | None]] = (
    ("en", ("How long does standard delivery take in Germany?", "Thanks, that helps!"), True),
    ("en", ("What is the warranty on the Halo 3 floor lamp?", "And how do I claim it?"), True),
    ("en", ("Can I change my delivery address?",), None),
    ("zh", ("运费怎么算？", "谢谢"), True),
    ("zh", ("退货有时间限制吗？", "我叫林晓，电话是13800138000，想了解批量采购"), True),
    ("zh", ("转人工",), None),
    ("en", ("Do you deliver to the moon?",), False),
    (
        "en",
        ("This is the second broken lamp. I am really angry and want my money back!", "My mail is ada@example.com"),
        None,
    ),
)


async def main() -> None:
    """Take all pictures anew."""
    IMAGES.mkdir(exist_ok=True)
    async with served() as server, async_playwright() as playwright:
        async with httpx.AsyncClient(base_url=server.url, timeout=60) as http:
            for language, said, solved in VISITORS:
                await _visit(http, language, said, solved)
        await server.graded()
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM_FLAGS))
        await _widget(browser, server)
        await _console(browser, server)
        await browser.close()


async def _visit(http: httpx.AsyncClient, language: str, said: Sequence[str], solved: bool | None) -> None:
    token = (await http.post("/api/widget/sessions", json={"language": language})).raise_for_status().json()["token"]
    headers = {"authorization": f"Bearer {token}", "prefer": "wait=20"}
    for text in said:
        body = {"text": text, "client_id": uuid4().hex}
        (await http.post("/api/widget/messages", json=body, headers=headers)).raise_for_status()
    if solved is not None:
        (await http.post("/api/widget/close", json={"solved": solved}, headers=headers)).raise_for_status()


async def _widget(browser: Browser, server: Server) -> None:
    page = await _page(browser, {"width": 1180, "height": 760})
    await page.goto(server.url)
    await page.get_by_test_id("tw-launcher").click()
    await page.get_by_test_id("tw-input").fill("What is the warranty on the Halo 3 floor lamp?")
    await page.get_by_test_id("tw-input").press("Enter")
    sources = page.get_by_test_id("tw-sources").last
    await sources.locator("summary").click()
    await page.get_by_test_id("tw-log").evaluate("log => log.parentElement.scrollTo(0, log.parentElement.scrollHeight)")
    await page.screenshot(path=IMAGES / "widget.png")


async def _console(browser: Browser, server: Server) -> None:
    page = await _page(browser, DESKTOP)
    await page.goto(f"{server.url}/console/")
    await page.get_by_test_id("login-email").fill(ADMIN_EMAIL)
    await page.get_by_test_id("login-password").fill(ADMIN_PASSWORD)
    await page.get_by_test_id("login-submit").click()
    await page.get_by_test_id("kpi-transfer").wait_for()
    await page.wait_for_load_state("networkidle")
    await page.screenshot(path=IMAGES / "overview.png")
    await page.get_by_test_id("nav-conversations").click()
    await page.get_by_test_id("conversation-row").first.click()
    await page.get_by_test_id("grade").first.wait_for()
    await page.screenshot(path=IMAGES / "console.png")


async def _page(browser: Browser, size: ViewportSize) -> Page:
    return await (await browser.new_context(viewport=size, locale="en-US")).new_page()


if __name__ == "__main__":
    asyncio.run(main())
