"""The dashboard and the alerts, as a quality manager uses them."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, Download, Page, expect

from evals.benchmarks.server import Server
from service.storage.alerts.alerts import NewAlert, fire
from service.storage.database import Database
from tests.e2e.people import log_in, open_chat, say
from tests.e2e.shop import open_shop

PATIENCE_MS = 30_000
"""News of other processes is looked for every other second, and a machine may be busy."""


async def raised(server: Server, name: str, severity: str) -> None:
    """An alert, as another process raises it."""
    database = Database(f"sqlite+aiosqlite:///{server.data / 'turnwise.db'}")
    alert = NewAlert(
        key=f"turn:{name}",
        rule=name,
        kind="turn",
        title=f"Alert <b>{name}</b>",
        severity=severity,
        reason="sentiment negative, score 0.02",
    )
    async with database.write() as connection:
        assert await fire(connection, database, alert, datetime.now(UTC))
    await database.dispose()


async def _bytes_of(download: Download, count: int = 4) -> bytes:
    """Its beginning."""
    path = await download.path()
    return await asyncio.to_thread(lambda: path.read_bytes()[:count])


async def _handed_over(browser: Browser, server: Server) -> None:
    chat = await open_chat(browser, server)
    await say(chat, "I want to speak to a human")
    await expect(chat.get_by_test_id("tw-status")).to_contain_text(
        re.compile("waiting|person|colleague", re.IGNORECASE)
    )


async def _numbers_open(console: Page) -> None:
    card = console.get_by_test_id("kpi-transfer")
    await expect(card).to_contain_text("100%", timeout=PATIENCE_MS)
    await card.locator(".figure-button").click()
    row = console.get_by_test_id("behind-row")
    await expect(row).to_have_count(1, timeout=PATIENCE_MS)
    await console.get_by_test_id("behind-part").get_by_text("Not counted").click()
    await expect(row).to_have_count(0, timeout=PATIENCE_MS)
    await console.get_by_test_id("behind-part").get_by_text("All").click()
    await row.click()
    await expect(console).to_have_url(re.compile(r"/conversations/[0-9a-f-]{36}"))


async def test_a_number_opens_its_conversations_and_the_address_keeps_what_is_shown(
    browser: Browser, shop: Path
) -> None:
    async with open_shop(shop) as server:
        await _handed_over(browser, server)
        console = await log_in(browser, server)
        await _numbers_open(console)

        await console.goto(f"{server.url}/console/?period=today&show=transfer&only=channel%3Dwidget")
        await expect(console.get_by_test_id("trend")).to_have_attribute("data-show", "transfer", timeout=PATIENCE_MS)
        chart = console.get_by_test_id("trend-chart")
        await expect(chart).to_have_attribute("data-drawn", "true", timeout=PATIENCE_MS)
        await expect(console.get_by_test_id("filters")).to_contain_text("1")
        async with console.expect_download() as download:
            await console.get_by_test_id("trend-png").click()
        assert await _bytes_of(await download.value) == b"\x89PNG"

        # The last point is the hour of now, at the right end of the plot.
        box = await chart.bounding_box()
        assert box is not None
        await chart.click(position={"x": box["width"] - 18, "y": box["height"] / 2})
        await expect(console).to_have_url(re.compile("behind=transfer.*since=.*until="))
        await expect(console.get_by_test_id("behind-row")).to_have_count(1, timeout=PATIENCE_MS)
        await console.reload()
        await expect(console.get_by_test_id("behind-row")).to_have_count(1, timeout=PATIENCE_MS)


async def test_a_critical_alert_is_told_at_once_acknowledged_and_judged(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        console = await log_in(browser, server)
        await expect(console.get_by_test_id("console-live")).to_have_class("live")
        await raised(server, "angry", "critical")
        toast = console.locator(".alert-toast")
        await expect(toast).to_contain_text("Alert <b>angry</b>", timeout=PATIENCE_MS)
        await expect(console.get_by_test_id("alert-bell")).to_contain_text("1")
        await toast.click()

        await console.get_by_test_id("alert-note").fill("Called the customer")
        await console.get_by_test_id("alert-ack").click()
        said = console.get_by_test_id("alert-acknowledged")
        await expect(said).to_contain_text("Called the customer")
        await console.get_by_test_id("verdict-wrong").click()
        await expect(console.get_by_test_id("rule-record")).to_contain_text("1 false")
        await console.reload()
        await expect(said).to_contain_text("bench@example.com")

        await console.goto(f"{server.url}/console/alerts?state=acknowledged")
        await expect(console.get_by_test_id("alert-row")).to_have_attribute("data-state", "acknowledged")


async def test_alert_rules_are_changed_in_a_form_and_mistakes_stand_at_their_field(
    browser: Browser, shop: Path
) -> None:
    async with open_shop(shop) as server:
        console = await log_in(browser, server)
        await console.goto(f"{server.url}/console/settings/alerts")
        rule = console.locator('[data-testid="alert-rule"][data-id="many_complaints"]')
        await rule.locator("summary").click()
        limit = rule.get_by_test_id("rule-above")
        await limit.fill("7")
        await console.get_by_test_id("alert-rules-save").click()
        await expect(rule.get_by_test_id("policy-problem").first).to_be_visible()
        await limit.fill("0.05")
        await console.get_by_test_id("alert-rules-save").click()
        await expect(console.get_by_test_id("alert-rules-save")).to_be_disabled()
        await console.reload()
        await rule.locator("summary").click()
        await expect(rule.get_by_test_id("rule-above")).to_have_value("0.05")


async def test_the_wallboard_shows_by_itself_who_waits_and_what_is_raised_and_counts_nobody_as_present(
    browser: Browser, shop: Path
) -> None:
    async with open_shop(shop) as server:
        console = await log_in(browser, server)
        await console.get_by_test_id("to-wallboard").click()
        await expect(console.get_by_test_id("wall-live")).to_have_class("live")
        waiting = console.get_by_test_id("wall-waiting").locator("strong")
        await expect(waiting).to_have_text("0", timeout=PATIENCE_MS)
        await _handed_over(browser, server)
        await expect(waiting).to_have_text("1", timeout=PATIENCE_MS)
        await expect(console.get_by_test_id("wall-transfer")).to_contain_text("100%", timeout=PATIENCE_MS)
        await raised(server, "angry", "critical")
        await expect(console.get_by_test_id("wall-alerts")).to_contain_text("Alert <b>angry</b>", timeout=PATIENCE_MS)

        await console.context.clear_cookies()  # the log-in runs out: the wall stays, and says so
        await raised(server, "again", "critical")
        await expect(console.get_by_role("alert")).to_be_visible(timeout=PATIENCE_MS)
        await expect(waiting).to_have_text("1")
