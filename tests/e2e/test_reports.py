"""Reports, as a quality manager makes and sends them."""

import asyncio
import csv
import io
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import quote

from playwright.async_api import Browser, Download, Page, expect

from evals.benchmarks.server import Server
from tests.e2e.people import log_in, open_chat, say
from tests.e2e.shop import open_shop
from tests.service.channels.play_mail import PASSWORD, FakeSmtp, smtp


async def _file(page: Page, button: str) -> bytes:
    async with page.expect_download() as waiting:
        await page.get_by_test_id(button).click()
    download: Download = await waiting.value
    read: Callable[[], bytes] = Path(await download.path()).read_bytes
    return await asyncio.to_thread(read)


async def test_a_report_is_made_of_what_the_dashboard_shows_survives_and_is_taken_along(
    browser: Browser, shop: Path
) -> None:
    async with smtp() as mailbox, open_shop(shop, {"TURNWISE_PUBLIC_URL": "https://chat.example.com"}) as server:
        chat = await open_chat(browser, server)
        await say(chat, "I want to speak to a human")
        await expect(chat.locator('[data-testid="tw-message"][data-role="agent"]')).not_to_have_count(0)
        console = await log_in(browser, server)
        await expect(console.get_by_test_id("kpi-transfer")).to_contain_text("100%")
        await console.goto(f"{server.url}/console/?period=today&by=channel%2Clanguage")
        await console.get_by_test_id("save-as-report").click()
        await console.get_by_test_id("report-name").fill("=cmd|' /C calc'!A0 <b>Mornings</b>")
        await console.get_by_test_id("report-save").click()
        report = console.get_by_test_id("report")
        await expect(report).to_contain_text("<b>Mornings</b>")

        await console.reload()
        await expect(report).to_contain_text("<b>Mornings</b>")
        await expect(report.get_by_role("row").filter(has_text="Website")).to_contain_text("100%")
        await expect(console.get_by_test_id("report-chart")).to_have_attribute("data-drawn", "true")
        (row,) = csv.DictReader(io.StringIO((await _file(console, "report-csv")).decode("utf-8-sig")))
        assert (row["channel"], row["transfer"], row["transfer.n"]) == ("widget", "1.0", "1")
        assert (await _file(console, "report-png")).startswith(b"\x89PNG")

        await _add_mailbox(console, server, mailbox)
        await console.goto(f"{server.url}/console/reports")
        await console.get_by_test_id("report-row").click()
        await _schedule(console)
        (mail,) = mailbox.taken
        assert isinstance(mail.content, bytes)
        read = message_from_bytes(mail.content, policy=default).get_content()
        assert mail.rcpt_tos == ["boss@shop.example"]
        assert "Transfer rate: 100.0%" in read
        assert f"https://chat.example.com/console/reports/{console.url.rpartition('/')[2]}" in read

        await console.goto(f"{server.url}/console/reports")
        await expect(console.get_by_test_id("report-row")).to_contain_text("<b>Mornings</b>")
        await console.get_by_test_id("report-row").click()
        await console.get_by_test_id("report-remove").click()
        await console.get_by_role("tooltip").get_by_role("button", name="Delete").click()
        await expect(console.get_by_test_id("reports")).to_contain_text("No report yet")


async def _add_mailbox(console: Page, server: Server, mailbox: FakeSmtp) -> None:
    """An address that cannot be is refused in words; the right one is kept."""
    await console.goto(f"{server.url}/console/settings/integrations")
    await console.get_by_test_id("integration-add").click()
    await _choose(console, "integration-kind", "Group or mail")
    await console.get_by_test_id("integration-name").fill("Boss")
    await _choose(console, "integration-events", "report.ready")
    await console.get_by_test_id("integration-url").fill("boss@shop.example")
    await console.get_by_test_id("integration-save").click()
    await expect(console.get_by_test_id("failure")).to_contain_text("mailtos://")
    login = f"shop:{quote(PASSWORD)}@127.0.0.1:{mailbox.port}"
    await console.get_by_test_id("integration-url").fill(
        f"mailto://{login}?from=shop@shop.example&to=boss@shop.example"
    )
    await console.get_by_test_id("integration-save").click()
    await expect(console.get_by_role("dialog")).to_contain_text("told of what happens")
    await console.get_by_test_id("integration-save").click()


async def _choose(console: Page, testid: str, option: str) -> None:
    await console.get_by_test_id(testid).click()
    await console.locator(".ant-select-dropdown:visible .ant-select-item-option").filter(has_text=option).click()


async def _schedule(console: Page) -> None:
    """Every day to the mailbox, and now."""
    await console.get_by_test_id("report-edit").click()
    await console.get_by_test_id("report-scheduled").click()
    await expect(console.get_by_test_id("report-save")).to_be_disabled()
    await console.get_by_text("Daily").click()
    await _choose(console, "report-to", "Boss (mailto)")
    await console.get_by_test_id("report-name").click()
    await console.get_by_test_id("report-save").click()
    await expect(console.get_by_test_id("report-sent")).to_contain_text("Next:")
    await console.get_by_test_id("report-send").click()
    await expect(console.get_by_test_id("report-sent-row")).to_have_attribute("data-state", "sent")
