"""A platform's own lead card, all the way: the agent asks by it, the customer fills it in, and there is a lead."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.service.channels.conftest import PLATFORMS, FakeApi

pytestmark = pytest.mark.asyncio(loop_scope="session")
FIXTURE_TIME = 1769846400
WAIT_S = 30.0


async def deliver(service: Any, account: Any, fixture: str, key: str, text: str | None = None) -> None:
    platform, now = PLATFORMS["douyin"], datetime.now(UTC)
    body = json.loads(
        json.dumps(platform.fixtures()[fixture]["body"]).replace(str(FIXTURE_TIME), str(int(now.timestamp())))
    )
    body["content"]["server_message_id"] = key
    if text:
        body["content"]["text"] = text
    request = platform.request(platform.encode(body), now)
    hook = httpx.URL(f"{service.url}/api/hooks/douyin/{account.key}", params=dict(request.query))
    answer = await service.http.request(request.method, hook, content=request.body, headers=dict(request.headers))
    assert answer.status_code == 200, answer.text


async def test_douyins_lead_card_asks_in_place_of_words_and_what_is_filled_in_is_a_lead(service: Any) -> None:
    policy = (await service.admin.get("/api/leads/policy")).json()
    document = policy["document"] | {"when": policy["document"]["when"] | {"intents": [], "never": []}}
    saved = await service.admin.put("/api/leads/policy", json={"document": document, "based_on": policy["number"]})
    assert saved.status_code == 200, saved.text
    fake, driver = FakeApi(), PLATFORMS["douyin"].driver
    fake.side, fake.answer = driver.SIDE, driver.ACCEPTED
    server = await asyncio.start_server(fake.serve, "127.0.0.1", 0)
    fake.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    account = await service.resources.accounts.add("douyin", "小店", driver.fields(fake.url))
    page = (await service.admin.get(f"/api/accounts/{account.id}")).json()
    assert page["own_lead_card"]
    settings = page["settings"] | {"lead_card": "@card-1"}
    changed = await service.admin.patch(f"/api/accounts/{account.id}", json={"settings": settings})
    assert changed.status_code == 200, changed.text

    async def sent(count: int) -> list[Any]:
        async with asyncio.timeout(WAIT_S):
            while len(fake.sent) < count:  # noqa: ASYNC110 - a fake tells nobody that it was called
                await asyncio.sleep(0.02)
        await service.resources.outbox.settled()
        return [one.json()["content"] for one in fake.sent]

    async with server:
        await deliver(service, account, "text", "@m-1", "退货期限是多久？")
        told, card = await sent(2)
        assert "请填写下面的卡片" in told["text"]["text"]
        assert card == {"msg_type": 8, "retain_consult_card": {"card_id": "@card-1"}}
        await deliver(service, account, "lead_card", "@m-2")
        *_, thanks = await sent(3)
        assert "13800138000" not in thanks["text"]["text"]

    (lead,) = (await service.admin.get("/api/leads", params={"q": "13800138000"})).json()["leads"]
    assert lead["name"] == "王小明"
    phone = next(one for one in lead["fields"] if one["type"] == "phone")
    assert (phone["consent"]["basis"], "请填写下面的卡片" in phone["consent"]["purpose"]) == ("asked", True)
