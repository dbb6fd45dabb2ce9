"""The console's API: log-in, what it guards, and what operators do."""

import asyncio
from datetime import datetime
from typing import Any

import pytest

from service.roles import Right

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOGIN = {"email": "admin@example.com", "password": "correct horse battery staple"}


async def test_logging_in_sets_a_cookie_that_scripts_and_other_sites_do_not_get(service: Any) -> None:
    response = await service.http.post("/api/auth/login", json=LOGIN | {"email": " Admin@Example.com "})

    cookie = response.headers["set-cookie"]
    service.http.cookies.clear()
    assert response.json()["email"] == "admin@example.com"
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    bearer = {"Authorization": f"Bearer {response.json()['token']}"}
    assert (await service.http.get("/api/auth/me", headers=bearer)).json() == {
        "email": "admin@example.com",
        "name": "admin",
        "role": "admin",
        "rights": [right.value for right in Right],
        "group": None,
        "picture": None,
    }


async def test_behind_https_the_cookie_is_secure(service: Any) -> None:
    response = await service.http.post("/api/auth/login", json=LOGIN, headers={"X-Forwarded-Proto": "https"})
    service.http.cookies.clear()

    assert "Secure" in response.headers["set-cookie"].split("; ")


async def test_after_logging_out_the_token_opens_nothing(service: Any) -> None:
    token = (await service.http.post("/api/auth/login", json=LOGIN)).json()["token"]
    service.http.cookies.clear()
    bearer = {"Authorization": f"Bearer {token}"}

    assert (await service.http.post("/api/auth/logout", headers=bearer)).status_code == 204

    assert (await service.http.get("/api/auth/me", headers=bearer)).status_code == 401


@pytest.mark.parametrize(
    ("email", "password"), [("admin@example.com", "wrong"), ("nobody@example.com", "wrong"), ("\x00", "\x00")]
)
async def test_a_wrong_password_and_an_unknown_address_look_alike(service: Any, email: str, password: str) -> None:
    headers = {"X-Forwarded-For": "10.0.0.1"}
    response = await service.http.post("/api/auth/login", json={"email": email, "password": password}, headers=headers)

    assert (response.status_code, response.json()["error"]) == (401, "wrong_password")


async def test_guessing_is_slowed_down_for_the_address_and_for_the_account(service: Any) -> None:
    async def attempt(email: str, address: str) -> int:
        response = await service.http.post(
            "/api/auth/login", json={"email": email, "password": "x"}, headers={"X-Forwarded-For": address}
        )
        return int(response.status_code)

    by_address = [await attempt(f"user{number}@example.com", "10.0.0.2") for number in range(14)]
    by_account = [await attempt("victim@example.com", f"10.0.1.{number}") for number in range(14)]

    # The window slides by weighing the minute before: where a test crosses its border, one or two more get through.
    for statuses in (by_address, by_account):
        assert statuses[:10] == [401] * 10
        assert 429 in statuses[10:]


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
async def test_another_sites_page_cannot_act_with_the_operators_cookie(service: Any, headers: dict[str, str]) -> None:
    visitor = await service.visitor()

    response = await service.admin.post(f"/api/conversations/{visitor.conversation_id}/close", headers=headers)

    assert (response.status_code, response.json()["error"]) == (403, "forbidden")
    assert (await visitor.history())["state"] == "open"


async def test_this_sites_own_pages_can(service: Any) -> None:
    for headers in ({"Origin": service.url}, {"Sec-Fetch-Site": "same-origin", "Origin": "https://proxied.example"}):
        visitor = await service.visitor()
        response = await service.admin.post(f"/api/conversations/{visitor.conversation_id}/close", headers=headers)
        assert response.status_code == 200


async def graded(service: Any, conversation_id: str) -> dict[str, Any]:
    """The conversation's page once nothing is left to be graded."""
    async with asyncio.timeout(20):
        while True:
            page: dict[str, Any] = (await service.admin.get(f"/api/conversations/{conversation_id}")).json()
            if page["turns"] and all(turn["pending"] == 0 and turn["grades"] for turn in page["turns"]):
                return page
            await asyncio.sleep(0.05)


async def test_an_operator_takes_over_answers_and_closes(service: Any) -> None:
    visitor = await service.visitor(page="https://shop.example/lamp")
    answered = await visitor.ask("I want to speak to a human, call me: alice@example.org")
    assert answered["state"] == "waiting"
    place = f"/api/conversations/{visitor.conversation_id}"
    reply = {"text": "I am here.", "client_id": "1"}

    early = await service.admin.post(f"{place}/messages", json=reply)
    claimed = await service.admin.post(f"{place}/claim")
    said = await service.admin.post(f"{place}/messages", json=reply)
    again = await service.admin.post(f"{place}/messages", json=reply)
    empty = await service.admin.post(f"{place}/messages", json={"text": " ", "client_id": "2"})
    history = await visitor.history()
    closed = await service.admin.post(f"{place}/close")

    assert (early.status_code, early.json()["error"]) == (409, "not_claimed")
    assert claimed.json()["conversation"]["operator"] == "admin"
    assert said.status_code == 202
    assert again.json() == said.json()
    assert empty.status_code == 422
    assert (history["state"], history["operator"]) == ("human", "admin")
    assert history["messages"][-1]["text"] == "I am here."
    assert closed.json()["conversation"]["state"] == "closed"
    page = await graded(service, visitor.conversation_id)
    assert page["conversation"]["handoff_reason"] == "customer_request"
    assert page["handoffs"][0]["operator"] == "admin"
    assert page["leads"][0]["fields"][0]["value"] == "alice@example.org"
    assert page["leads"][0]["source"] == {"page": "https://shop.example/lamp"}
    (turn,) = page["turns"]
    assert turn["handoff"] == "customer_request"
    spent = {"input_tokens": 0, "cached_input_tokens": 0, "output_tokens": 0, "cost": "0", "currency": "USD"}
    assert turn["usage"] == spent
    assert {grade["stage"] for grade in turn["grades"]} == {"reply", "outcome"}
    assert all(grade["version"] for grade in turn["grades"])


async def test_the_inbox_lists_pages_and_filters(service: Any) -> None:
    for _ in range(3):
        await (await service.visitor()).ask("hello")

    first = (await service.admin.get("/api/conversations", params={"limit": 2})).json()
    second = (await service.admin.get("/api/conversations", params={"limit": 2, "cursor": first["next"]})).json()
    closed = (await service.admin.get("/api/conversations", params={"state": "closed"})).json()

    rows = first["conversations"] + second["conversations"]
    assert len({row["id"] for row in rows}) == 4
    times = [datetime.fromisoformat(row["last_message_at"]) for row in rows]
    assert times == sorted(times, reverse=True)
    assert {row["state"] for row in closed["conversations"]} <= {"closed"}


async def test_a_chat_that_was_only_opened_is_not_in_the_inbox_until_somebody_writes(service: Any) -> None:
    visitor = await service.visitor()
    assert visitor.conversation_id not in await inbox(service)
    await visitor.ask("hello")
    assert visitor.conversation_id in await inbox(service)


async def inbox(service: Any) -> set[str]:
    return {row["id"] for row in (await service.admin.get("/api/conversations")).json()["conversations"]}


async def test_a_conversation_that_somebody_has_cannot_be_claimed(service: Any) -> None:
    from pydantic import SecretStr

    from service.users.auth import Logins

    await Logins(service.resources.database).ensure_admin("bo@example.com", SecretStr("another good password"))
    login = {"email": "bo@example.com", "password": "another good password"}
    token = (await service.http.post("/api/auth/login", json=login)).json()["token"]
    service.http.cookies.clear()
    visitor = await service.visitor()
    place = f"/api/conversations/{visitor.conversation_id}/claim"
    await service.admin.post(place)

    response = await service.http.post(place, headers={"Authorization": f"Bearer {token}"})

    assert (response.status_code, response.json()["error"]) == (409, "already_claimed")


async def test_rates_move_and_can_be_cut(service: Any) -> None:
    visitor = await service.visitor(language="en")
    await visitor.ask("Do you ship to France?")
    await service.http.post("/api/widget/close", json={"solved": True}, headers=visitor.headers)

    whole = (await service.admin.get("/api/kpis")).json()
    cut = (await service.admin.get("/api/kpis", params={"by": "channel,language", "since": "2020-01-01"})).json()
    none = (await service.admin.get("/api/kpis", params={"until": "2020-01-01T00:00:00Z"})).json()

    (group,) = whole["groups"]
    assert group["key"] == {}
    confirmed = group["kpis"]["resolution"]["confirmed"]
    assert confirmed["successes"] >= 1
    assert 0 <= confirmed["low"] <= confirmed["value"] <= confirmed["high"] <= 1
    assert {"channel": "widget", "language": "en"} in [one["key"] for one in cut["groups"]]
    assert none["groups"][0]["kpis"]["started"] == 0


async def test_health_and_readiness_are_told(service: Any) -> None:
    assert (await service.http.get("/healthz")).json() == {"status": "ok"}
    ready = await service.http.get("/readyz")
    assert ready.status_code == 200
    assert {"database", "index", "monitor"} <= set(ready.json()["checks"])


async def test_a_service_whose_grading_has_stopped_is_not_ready(service: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(service.resources), "background", lambda _: {"monitor": "ended: RuntimeError"})

    response = await service.http.get("/readyz")

    assert (response.status_code, response.json()["checks"]["monitor"]) == (503, "ended: RuntimeError")
