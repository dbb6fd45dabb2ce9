"""Each platform's message gets one reply, all the way: its hook, the agent, the outbox, its API."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from service.channel.plugins import load_channels
from tests.service.channels.conftest import PLATFORMS, FakeApi

pytestmark = pytest.mark.asyncio(loop_scope="session")

# wecom_service is told only that there is something to fetch, email not even that; their own tests play it through.
PUSHED = sorted(load_channels().keys() - {"wecom_service", "email"})
FIXTURE_TIME = 1769846400
REPLY_WAIT_S = 30.0


def content_now(platform: Any, api: str, now: datetime) -> Any:
    """What somebody says now; an address that comes with it leads to the fake."""
    case = json.dumps(platform.fixtures()["text"]["body"])
    case = case.replace(str(FIXTURE_TIME), str(int(now.timestamp()))).replace("https://oapi.dingtalk.com", api)
    return platform.encode(json.loads(case))


@pytest.mark.parametrize("name", PUSHED)
async def test_a_delivery_and_its_redelivery_are_answered_once(service: Any, name: str) -> None:
    platform, fake, now = PLATFORMS[name], FakeApi(), datetime.now(UTC)
    fake.side, fake.answer = getattr(platform.driver, "SIDE", {}), platform.driver.ACCEPTED
    server = await asyncio.start_server(fake.serve, "127.0.0.1", 0)
    fake.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    account = await service.resources.accounts.add(name, f"Shop on {name}", platform.driver.fields(fake.url))
    request = platform.request(content_now(platform, fake.url, now), now)

    async with server:
        hook = httpx.URL(f"{service.url}/api/hooks/{name}/{account.key}", params=dict(request.query))
        for _ in range(2):
            answer = await service.http.request(
                request.method, hook, content=request.body, headers=dict(request.headers)
            )
            assert answer.status_code == 200, answer.text
        async with asyncio.timeout(REPLY_WAIT_S):
            while not fake.sent:  # noqa: ASYNC110 - a fake tells nobody that it was called
                await asyncio.sleep(0.02)
        await service.resources.outbox.settled()

    assert len(fake.sent) == 1
