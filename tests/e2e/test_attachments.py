"""A picture from a platform and a file from the widget are seen by an operator, and a page among them cannot run."""

import os
import struct
import zlib
from base64 import b64encode
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import httpx
import orjson
import pytest
from playwright.async_api import Browser, Page, expect

from service.standard_webhooks import sign
from tests.e2e.people import log_in, open_chat
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e

SECRET = "whsec_" + "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0"
PAGE = b"<script>document.title = 'broken out'</script>"


def picture(width: int = 240, height: int = 160) -> bytes:
    """A PNG of one colour that fades (ISO 15948)."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\x00" + bytes((40, 90 + line // 2, 200)) * width for line in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


async def test_an_operator_sees_a_picture_from_a_platform_and_a_file_from_the_widget(
    browser: Browser, shop: Path, tmp_path: Path
) -> None:
    async with open_shop(shop) as server, httpx.AsyncClient() as http:
        console = await log_in(browser, server)
        await _send_picture(console, http, server.url)
        await console.get_by_test_id("nav-conversations").click()
        await console.get_by_test_id("conversation-row").filter(has_text="Ada").click()
        shown = console.get_by_role("img", name="Picture: zip.png")
        await expect(shown).to_be_visible()
        assert await shown.evaluate("image => image.naturalWidth") == 240
        await expect(console.get_by_test_id("attachment")).to_have_count(2)
        files = console.get_by_test_id("attachment-download")
        async with console.expect_download() as downloading:
            await files.nth(1).click()
        await (await downloading.value).save_as(tmp_path / "saved")
        assert (tmp_path / "saved").read_bytes() == PAGE
        answer = await console.goto(f"{server.url}{await files.nth(0).get_attribute('href')}")
        assert answer
        assert answer.headers["content-security-policy"].startswith("sandbox")
        await console.go_back()
        await expect(shown).to_have_js_property("naturalWidth", 240)
        await _pictured(console, "operator-picture")

        chat = await open_chat(browser, server)
        invoice = tmp_path / "invoice.txt"
        invoice.write_text("Invoice 42: one lamp, 19.90 EUR", encoding="utf-8")
        (tmp_path / "run.exe").write_bytes(b"MZ")
        await chat.get_by_test_id("tw-file").set_input_files(tmp_path / "run.exe")
        await expect(chat.get_by_test_id("tw-notice")).to_contain_text("run.exe")
        await chat.get_by_test_id("tw-file").set_input_files(invoice)
        await expect(chat.get_by_test_id("tw-message-text").filter(has_text="invoice.txt")).to_be_visible()
        await expect(chat.get_by_test_id("tw-log")).to_contain_text("Thank you for the file")
        await _pictured(chat, "widget-file")
        await console.get_by_test_id("nav-conversations").click()
        await console.get_by_test_id("conversation-row").filter(has_text="Visitor").first.click()
        await expect(console.get_by_test_id("attachment")).to_contain_text("invoice.txt")
        await console.get_by_test_id("attachment").locator("summary").click()
        await expect(console.get_by_test_id("attachment")).to_contain_text("one lamp, 19.90 EUR")
        await _pictured(console, "operator-file")


async def _send_picture(console: Page, http: httpx.AsyncClient, url: str) -> None:
    """By a new account of the webhook channel, a page beside it that would run if it were let."""
    credentials = {"secret": SECRET, "callback_url": "https://127.0.0.1:9/replies"}
    wanted = {"channel": "webhook", "name": "Relay", "credentials": credentials}
    added = await console.request.post(f"{url}/api/accounts", data=wanted, headers={"origin": url})
    assert added.status == 201, await added.text()
    hook = (await added.json())["account"]["hook"]
    attached = [
        {"data": b64encode(picture()).decode(), "name": "zip.png"},
        {"data": b64encode(PAGE).decode(), "name": "page.html", "media_type": "text/html"},
    ]
    said = {"kind": "image", "text": "The zip is broken", "attachments": attached}
    body = orjson.dumps({"contact": {"id": "42", "name": "Ada"}, "message": said})
    headers = sign(SECRET, uuid4().hex, datetime.now(UTC), body)
    address = hook if hook.startswith("http") else f"{url}{hook}"
    assert (await http.post(address, content=body, headers=headers)).status_code == 200


async def _pictured(page: Page, name: str) -> None:
    """Kept as a picture, at two widths, where a person wants to look at it."""
    if folder := os.environ.get("TURNWISE_TEST_PICTURES"):
        for width in (1440, 390):
            await page.set_viewport_size({"width": width, "height": 900})
            await page.wait_for_timeout(300)
            await page.screenshot(path=f"{folder}/{name}-{width}.png")
        await page.set_viewport_size({"width": 1440, "height": 900})
