"""Every page of the console as axe-core sees it: wide and narrow, each in one language, light or dark.

None is wider than its window, and nothing moves where less motion is asked for.

The pages are read off the router, so that a new one is looked at without being named here.
"""

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect

from evals.benchmarks.server import ADMIN_EMAIL, ADMIN_PASSWORD, Server
from tests.e2e.axe import violations
from tests.e2e.overflow import sticking_out
from tests.e2e.people import open_chat, say
from tests.e2e.shop import open_shop

ROUTER = Path(__file__).parents[2] / "service" / "web" / "src" / "console" / "Pages.tsx"

Look = tuple[int, Literal["en-US", "zh-CN"], Literal["light", "dark"]]
# Layout, words and colours hardly depend on each other: two looks see each of them both ways in half the time of four.
LOOKS: tuple[Look, ...] = ((1440, "en-US", "light"), (390, "zh-CN", "dark"))


def pages() -> list[str]:
    """The addresses of all pages that need no id, as the router nests them."""
    text = re.sub(r"\{/\*.*?\*/\}", "", ROUTER.read_text(encoding="utf-8"), flags=re.DOTALL)
    found, above = list[str](), list[str]()
    for token in re.finditer(r"<Route\b.*?(?:/>|>)(?=\s)|</Route>", text, re.DOTALL):
        if token[0] == "</Route>":
            above.pop()
            continue
        named = re.search(r'path="([^"]*)"', token[0])
        path = named[1] if named else ""
        nests = not token[0].rstrip().endswith("/>")
        if nests:
            above.append(path)
        elif path != "*" and ":" not in "/".join([*above, path]):
            found.append("/" + "/".join(part for part in (*above, path) if part))
    return found


def test_the_router_is_read() -> None:
    assert {"/", "/conversations", "/settings/channels", "/quality/grades"} <= set(pages())


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look)))
async def test_no_page_shuts_anybody_out(browser: Browser, shop: Path, look: Look) -> None:
    async with open_shop(shop) as server:
        chat = await open_chat(browser, server)
        await say(chat, "My name is Ada Lovelace, my mail is ada@example.com. How long may I return an item?")
        await expect(chat.locator('[data-testid="tw-message"][data-role="agent"]')).to_have_count(2)
        page = await _console(browser, server, look)
        found: dict[str, list[str]] = {}
        for path in pages():
            await page.goto(f"{server.url}/console{path}")
            await _settled(page)
            if wrong := [*await violations(page), *await sticking_out(page), *await _moving(page)]:
                found[path] = wrong
        await page.goto(f"{server.url}/console/conversations")
        await page.get_by_test_id("conversation-row").first.click()
        await expect(page.get_by_test_id("turn").first).to_be_visible()
        if wrong := [*await violations(page), *await sticking_out(page)]:
            found["a conversation"] = wrong
    assert not found, "\n".join(f"{path}: {line}" for path, lines in found.items() for line in lines[:4])


async def _console(browser: Browser, server: Server, look: Look) -> Page:
    width, locale, shade = look
    context = await browser.new_context(
        viewport={"width": width, "height": 900}, locale=locale, color_scheme=shade, reduced_motion="reduce"
    )
    page = await context.new_page()
    await page.goto(f"{server.url}/console/")
    await page.get_by_test_id("login-email").fill(ADMIN_EMAIL)
    await page.get_by_test_id("login-password").fill(ADMIN_PASSWORD)
    assert await violations(page) == []
    await page.get_by_test_id("login-submit").click()
    await expect(page.get_by_test_id("nav-overview")).to_be_visible()
    return page


async def _moving(page: Page) -> list[str]:
    """What moves, though less motion is asked for."""
    script = "() => document.getAnimations().map(one => 'moves: ' + (one.effect?.target?.className ?? one.id))"
    moving: list[str] = await page.evaluate(script)
    return moving


async def _settled(page: Page) -> None:
    """Nothing is loaded any more, and nothing turns."""
    await page.wait_for_load_state("load")
    await expect(page.locator("main")).to_be_visible()
    await expect(page.locator("main .ant-spin-spinning, main .ant-skeleton-active")).to_have_count(0, timeout=60_000)
    await page.wait_for_timeout(150)  # colours fade in
