"""Ids that a database cannot hold, as PostgreSQL is stricter than SQLite: no other message is lost to them."""

import hmac
from base64 import b64encode
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
import orjson
import pytest

from service.standard_webhooks import sign
from tests.service.api.test_hooks import SECRET, stored

pytestmark = pytest.mark.asyncio(loop_scope="session")

SENT_AT_MS = 1_769_846_400_000


def event(text: str, user: str = "U1", **changed: Any) -> dict[str, Any]:
    said = {"id": uuid4().hex, "type": "text", "text": text}
    about = {"type": "message", "timestamp": SENT_AT_MS, "webhookEventId": uuid4().hex, "message": said}
    return about | {"source": {"type": "user", "userId": user}} | changed


async def hook_of(service: Any) -> str:
    account = await service.resources.accounts.add(
        "line",
        f"Shop {uuid4().hex[:6]}",
        {"channel_secret": "s", "access_token": "t", "api_url": "https://127.0.0.1:9"},
    )
    return f"/api/hooks/line/{account.key}"


async def deliver(service: Any, hook: str, *events: dict[str, Any]) -> httpx.Response:
    body = orjson.dumps({"events": events})
    signature = b64encode(hmac.digest(b"s", body, "sha256")).decode()
    response: httpx.Response = await service.http.post(hook, content=body, headers={"x-line-signature": signature})
    return response


@pytest.mark.parametrize("bad", ["U" * 256, "U\x00"])
async def test_a_sender_who_cannot_be_kept_takes_no_other_message_along(service: Any, bad: str) -> None:
    address = await hook_of(service)

    assert (await deliver(service, address, event("one"), event("two", bad), event("three"))).status_code == 200
    assert [message.text for message in await stored(service, address)] == ["one", "three"]


@pytest.mark.parametrize("bad", ["k" * 500, "k\x00"])
async def test_keys_and_threads_that_cannot_be_kept_cost_no_message(service: Any, bad: str) -> None:
    address = await hook_of(service)
    events = [event("one", webhookEventId=f"{bad}1", replyToken=bad), event("two", webhookEventId=f"{bad}2")]

    for _ in range(2):
        assert (await deliver(service, address, *events)).status_code == 200
    assert [message.text for message in await stored(service, address)] == ["one", "two"]


async def test_nothing_was_said_after_it_arrived(service: Any) -> None:
    address = await hook_of(service)

    await deliver(service, address, event("soon", timestamp=253_402_300_799_999))
    (message,) = await stored(service, address)
    assert message.at <= datetime.now(UTC)


async def test_the_generic_webhook_says_that_such_an_id_is_none(service: Any) -> None:
    account = await service.resources.accounts.add(
        "webhook", f"Shop {uuid4().hex[:6]}", {"secret": SECRET, "callback_url": "https://127.0.0.1:9/"}
    )
    body = orjson.dumps({"contact": {"id": "4\x002"}, "message": {"text": "hi"}})
    headers = sign(SECRET, uuid4().hex, datetime.now(UTC), body)

    response = await service.http.post(f"/api/hooks/webhook/{account.key}", content=body, headers=headers)
    assert (response.status_code, response.json()["error"]) == (400, "malformed_delivery")
