"""Files that operators send: to a visitor of the widget, to a platform that shows them, and as a link elsewhere."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.service.channels.conftest import PLATFORMS, FakeApi

pytestmark = pytest.mark.asyncio(loop_scope="session")
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 30
FIXTURE_TIME = 1769846400
WAIT_S = 30.0


async def send(service: Any, conversation: str, body: bytes = PNG, **query: str) -> httpx.Response:
    params = {"name": "lamp.png", "client_id": "f-1"} | query
    path = f"/api/conversations/{conversation}/files"
    sent: httpx.Response = await service.admin.post(path, params=params, content=body)
    return sent


async def test_a_visitor_gets_the_operators_file_and_nobody_else_does(service: Any) -> None:
    visitor, other = await service.visitor(), await service.visitor()
    await visitor.ask("I want a human")
    assert (await send(service, visitor.conversation_id)).json()["error"] == "not_claimed"
    await service.admin.post(f"/api/conversations/{visitor.conversation_id}/claim")

    first, again = [await send(service, visitor.conversation_id) for _ in range(2)]
    assert (first.status_code, again.json()["message"]["id"]) == (202, first.json()["message"]["id"])
    (file,) = first.json()["message"]["attachments"]
    assert again.json()["message"]["attachments"] == [file]
    assert (file["name"], file["picture"], file["size"]) == ("lamp.png", True, len(PNG))

    shown = (await visitor.history())["messages"][-1]
    assert (shown["role"], shown["attachments"][0]["id"]) == ("operator", file["id"])
    path = f"/api/widget/files/{file['id']}"
    fetched = await service.http.get(path, headers=visitor.headers)
    assert (fetched.content, fetched.headers["content-type"]) == (PNG, "image/png")
    assert (await service.http.get(path, headers=other.headers)).status_code == 404
    assert (await service.http.get(path)).status_code == 401


async def test_what_is_no_file_is_refused_with_a_sentence(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("I want a human")
    await service.admin.post(f"/api/conversations/{visitor.conversation_id}/claim")
    empty = await send(service, visitor.conversation_id, b"")
    assert (empty.status_code, "empty" in empty.json()["detail"]) == (422, True)
    most = service.resources.settings.max_attachment_bytes
    large = await send(service, visitor.conversation_id, b"x" * (most + 1))
    assert large.status_code == 413
    assert (await service.http.post(f"/api/conversations/{visitor.conversation_id}/files")).status_code == 401
    assert (await send(service, "nowhere")).status_code == 404


async def arrived(service: Any, name: str, fake: FakeApi) -> str:
    """A customer's message on a platform, claimed by an operator: the conversation."""
    platform, now = PLATFORMS[name], datetime.now(UTC)
    shop = f"Shop {uuid4().hex[:8]}"
    account = await service.resources.accounts.add(name, shop, platform.driver.fields(fake.url))
    case = json.dumps(platform.fixtures()["text"]["body"]).replace(str(FIXTURE_TIME), str(int(now.timestamp())))
    request = platform.request(platform.encode(json.loads(case.replace("https://oapi.dingtalk.com", fake.url))), now)
    hook = httpx.URL(f"{service.url}/api/hooks/{name}/{account.key}", params=dict(request.query))
    await service.http.request(request.method, hook, content=request.body, headers=dict(request.headers))
    async with asyncio.timeout(WAIT_S):
        while not fake.sent:  # noqa: ASYNC110 - a fake tells nobody that it was called
            await asyncio.sleep(0.02)
    found = (await service.admin.get("/api/conversations")).json()["conversations"]
    conversation = next(one["id"] for one in found if one["account"] == shop)
    await service.admin.post(f"/api/conversations/{conversation}/claim")
    return str(conversation)


@pytest.mark.parametrize("name", ["telegram", "dingtalk"])
async def test_a_platform_gets_the_file_or_a_link_that_opens_it(service: Any, name: str) -> None:
    fake = FakeApi()
    fake.side, fake.answer = getattr(PLATFORMS[name].driver, "SIDE", {}), PLATFORMS[name].driver.ACCEPTED
    server = await asyncio.start_server(fake.serve, "127.0.0.1", 0)
    fake.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        conversation = await arrived(service, name, fake)
        answered = len(fake.sent)
        sent = await send(service, conversation, client_id=f"f-{name}")
        assert sent.status_code == 202, sent.text
        async with asyncio.timeout(WAIT_S):
            while len(fake.sent) == answered:  # noqa: ASYNC110 - a fake tells nobody that it was called
                await asyncio.sleep(0.02)
        await service.resources.outbox.settled()

    (wire,) = fake.sent[answered:]
    if name == "telegram":
        assert (wire.path.rpartition("/")[2], PNG in wire.body) == ("sendPhoto", True)
    else:
        told = wire.body.decode()
        path = told[told.index("/api/files/") :].split('"')[0].split(")")[0].split("\\")[0]
        opened = await service.http.get(path)
        assert (opened.content, opened.headers["content-type"]) == (PNG, "image/png")
        assert (await service.http.get(path[:-2] + "xx")).status_code == 404
    page = (await service.admin.get(f"/api/conversations/{conversation}")).json()
    assert page["messages"][-1]["delivery"] == "sent"
