"""An admin lets a webhook be told, sees what it was told, sends it again, and connects a system that tells us."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import httpx
import orjson
import pytest
from playwright.async_api import Browser, expect

from service.standard_webhooks import sign, verify
from service.storage.types import now
from tests.e2e.people import log_in, open_chat, say
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e


async def test_a_webhook_is_added_told_and_told_again_and_a_system_tells_us(browser: Browser, shop: Path) -> None:
    got: asyncio.Queue[tuple[dict[str, str], bytes]] = asyncio.Queue()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[1:]
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head if line)}
        got.put_nowait((headers, await reader.readexactly(int(headers["content-length"]))))
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()

    taker = await asyncio.start_server(take, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{taker.sockets[0].getsockname()[1]}/hooks"
    async with taker, open_shop(shop, {"TURNWISE_INTEGRATION_HOSTS": '["127.0.0.1"]'}) as server:
        console = await log_in(browser, server)
        await console.get_by_test_id("nav-settings").click()
        await console.get_by_test_id("nav-integrations").click()
        await console.get_by_test_id("integration-add").click()
        await console.get_by_test_id("integration-name").fill("CRM")
        await console.get_by_test_id("integration-url").fill(address)
        await console.get_by_test_id("integration-save").click()
        secret = (await console.get_by_test_id("integration-secret").inner_text()).strip()
        await console.get_by_test_id("integration-save").click()

        chat = await open_chat(browser, server)
        await say(chat, "My number is +86 138 0013 8000, please call me about lamps.")
        row = console.get_by_test_id("delivery-row")
        await expect(row).to_have_attribute("data-state", "sent", timeout=30_000)
        headers, body = await asyncio.wait_for(got.get(), 5)
        assert verify(secret, headers, body, now())
        lead = orjson.loads(body)["data"]["lead"]
        assert lead["contact"]["phone"] == "+8613800138000"
        await console.get_by_test_id("delivery-replay").click()
        again, _ = await asyncio.wait_for(got.get(), 20)
        assert again["webhook-id"] == headers["webhook-id"]

        name = console.get_by_test_id("system-name").locator("input")
        await name.fill("Shop")
        await name.press("Enter")
        theirs = (await console.locator(".new-key").get_by_test_id("integration-secret").inner_text()).strip()
        listed = await (await console.context.request.get(f"{server.url}/api/systems")).json()
        order = {
            "customer": {"lead_id": lead["id"]},
            "number": "A-1001",
            "status": "paid",
            "at": "2026-03-01T09:00:00Z",
        }
        told = orjson.dumps(
            {
                "type": "order.updated",
                "data": order | {"amount": "99.5", "currency": "CNY"},
            }
        )
        async with httpx.AsyncClient() as http:
            path = f"{server.url}/api/hooks/systems/{listed['systems'][0]['id']}"
            for result in ("stored", "known"):
                signed = sign(theirs, "order-1", datetime.now(UTC), told)
                assert (await http.post(path, content=told, headers=signed)).json() == {"result": result}
        await console.goto(f"{server.url}/console/conversations/{lead['conversations'][0]}")
        await expect(console.get_by_test_id("customer-order")).to_contain_text("A-1001")
