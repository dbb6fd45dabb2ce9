"""Whatever customers and documents are called and say is shown as it is: no page runs it or breaks over it."""

import asyncio
import base64
import hashlib
import hmac
import json
import os
import re
import sys
import time
from html import escape
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from evals.benchmarks.server import ADMIN_EMAIL, ADMIN_PASSWORD, Server
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e

SECRET = base64.b64encode(b"k" * 32).decode()
HOSTILE = '<img src=x onerror="window.ran=1"><script>window.ran=2</script>' + "W" * 80
DOCUMENT = (
    f"<h1>{escape('<img src=x onerror=window.ran=3>')} Zorbex</h1>"
    f"<p>The Zorbex warranty lasts nine years {escape(HOSTILE)}.</p>"
)


async def _hook(server: Server) -> str:
    """The address of a new webhook account, whose name is as hostile as all else."""
    credentials = ("--set", f"secret=whsec_{SECRET}", "--set", "callback_url=https://replies.invalid/")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "service", "channel", "add", "webhook", "--name", HOSTILE, "--json", *credentials),
        env={**os.environ, **server.environment},
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    return server.url + str(json.loads(said)["hook"])


async def _write_in(http: httpx.AsyncClient, hook: str) -> None:
    body = json.dumps({"contact": {"id": "1", "name": HOSTILE}, "message": {"text": HOSTILE}}).encode()
    at = str(int(time.time()))
    signature = hmac.new(base64.b64decode(SECRET), f"m1.{at}.".encode() + body, hashlib.sha256).digest()
    headers = {
        "webhook-id": "m1",
        "webhook-timestamp": at,
        "webhook-signature": f"v1,{base64.b64encode(signature).decode()}",
    }
    (await http.post(hook, content=body, headers=headers)).raise_for_status()


async def _nothing_ran(*pages: Page) -> None:
    assert [await page.evaluate("window.ran") for page in pages] == [None] * len(pages)


async def test_markup_in_names_titles_and_messages_is_text_everywhere(
    browser: Browser, tmp_path: Path, shop: Path
) -> None:
    document = tmp_path / "<img src=x onerror=window.ran=4>.html"
    document.write_text(DOCUMENT, encoding="utf-8")
    async with open_shop(shop) as server, httpx.AsyncClient() as http:
        await _write_in(http, await _hook(server))
        console = await (await browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")).new_page()
        await console.goto(f"{server.url}/console/")
        await console.get_by_test_id("login-email").fill(ADMIN_EMAIL)
        await console.get_by_test_id("login-password").fill(ADMIN_PASSWORD)
        await console.get_by_test_id("login-submit").click()
        await console.get_by_test_id("nav-documents").click()
        await console.get_by_test_id("upload-input").set_input_files(document)
        await expect(console.get_by_test_id("documents")).to_contain_text("<img src=x onerror=window.ran=3> Zorbex")

        chat = await (await browser.new_context(locale="en-US")).new_page()
        await chat.goto(server.url)
        await chat.get_by_test_id("tw-launcher").click()
        await chat.get_by_test_id("tw-input").fill("How long does the Zorbex warranty last?")
        await chat.get_by_test_id("tw-input").press("Enter")
        answer = chat.locator('[data-testid="tw-message"][data-role="agent"]').last
        await expect(answer).to_contain_text("<script>window.ran=2</script>")

        await console.get_by_test_id("nav-conversations").click()
        row = console.get_by_test_id("conversation-row").filter(has_text=re.compile("<script>"))
        await expect(row).to_have_count(2)
        named = row.filter(has_text="webhook")
        await named.click()
        await expect(console.get_by_test_id("message-text").first).to_have_text(HOSTILE)
        assert await named.evaluate("row => row.scrollWidth <= row.closest('.list').clientWidth")
        await _nothing_ran(console, chat)
