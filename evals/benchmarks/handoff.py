"""How soon does an operator see that a customer waits, and the customer what the operator replies?

A real server, the console and the shop's chat each in Chromium. The hand-off counts from when the chat shows that the
customer waits until the console's list shows them; the reply from the click until the chat shows it. How soon the
chat's button is there is told, too.
"""

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evals.benchmarks.browser import PATIENCE_MS, chromium, open_inbox
from evals.benchmarks.server import Server, served

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

ATTEMPTS = 20
WAITING = '[data-testid="conversation-row"][data-state="waiting"]'
_FOUND = """what => new Promise(resolve => {
  const roots = () => [document, ...[...document.querySelectorAll("*")].flatMap(one => one.shadowRoot ?? [])];
  const look = () => roots().some(root => root.querySelector(what)) ? resolve(MOMENT) : setTimeout(look, 5);
  look();
})"""
_APPEARED = _FOUND.replace("MOMENT", "Date.now() / 1000")
_PRESSABLE = _FOUND.replace("MOMENT", "performance.now() / 1000")
"""By the page's own clock, which begins when it is asked for."""


@dataclass(frozen=True, slots=True)
class Seen:
    """After how many seconds the other side sees it; `load` is that of the machine at the end."""

    what: str
    attempts: int
    p50_s: float
    p95_s: float
    longest_s: float
    load: float


async def run(data: Path | None, hear: Callable[[object], None]) -> list[Seen]:
    """Both ways, so many customers one after the other."""
    async with served() as server, chromium() as browser:
        console = await open_inbox(browser, server)
        ready_s, handed_s, replied_s = [], [], []
        for attempt in range(ATTEMPTS):
            chat, began_s = await _chat(browser, server)
            ready_s.append(began_s)
            handed_s.append(await _handed_over(chat, console))
            replied_s.append(await _replied(chat, console, f"Hello, number {attempt}"))
            hear(f"customer {attempt + 1}: {handed_s[-1]:.2f} s and {replied_s[-1]:.2f} s")
            await console.get_by_test_id("close").click()
            await console.get_by_test_id("close-confirm").click()
            await console.get_by_test_id("reopen").wait_for()
            await chat.context.close()
        return [
            _seen("the chat's button by who opens the shop", ready_s),
            _seen("a hand-off by the operator", handed_s),
            _seen("a reply by the customer", replied_s),
        ]


async def _chat(browser: "Browser", server: Server) -> tuple["Page", float]:
    """The shop with its chat open, and after how long the button could be pressed."""
    page = await (await browser.new_context(viewport={"width": 1280, "height": 860}, locale="en-US")).new_page()
    page.set_default_timeout(PATIENCE_MS)
    await page.goto(server.url, wait_until="commit")
    began_s = await page.evaluate(_PRESSABLE, '[data-testid="tw-launcher"]')
    await page.get_by_test_id("tw-launcher").click()
    return page, float(began_s)


async def _handed_over(chat: "Page", console: "Page") -> float:
    await console.locator(WAITING).first.wait_for(state="detached")
    console_saw = asyncio.ensure_future(_moment(console, WAITING))
    chat_said = asyncio.ensure_future(_moment(chat, '[data-testid="tw-status"][data-state="waiting"]'))
    await chat.get_by_test_id("tw-input").fill("I want to talk to a human please")
    await chat.get_by_test_id("tw-input").press("Enter")
    return await console_saw - await chat_said


async def _replied(chat: "Page", console: "Page", text: str) -> float:
    await console.locator(WAITING).first.click()
    await console.get_by_test_id("claim").click()
    await console.get_by_test_id("reply-input").fill(text)
    chat_saw = asyncio.ensure_future(_moment(chat, '[data-testid="tw-message"][data-role="operator"]'))
    sent = await console.get_by_test_id("reply-send").evaluate(
        "button => { button.click(); return Date.now() / 1000; }"
    )
    return await chat_saw - float(sent)


async def _moment(page: "Page", what: str) -> float:
    """When the page has it, by the clock that all pages share: what tells it to this process takes its own time."""
    await page.wait_for_load_state()
    return float(await page.evaluate(_APPEARED, what))


def _seen(what: str, times_s: Sequence[float]) -> Seen:
    p50_s, p95_s = np.percentile(times_s, (50, 95))
    return Seen(what, len(times_s), float(p50_s), float(p95_s), max(times_s), os.getloadavg()[0])
