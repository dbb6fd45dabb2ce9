"""Accounts over HTTP: for admins only, secrets written and never read, and all that is done to them has its effect."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
import orjson
import pytest
import pytest_asyncio

from service.roles import Role
from service.standard_webhooks import sign
from service.storage.types import now
from service.users.auth import Logins
from service.users.teams import create_group, join_group, leave_group

pytestmark = pytest.mark.asyncio(loop_scope="session")

SECRET = "whsec_" + "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0"
CREDENTIALS = {"secret": SECRET, "callback_url": "https://127.0.0.1:9/replies"}
Page = dict[str, Any]


@pytest_asyncio.fixture(loop_scope="session")
async def page(service: Any) -> Page:
    """The page of a fresh webhook account."""
    body = {"channel": "webhook", "name": f"Relay {uuid4().hex[:6]}", "credentials": CREDENTIALS}
    response = await service.admin.post("/api/accounts", json=body)
    assert response.status_code == 201, response.text
    made: Page = response.json()
    return made


def path(page: Page, *more: str) -> str:
    return "/".join(("/api/accounts", page["account"]["id"], *more))


async def deliver(service: Any, hook: str, secret: str = SECRET, text: str = "hello") -> httpx.Response:
    body = orjson.dumps({"contact": {"id": "42", "name": "Ada"}, "message": {"text": text}})
    headers = sign(secret, uuid4().hex, datetime.now(UTC), body)
    async with httpx.AsyncClient(base_url=service.url) as platform:
        answer = await platform.post(hook, content=body, headers=headers)
    await service.resources.turns.journal.empty()
    return answer


async def test_accounts_are_for_admins(service: Any, page: Page) -> None:
    email, password = f"{uuid4().hex[:8]}@example.com", "correct horse battery"
    async with httpx.AsyncClient(base_url=service.url) as operator:
        assert (await operator.get("/api/accounts")).status_code == 401
        await Logins(service.resources.database).add(email, "Mia", password, Role.OPERATOR)
        said = await operator.post("/api/auth/login", json={"email": email, "password": password})
        operator.headers["Authorization"] = f"Bearer {said.json()['token']}"
        for method, address in (
            ("GET", "/api/accounts"),
            ("GET", "/api/accounts/platforms"),
            ("GET", path(page)),
            ("PATCH", path(page)),
            ("POST", path(page, "test")),
            ("DELETE", path(page)),
        ):
            assert (await operator.request(method, address, json={})).status_code == 403
        assert (await operator.get("/api/auth/me")).json()["role"] == "operator"


async def test_a_secret_is_written_and_never_read(service: Any, page: Page) -> None:
    changed = await service.admin.patch(path(page), json={"credentials": {"callback_url": "https://127.0.0.1:9/new"}})
    listed = await service.admin.get("/api/accounts")

    assert changed.status_code == 200
    assert SECRET not in changed.text + listed.text
    credentials = {one["key"]: one for one in changed.json()["credentials"]}
    assert credentials["callback_url"]["value"] == "https://127.0.0.1:9/new"
    assert credentials["secret"] == {"key": "secret", "secret": True, "given": True, "value": None}


async def test_what_comes_to_the_hook_shows_in_the_accounts_state(service: Any, page: Page, until: Any) -> None:
    async def state() -> str:
        return str((await service.admin.get(path(page))).json()["account"]["state"])

    assert await state() == "silent"
    wrong = "whsec_" + "d3JvbmcgIHdyb25nICB3cm9uZyAgd3Jvbmcg"
    assert (await deliver(service, page["account"]["hook"], wrong)).status_code == 401

    async def refused() -> bool:
        return await state() == "refused"

    await until(refused)
    shown = (await service.admin.get(path(page))).json()["account"]
    assert (shown["deliveries"]["refused"], shown["deliveries"]["refusal"]) == (1, "not_verified")


async def test_a_disabled_account_takes_messages_and_answers_once_enabled(service: Any, page: Page, until: Any) -> None:
    assert (await service.admin.patch(path(page), json={"enabled": False})).json()["account"]["state"] == "disabled"
    assert (await deliver(service, page["account"]["hook"], text="Do you ship to France?")).status_code == 200
    replies = (await service.admin.get(path(page))).json()["account"]["replies"]
    assert (replies["unanswered"], replies["pending"]) == (1, 0)

    await service.admin.patch(path(page), json={"enabled": True})

    async def answered() -> bool:
        return (await service.admin.get(path(page))).json()["account"]["replies"]["unanswered"] == 0

    await until(answered)


async def test_a_moved_hook_takes_deliveries_at_both_addresses(service: Any, page: Page) -> None:
    moved = (await service.admin.post(path(page, "rotate"), json={"overlap_hours": 1})).json()
    assert moved["account"]["hook"] != page["account"]["hook"]
    assert moved["account"]["former_hook_until"] is not None
    for hook in (moved["account"]["hook"], page["account"]["hook"]):
        assert (await deliver(service, hook)).status_code == 200


async def test_settings_are_saved_whole_and_a_mistake_is_told_by_its_field(service: Any, page: Page) -> None:
    settings = page["settings"] | {"language": "zh", "greeting": {"en": "Welcome!", "zh": "欢迎！"}}
    saved = await service.admin.patch(path(page), json={"settings": settings, "name": "Fair"})
    assert (saved.json()["settings"]["language"], saved.json()["account"]["name"]) == ("zh", "Fair")

    refused = await service.admin.patch(path(page), json={"settings": settings | {"language": "fr"}})
    assert (refused.status_code, refused.json()["error"]) == (422, "invalid_settings")
    assert refused.json()["fields"][0]["field"] == "language"


async def test_the_accounts_greeting_is_said_in_its_conversations(service: Any, page: Page, until: Any) -> None:
    settings = {"greeting": {"en": "Welcome to the spring fair!"}, "greet": "first_answer", "source": "fair"}
    assert (await service.admin.patch(path(page), json={"settings": settings})).status_code == 200
    await deliver(service, page["account"]["hook"], text="Do you ship to France?")

    async def said() -> list[str]:
        rows = (await service.admin.get("/api/conversations?limit=200")).json()["conversations"]
        ids = [row["id"] for row in rows if row["account"] == page["account"]["name"]]
        shown = [(await service.admin.get(f"/api/conversations/{one}")).json()["messages"] for one in ids]
        return [message["text"] for messages in shown for message in messages if message["role"] == "agent"]

    async def answered() -> bool:
        return len(await said()) == 1

    await until(answered)
    await deliver(service, page["account"]["hook"], text="How long may I return an item?")

    async def twice() -> bool:
        return len(await said()) == 2

    await until(twice)
    first, second = await said()
    assert first.startswith("Welcome to the spring fair!\n")
    assert "Welcome" not in second


async def test_a_test_message_goes_to_who_has_written_and_tells_why_it_did_not_go(service: Any, page: Page) -> None:
    nobody = await service.admin.post(path(page, "messages"), json={"contact": "42", "text": "test"})
    await deliver(service, page["account"]["hook"])
    contacts = (await service.admin.get(path(page))).json()["contacts"]
    refused = await service.admin.post(path(page, "messages"), json={"contact": "42", "text": "test"})

    assert (nobody.status_code, [(one["contact"], one["name"]) for one in contacts]) == (404, [("42", "Ada")])
    assert (refused.status_code, refused.json()["error"]) == (400, "not_sent")


async def test_every_platform_tells_how_it_is_set_up_in_both_languages(service: Any) -> None:
    platforms = (await service.admin.get("/api/accounts/platforms")).json()["platforms"]
    by_name = {one["channel"]: one for one in platforms}

    assert [field["key"] for field in by_name["webhook"]["fields"]][:2] == ["secret", "callback_url"]
    for name in ("telegram", "webhook"):
        assert all("{hook}" in by_name[name]["help"][language] for language in ("en", "zh"))
    assert all(one["help"]["en"].strip() and one["help"]["zh"].strip() for one in platforms)


async def test_an_account_is_removed_while_nobody_has_written_to_it(service: Any, page: Page) -> None:
    body = {"channel": "webhook", "name": "Spare", "credentials": CREDENTIALS}
    other = (await service.admin.post("/api/accounts", json=body)).json()
    await deliver(service, page["account"]["hook"])

    assert (await service.admin.delete(path(other))).status_code == 204
    assert (await service.admin.get(path(other))).status_code == 404
    assert (await service.admin.delete(path(page))).json()["error"] == "account_in_use"


async def test_hand_offs_of_an_account_are_in_the_queue_of_its_group_alone(service: Any, page: Page) -> None:
    group, other, database = f"Sales {uuid4().hex[:6]}", f"Support {uuid4().hex[:6]}", service.resources.database
    await create_group(database, group)
    await create_group(database, other)
    seller = f"{uuid4().hex[:8]}@example.com"  # whose queue it is: that of a group without anybody is everybody's
    await Logins(database).add(seller, "Sela", "correct horse battery staple", Role.OPERATOR)
    await join_group(database, group, [seller], now())
    assert (await service.admin.patch(path(page), json={"group": group})).json()["account"]["group"] == group
    await deliver(service, page["account"]["hook"])

    async def mine() -> bool:
        rows = (await service.admin.get("/api/conversations?queue=mine&limit=200")).json()["conversations"]
        return page["account"]["name"] in [row["account"] for row in rows]

    assert await mine()  # who is in no group looks after everything
    await join_group(database, other, ["admin@example.com"], now())
    assert not await mine()
    await join_group(database, group, ["admin@example.com"], now())
    assert await mine()
    assert (await service.admin.get("/api/auth/me")).json()["group"] == group
    await service.admin.patch(path(page), json={"group": ""})
    assert await mine()
    await leave_group(database, ["admin@example.com"], now())
