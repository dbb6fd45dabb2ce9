"""Webhooks: verified, written down, and only then acknowledged."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
import orjson
import pytest
import pytest_asyncio
from fastapi import Request
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from service.api.accounts.hooks import receive
from service.channel.errors import Refused
from service.standard_webhooks import sign
from service.storage.desk.operators import Ended
from service.storage.tables import accounts, conversations, messages
from service.turns import journal

pytestmark = pytest.mark.asyncio(loop_scope="session")

SECRET = "whsec_" + "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0"


@pytest_asyncio.fixture(loop_scope="session")
async def hook(service: Any) -> str:
    """The path of a webhook account's hook."""
    account = await service.resources.accounts.add(
        "webhook", f"Shop {uuid4().hex[:6]}", {"secret": SECRET, "callback_url": "https://127.0.0.1:9/replies"}
    )
    return f"/api/hooks/webhook/{account.key}"


async def deliver(
    service: Any, hook: str, text: str = "hello", key: str | None = None, **message: Any
) -> httpx.Response:
    body = orjson.dumps({"contact": {"id": "42", "name": "Ada"}, "message": {"text": text} | message})
    headers = sign(SECRET, key or uuid4().hex, datetime.now(UTC), body)
    response: httpx.Response = await service.http.post(hook, content=body, headers=headers)
    return response


async def stored(service: Any, hook: str) -> list[Any]:
    """What customers said by this hook, in order."""
    await service.resources.turns.journal.empty()
    async with service.resources.database.read() as connection:
        return list(
            await connection.execute(
                select(messages, conversations.c.state.label("conversation_state"))
                .join(conversations, conversations.c.id == messages.c.conversation_id)
                .join(accounts, accounts.c.id == conversations.c.account_id)
                .where(accounts.c.key == hook.rpartition("/")[2], messages.c.role == "customer")
                .order_by(messages.c.conversation_id, messages.c.seq)
            )
        )


async def test_a_delivery_is_acknowledged_and_its_message_stored(service: Any, hook: str) -> None:
    response = await deliver(service, hook, "Do you ship to France?")

    assert response.status_code == 200
    (message,) = await stored(service, hook)
    assert message.text == "Do you ship to France?"


async def test_a_redelivery_is_acknowledged_and_stored_once(service: Any, hook: str) -> None:
    first, again = await deliver(service, hook, key="k1"), await deliver(service, hook, key="k1")

    assert (first.status_code, again.status_code) == (200, 200)
    assert len(await stored(service, hook)) == 1


async def test_the_same_key_in_two_accounts_are_two_messages(service: Any, hook: str) -> None:
    other = await service.resources.accounts.add(
        "webhook", "Other", {"secret": SECRET, "callback_url": "https://127.0.0.1:9/replies"}
    )
    await deliver(service, hook, "one", key="same")
    await deliver(service, f"/api/hooks/webhook/{other.key}", "two", key="same")

    assert [row.text for row in await stored(service, hook)] == ["one"]
    assert [row.text for row in await stored(service, f"/{other.key}")] == ["two"]


async def test_after_the_end_a_contact_starts_a_new_conversation(service: Any, hook: str) -> None:
    await deliver(service, hook, "first")
    (message,) = await stored(service, hook)
    await service.resources.desk.close(message.conversation_id, Ended("operator"))

    assert (await deliver(service, hook, "second")).status_code == 200

    rows = await stored(service, hook)
    assert len({row.conversation_id for row in rows}) == 2


async def test_what_is_no_text_is_shown_in_brackets(service: Any, hook: str) -> None:
    await deliver(service, hook, "my broken lamp", kind="image")
    await deliver(service, hook, "", kind="voice")

    assert [(row.text, row.kind) for row in await stored(service, hook)] == [
        ("[image] my broken lamp", "image"),
        ("[voice]", "voice"),
    ]


async def test_a_request_that_is_not_signed_is_refused_and_stores_nothing(service: Any, hook: str) -> None:
    body = orjson.dumps({"contact": {"id": "42"}, "message": {"text": "hello"}})
    wrong = sign("whsec_" + "d3JvbmcgIHdyb25nICB3cm9uZyAgd3Jvbmcg", "k", datetime.now(UTC), body)

    for headers in ({}, wrong):
        response = await service.http.post(hook, content=body, headers=headers)
        assert (response.status_code, response.json()["error"]) == (401, "not_verified")

    assert await stored(service, hook) == []


async def test_a_genuine_request_in_another_form_is_refused(service: Any, hook: str) -> None:
    body = b'{"type": "message", "nothing": "else"}'
    response = await service.http.post(hook, content=body, headers=sign(SECRET, "k", datetime.now(UTC), body))

    assert (response.status_code, response.json()["error"]) == (400, "malformed_delivery")


@pytest.mark.parametrize("path", ["webhook/unknown", "nothing/unknown", "widget/widget", "webhook/%00"])
async def test_an_unknown_hook_is_not_found(service: Any, path: str) -> None:
    for method in ("GET", "POST"):
        assert (await service.http.request(method, f"/api/hooks/{path}")).status_code == 404


async def test_of_a_handshake_no_body_is_read(service: Any, hook: str) -> None:
    read = 0

    async def endless() -> dict[str, Any]:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": b"x" * 1000, "more_body": read < 100}

    _, _, _, channel, key = hook.split("/")
    scope = {"type": "http", "method": "GET", "headers": [], "query_string": b""}

    with pytest.raises(Refused):
        await receive(channel, key, Request(scope, endless), service.resources)
    assert read == 0


async def test_what_could_not_be_stored_is_to_be_delivered_again(
    service: Any, hook: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(*_: object) -> None:
        raise OperationalError("INSERT", {}, Exception("disk full"))

    with monkeypatch.context() as broken:
        broken.setattr(journal, "write_down", failing)
        response = await deliver(service, hook, key="k")
    again = await deliver(service, hook, key="k")

    assert (response.status_code, response.json()["error"]) == (503, "not_stored")
    assert "retry-after" in response.headers
    assert again.status_code == 200
    assert len(await stored(service, hook)) == 1
