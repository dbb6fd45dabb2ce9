"""Leads as those who work with them see them: in a list, on a board, as a funnel, with what they cost."""

from pathlib import Path

from playwright.async_api import Browser, Page, expect

from evals.benchmarks.server import ADMIN_EMAIL, Server
from tests.e2e.people import log_in, open_chat, say
from tests.e2e.shop import open_shop

NASTY = "<img src=x onerror=window.hit=1>"


async def test_a_lead_is_given_tagged_moved_and_counted(browser: Browser, shop: Path, tmp_path: Path) -> None:
    async with open_shop(shop) as server:
        await _leave_details(browser, server)
        console = await log_in(browser, server)
        await console.get_by_test_id("nav-leads").click()
        await _give_and_tag(console)
        await _drag_to_contacted(console)
        await _look_at_the_funnel(console)
        await _enter_what_was_spent(console, tmp_path)
        assert await console.evaluate("window.hit") is None


async def _leave_details(browser: Browser, server: Server) -> None:
    chat = await open_chat(browser, server)
    await say(chat, "My name is Ada Lovelace, my mail is ada@example.com")
    await expect(chat.get_by_test_id("tw-log")).to_contain_text("ada@example.com")
    await expect(chat.get_by_test_id("tw-message").last).to_be_visible()


async def _give_and_tag(console: Page) -> None:
    await console.get_by_test_id("lead-row").first.click()
    detail = console.get_by_test_id("lead-detail")
    await detail.get_by_test_id("lead-operator").click()
    await console.locator(".ant-select-dropdown:visible .ant-select-item-option").first.click()
    tags = detail.get_by_test_id("lead-tags").locator("input")
    await tags.fill(NASTY)
    await tags.press("Enter")
    await expect(detail.get_by_test_id("lead-tags")).to_contain_text(NASTY)
    await console.keyboard.press("Escape")
    await console.reload()
    await expect(console.get_by_test_id("lead-operator")).to_contain_text(ADMIN_EMAIL.partition("@")[0])
    await console.locator(".ant-drawer-close").click()
    await expect(console.get_by_test_id("leads")).to_contain_text(NASTY)


async def _drag_to_contacted(console: Page) -> None:
    await console.get_by_test_id("leads-board-tab").click()
    card = console.get_by_test_id("board-new").get_by_test_id("lead-card")
    await expect(card).to_have_count(1)
    await card.drag_to(console.get_by_test_id("board-contacted"))
    await expect(console.get_by_test_id("board-contacted").get_by_test_id("lead-card")).to_have_count(1)
    await expect(card).to_have_count(0)


async def _look_at_the_funnel(console: Page) -> None:
    await console.get_by_test_id("leads-funnel-tab").click()
    for step, count in (("opened", 1), ("left", 1), ("people", 1), ("contacted", 1), ("won", 0)):
        await expect(console.get_by_test_id(f"funnel-{step}").locator("strong")).to_have_text(str(count))


async def _enter_what_was_spent(console: Page, folder: Path) -> None:
    await console.get_by_test_id("leads-costs-tab").click()
    today = await console.evaluate("new Date().toISOString().slice(0, 10)")
    file = folder / "花费.csv"
    file.write_bytes(f"日期,渠道,金额,币种\n{today},widget,30,EUR\n{today},传真,1,EUR\n".encode("gb18030"))
    await console.get_by_test_id("spend-file").set_input_files(file)
    await expect(console.get_by_test_id("spend-imported")).to_contain_text("1 amounts are stored; 1 lines")
    await expect(console.get_by_test_id("costs").get_by_role("row").nth(1)).to_contain_text("€30.00")
