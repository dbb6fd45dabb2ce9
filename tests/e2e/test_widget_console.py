"""A widget is dressed in the console, beside itself as it would be, and is so on the page."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.people import log_in
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e


async def test_what_is_set_in_the_console_is_previewed_saved_and_on_the_page(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        console = await log_in(browser, server)
        await console.goto(f"{server.url}/console/settings/widget")
        preview = console.frame_locator('[data-testid="widget-preview"]')
        await console.get_by_test_id("style-title-en").fill("Lumen <b>& Oak</b>")
        await console.get_by_test_id("style-launcher-en").fill("Ask us")
        await console.get_by_test_id("widget-side").get_by_text("Left").click()
        await expect(preview.get_by_role("heading")).to_have_text("Lumen <b>& Oak</b>")
        await console.get_by_role("tab", name="Words").click()
        await console.get_by_test_id("style-greeting-en").fill("Welcome to the oak.")
        await expect(preview.get_by_test_id("tw-log")).to_contain_text("Welcome to the oak.")
        await console.get_by_role("tab", name="Form").click()
        await console.get_by_test_id("widget-form").click()
        await console.get_by_test_id("widget-required-name").check()
        await expect(preview.get_by_test_id("tw-field-email")).to_be_visible()
        await console.get_by_role("tab", name="Sites").click()
        await console.get_by_test_id("widget-sites").fill("lumen.example")
        await console.get_by_test_id("widget-document-save").click()
        await expect(console.get_by_test_id("policy-problem")).to_have_attribute("data-field", "sites.0")
        await console.get_by_test_id("widget-sites").fill("https://lumen.example/shop")
        await console.get_by_test_id("widget-document-save").click()
        await expect(console.get_by_test_id("widget-document")).to_contain_text("Saved by")
        await expect(console.get_by_test_id("widget-sites")).to_have_value("https://lumen.example")
        await console.get_by_test_id("widget-secret-make").click()
        secret = await console.get_by_test_id("widget-secret").inner_text()
        assert len(secret.strip()) >= 40
        await console.get_by_role("tab", name="Install").click()
        await expect(console.get_by_test_id("widget-snippet-tag")).to_contain_text(f'src="{server.url}/widget.js"')

        page = await (await browser.new_context(locale="en-US")).new_page()
        await page.goto(server.url)
        await expect(page.get_by_test_id("tw-launcher")).to_contain_text("Ask us")
        box = await page.get_by_test_id("tw-launcher").bounding_box()
        assert box is not None
        assert box["x"] < 100
        await page.get_by_test_id("tw-launcher").click()
        await expect(page.get_by_test_id("tw-log")).to_contain_text("Welcome to the oak.")
        await expect(page.get_by_test_id("tw-form-skip")).to_be_hidden()
