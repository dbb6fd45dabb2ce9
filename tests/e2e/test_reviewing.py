"""Grades are found, and reviewed by keyboard, in the console."""

import re
from pathlib import Path
from statistics import median

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from evals.benchmarks.server import Server
from tests.e2e.people import log_in
from tests.e2e.quality_people import PATIENCE_MS, asked
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e

HOSTILE = '<img src=x onerror="window.ran=1"> Do you ship to France?'
REVIEWS = 10
MINUTE_MS = 60_000

WATCH_NEXT_CASE = """() => {
  const turn = () => {
    const at = document.querySelector("[data-testid=review-case]");
    return at?.querySelector("[data-testid=review-label]") ? at.dataset.turn : undefined;
  };
  const before = turn();
  let began = 0;
  addEventListener("keydown", ({ key }) => { if (key === "Enter") began = performance.now(); }, { capture: true });
  window.nextCaseMs = new Promise((done, fail) => {
    setTimeout(() => {
      const shown = document.querySelector("[data-testid=review]")?.innerText;
      fail(new Error(`no case after ${before}: Enter at ${began}, now ${turn()}, the page says: ${shown}`));
    }, 30000);
    new MutationObserver((_, watching) => {
      if (!began || !turn() || turn() === before) return;
      watching.disconnect();
      requestAnimationFrame(() => done(performance.now() - began));
    }).observe(document.body, { childList: true, subtree: true, attributes: true });
  });
}"""
"""From now on the page measures how many milliseconds there are from Enter until the next case is drawn."""


async def answered(console: Page, label_key: str) -> float:
    """One case is answered by two keys; the milliseconds until the next one is drawn, as the page sees it."""
    await console.evaluate(WATCH_NEXT_CASE)  # over before a key is pressed, or the page would not know when that was
    await console.keyboard.press(label_key)
    await console.keyboard.press("Enter")
    return float(await console.evaluate("window.nextCaseMs"))


async def stored(server: Server) -> list[dict[str, object]]:
    async with httpx.AsyncClient(base_url=server.url) as http:
        await server.login(http)
        found: list[dict[str, object]] = (await http.get("/api/reviews?grader=language")).json()["reviews"]
        return found


async def test_ten_turns_a_minute_are_reviewed_blind_by_keyboard(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        await asked(server, [HOSTILE], *[["How long can I return a lamp?"]] * (REVIEWS + 2))
        console = await log_in(browser, server)
        await console.goto(f"{server.url}/console/quality/review?grader=language&order=random")
        case = console.get_by_test_id("review-case")
        await expect(case).to_be_visible(timeout=PATIENCE_MS)
        await expect(console.get_by_test_id("review-hidden")).to_be_visible()
        first = await case.get_attribute("data-turn")

        # Nothing is confirmed before a label is chosen; the first one is skipped, and come back to.
        await console.keyboard.press("Enter")
        await expect(case).to_have_attribute("data-turn", first or "")
        await console.keyboard.press("s")
        await expect(case).not_to_have_attribute("data-turn", first or "")
        await console.keyboard.press("u")
        await expect(case).to_have_attribute("data-turn", first or "")

        took_ms = [await answered(console, "1") for _ in range(REVIEWS)]
        print(f"ms to the next case: median {median(took_ms):.0f}, most {max(took_ms):.0f}, n = {len(took_ms)}")
        assert sum(took_ms) < MINUTE_MS / 6  # the rest of the minute is for reading
        progress = console.get_by_test_id("review-progress")
        await expect(progress).to_have_attribute("data-stored", str(REVIEWS), timeout=PATIENCE_MS)
        await expect(console.get_by_test_id("review-last")).to_contain_text("as the grader said")
        reviews = await stored(server)
        assert {(one["label"], one["blind"], one["picked"]) for one in reviews} == {("passed", True, "random")}
        assert len(reviews) == REVIEWS

        # The last word is changed, with a reason; what was said before is kept.
        await console.keyboard.press("u")
        await console.keyboard.press("2")
        await console.keyboard.press("r")
        await console.keyboard.type("1 = not it")
        await console.keyboard.press("Enter")
        await expect(console.get_by_test_id("review-last")).to_contain_text("you said failed", timeout=PATIENCE_MS)
        changed = (await stored(server))[0]
        assert (changed["label"], changed["note"], changed["verdict"]) == ("failed", "1 = not it", "corrects")
        assert len(await stored(server)) == REVIEWS + 1
        await console.keyboard.press("?")
        await expect(console.get_by_role("dialog")).to_contain_text("confirm it")
        assert await console.evaluate("window.ran") is None


async def test_grades_are_narrowed_and_open_their_turn_and_agreement_is_told(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        await asked(server, ["How long can I return a lamp?", HOSTILE, "Do you ship to Spain?"])
        console = await log_in(browser, server)
        await console.get_by_test_id("nav-quality").click()
        await expect(console.get_by_test_id("grade-row").first).to_be_visible(timeout=PATIENCE_MS)
        await console.goto(f"{server.url}/console/quality/grades?grader=language&label=passed")
        rows = console.get_by_test_id("grade-row")
        await expect(rows).to_have_count(3, timeout=PATIENCE_MS)
        await expect(console.get_by_test_id("label-bars")).to_contain_text("3 turns judged")
        await expect(console.get_by_test_id("grades")).to_contain_text("<img src=x")
        await rows.nth(1).get_by_test_id("turn-link").click()
        wanted = console.locator('[data-testid="turn"]:has([data-testid="turn-wanted"])')
        await expect(wanted).to_have_attribute("aria-label", re.compile("^Turn 2"), timeout=PATIENCE_MS)
        await expect(wanted).to_be_in_viewport()

        await console.goto(f"{server.url}/console/quality/review?grader=language")
        await expect(console.get_by_test_id("review-given")).to_contain_text("passed", timeout=PATIENCE_MS)
        await console.keyboard.press("Enter")  # the grade is shown: Enter alone confirms it
        await expect(console.get_by_test_id("review-progress")).to_have_attribute("data-stored", "1")
        await console.get_by_test_id("nav-agreement").click()
        row = console.locator('[data-testid="agreement-row"][data-grader="language"]')
        await expect(row).to_contain_text("1 reviewed, 0 of them by chance", timeout=PATIENCE_MS)
        await expect(console.get_by_test_id("confusion")).to_contain_text("passed")
        await expect(console.get_by_test_id("label-table")).to_contain_text("needs reviews of turns drawn by chance")
        assert await console.evaluate("window.ran") is None
