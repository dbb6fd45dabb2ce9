"""A suite run in the console: followed to its end, a failed case read, two runs put side by side."""

import json
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from evals.benchmarks.server import Server
from tests.e2e.people import log_in, open_chat, say
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e

RUN_LIMIT_MS = 300_000
PATIENCE_MS = 20_000
NOW = {"TURNWISE_EVALUATION_NICENESS": "0"}
HEAD = "name: mine\ndescription: What must never go wrong.\nlanguages: [en]\n"


def write_suite(server: Server, *asked: str) -> None:
    """A suite without documents of its own: each question must be answered with "30 days"."""
    folder = server.data / "suites" / "mine"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "suite.yaml").write_text(HEAD)
    cases = [
        {"id": f"case-{at}", "language": "en", "turns": [{"says": says, "expect": {"contains": ["30 days"]}}]}
        for at, says in enumerate(asked)
    ]
    (folder / "cases.jsonl").write_text("".join(f"{json.dumps(case)}\n" for case in cases))


async def run_to_its_end(console: Page, runs: int) -> None:
    """Start the suite by a click, and wait until that many runs of it have ended."""
    await console.locator('[data-suite="own/mine"]').get_by_test_id("run-suite").click()
    await expect(console.locator('[data-testid="job"][data-state="done"]')).to_have_count(runs, timeout=RUN_LIMIT_MS)


async def test_a_suite_is_run_a_failed_case_read_and_two_runs_compared(browser: Browser, shop: Path) -> None:
    async with open_shop(shop, NOW) as server:
        returns = "How long can I return a lamp?"
        write_suite(server, returns, "Do you ship to France?")
        console = await log_in(browser, server)
        await console.get_by_test_id("nav-evaluation").click()
        await run_to_its_end(console, 1)
        await expect(console.locator('[data-suite="own/mine"]').get_by_test_id("suite-last")).to_contain_text(
            "1 of 2", timeout=PATIENCE_MS
        )

        await console.get_by_test_id("job-run").click()
        failed = console.get_by_test_id("case")
        await expect(failed).to_have_count(1, timeout=PATIENCE_MS)
        await failed.click()
        await expect(console.get_by_test_id("played")).to_contain_text("Do you ship to France?")
        await expect(console.locator('[data-criterion="contains"][data-passed="false"]')).to_contain_text("30 days")
        await expect(console.get_by_test_id("played").locator('[data-grader="language"]')).to_contain_text("passed")

        write_suite(server, "Hello", returns)
        await console.get_by_test_id("nav-evaluation").click()
        await run_to_its_end(console, 2)
        await console.get_by_test_id("tab-runs").click()
        await expect(console.get_by_test_id("run")).to_have_count(2, timeout=PATIENCE_MS)
        for box in await console.get_by_test_id("run").get_by_role("checkbox").all():
            await box.check()
        await console.get_by_test_id("compare-runs").click()
        await expect(console.locator('[data-measure="pass_rate"]')).to_be_visible(timeout=PATIENCE_MS)
        await console.get_by_test_id("changed-worse").get_by_test_id("changed-case").click()
        sides = console.get_by_test_id("side-by-side").get_by_test_id("played")
        await expect(sides.first).to_contain_text(returns, timeout=PATIENCE_MS)
        await expect(sides.last).to_contain_text("Hello", timeout=PATIENCE_MS)
        await expect(console.get_by_test_id("changed-better")).to_contain_text("case-1")


async def test_a_conversation_becomes_a_case_from_its_page(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        chat = await open_chat(browser, server)
        await say(chat, "Do you ship to France? I am ann.lee@mail.example")
        await expect(chat.locator('[data-testid="tw-message"][data-role="agent"]').last).to_be_visible(
            timeout=PATIENCE_MS
        )
        console = await log_in(browser, server)
        await console.get_by_test_id("nav-conversations").click()
        await console.locator('[data-testid="conversation-row"]').first.click()
        await console.get_by_test_id("make-case").click()
        await console.get_by_test_id("new-suite-name").fill("from-customers")
        await console.get_by_test_id("make-case-add").click()
        await console.get_by_test_id("nav-evaluation").click()
        await expect(console.locator('[data-suite="own/from-customers"]')).to_contain_text(
            "1 case", timeout=PATIENCE_MS
        )
        assert "ann.lee" not in (server.data / "suites" / "from-customers" / "cases.jsonl").read_text()
