"""Genuine deliveries of broken shapes, through the real app into the database: taken or malformed, never an error."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import Any

import httpx
import pytest

from service.storage.accounts.settings import set_up
from tests.service.channels.conftest import PLATFORMS
from tests.service.channels.test_receive import changed, paths

pytestmark = pytest.mark.asyncio(loop_scope="session")

NAMES = ("wechat", "telegram", "messenger", "instagram", "whatsapp")
EACH = 40
BROKEN: list[Any] = [
    None,
    True,
    -1,
    0,
    2**63,
    10**400,
    1.5,
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "x" * 100_000,
    "é" * 300,
    "9" * 30,
    "‮\u200b\ufeff",
    [],
    {},
    [[]],
    [None],
    {"": ""},
    [{"id": "1"}] * 70,
]
BODIES = [b"", b"null", b"\xff\xfe", b"[" * 20_000, b'{"a":' * 5_000, b"<xml>", b"<xml/>", b"<?xml version='1.0'?><a/>"]


def encodable(platform: Any, content: Any) -> bytes | None:
    """What the platform makes of it, None for what it could not write itself."""
    try:
        return platform.encode(content)
    except (UnicodeEncodeError, TypeError, ValueError):
        return None


@pytest.mark.parametrize("name", NAMES)
async def test_whatever_a_genuine_delivery_holds_it_is_taken_or_malformed(service: Any, name: str) -> None:
    platform, chance, now = PLATFORMS[name], Random(7), datetime.now(UTC)
    account = await service.resources.accounts.add(name, f"Broken {name}", platform.driver.fields("http://127.0.0.1:9"))
    async with service.resources.database.write() as connection:
        await set_up(connection, account.id, enabled=False)  # it is about what comes in: nobody answers
    fixtures = [case["body"] for case in platform.fixtures().values() if case["messages"]]
    bodies = list(BODIES)
    while len(bodies) < len(BODIES) + EACH:
        whole = json.loads(json.dumps(chance.choice(fixtures)))
        for _ in range(chance.choice((1, 1, 2))):
            whole = changed(whole, chance.choice(paths(whole)), chance.choice(BROKEN))
        if (body := encodable(platform, whole)) is not None:
            bodies.append(body)

    seen: dict[int, int] = {}
    for body in bodies:
        request = platform.request(body, now)
        hook = httpx.URL(f"{service.url}/api/hooks/{name}/{account.key}", params=dict(request.query))
        answer = await service.http.request(request.method, hook, content=request.body, headers=dict(request.headers))
        assert answer.status_code in (200, 400), (answer.status_code, answer.text, body[:500])
        seen[answer.status_code] = seen.get(answer.status_code, 0) + 1
    assert seen.keys() == {200, 400}


@pytest.mark.parametrize("name", NAMES)
async def test_whatever_comes_without_a_signature_is_refused(service: Any, name: str) -> None:
    platform = PLATFORMS[name]
    account = await service.resources.accounts.add(name, f"Shut {name}", platform.driver.fields("http://127.0.0.1:9"))
    genuine = platform.request(b"{}", datetime.now(UTC))
    for body in BODIES:
        for query in ({}, {"msg_signature": "é", "timestamp": "x", "nonce": "\x00"}, {"hub.mode": "subscribe"}):
            request = replace(genuine, query=query, body=body)
            hook = httpx.URL(f"{service.url}/api/hooks/{name}/{account.key}", params=dict(request.query))
            for method in ("POST", "GET"):
                answer = await service.http.request(method, hook, content=request.body)
                assert 400 <= answer.status_code < 500, (method, query, answer.status_code, body[:100])
