"""An account is added in the console, heard from, moved, silenced and set free again, as its admin sees it."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import httpx
import orjson
import pytest
from playwright.async_api import Browser, Page, expect

from service.standard_webhooks import sign
from tests.e2e.people import log_in
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e

SECRET = "whsec_" + "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0"
WRONG = "whsec_" + "d3JvbmcgIHdyb25nICB3cm9uZyAgd3Jvbmcg"


async def test_a_webhook_account_is_added_tested_moved_disabled_and_enabled(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server, httpx.AsyncClient() as http:
        console = await log_in(browser, server)
        hook = await _add(console)
        state = console.get_by_test_id("account-state")
        await expect(state).to_have_attribute("data-state", "silent")
        await console.get_by_role("tab").first.click()

        assert (await _deliver(http, hook, WRONG, "hello")).status_code == 401
        await _becomes(console, "refused")
        assert (await _deliver(http, hook, SECRET, "How long may I return a lamp?")).status_code == 200
        await _becomes(console, "failing")  # nobody takes the reply at the callback address
        await expect(console.get_by_test_id("test-contact")).to_contain_text("Ada")
        await console.get_by_test_id("test-send").click()
        await expect(console.get_by_test_id("failure")).to_contain_text("could not be reached")

        await console.get_by_test_id("account-rotate").click()
        await console.get_by_role("dialog").get_by_role("button").last.click()
        await expect(console.get_by_test_id("former-hook")).to_be_visible()
        moved = await console.get_by_test_id("account-hook").inner_text()
        assert moved.strip() != hook

        await console.get_by_test_id("account-disable").click()
        await console.locator(".ant-popconfirm .ant-btn-primary").click()
        await expect(state).to_have_attribute("data-state", "disabled")
        assert (await _deliver(http, moved.strip(), SECRET, "Do you ship to Italy?")).status_code == 200
        await console.reload()
        await expect(console.get_by_test_id("account")).to_contain_text("1 message to answer")
        await console.get_by_test_id("account-enable").click()
        await expect(console.get_by_test_id("account")).to_contain_text("0 messages to answer", timeout=20_000)

        await console.get_by_test_id("nav-settings").click()

        await console.get_by_test_id("nav-channels").click()
        await expect(console.get_by_test_id("account-row")).to_have_count(1)


async def _add(console: Page) -> str:
    """The address of the new account's hook."""
    await console.get_by_test_id("nav-settings").click()
    await console.get_by_test_id("nav-channels").click()
    await console.get_by_test_id("account-add").click()
    await console.get_by_test_id("platform-webhook").click()
    await expect(console.get_by_test_id("setup-help")).to_contain_text("by relay")
    await console.get_by_test_id("new-account-name").fill("Relay")
    await console.get_by_test_id("credential-secret").fill("short")
    await console.get_by_test_id("credential-callback_url").fill("https://127.0.0.1:9/replies")
    await console.get_by_test_id("new-account-save").click()
    await expect(console.get_by_test_id("failure")).to_contain_text("secret")
    await console.get_by_test_id("credential-secret").fill(SECRET)
    await console.get_by_test_id("new-account-save").click()
    address = (await console.get_by_test_id("account-hook").inner_text()).strip()
    await expect(console.get_by_test_id("setup-help")).to_contain_text(address)
    assert SECRET not in await console.content()
    return address


async def _becomes(console: Page, state: str) -> None:
    """The page asks again by itself."""
    await expect(console.get_by_test_id("account-state")).to_have_attribute("data-state", state, timeout=40_000)


async def _deliver(http: httpx.AsyncClient, hook: str, secret: str, text: str) -> httpx.Response:
    body = orjson.dumps({"contact": {"id": "42", "name": "Ada"}, "message": {"text": text}})
    return await http.post(hook, content=body, headers=sign(secret, uuid4().hex, datetime.now(UTC), body))
