"""Users: invited, let in by a link, given roles, disabled; their own passwords and log-ins."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

from service.roles import Role
from service.storage.tables import password_links
from service.storage.types import now
from tests.service.api.people import elsewhere

pytestmark = pytest.mark.asyncio(loop_scope="session")

PASSWORD = "a long sentence of one's own"


async def link(service: Any, how: str, token: str, **more: str) -> httpx.Response:
    """Look at a link, or use it, in a browser without cookies."""
    body = {"token": token} | more
    response: httpx.Response = await service.http.post(f"/api/auth/links/{how}", json=body, headers=elsewhere())
    service.http.cookies.clear()
    return response


async def invited(service: Any, email: str, role: Role = Role.OPERATOR) -> tuple[dict[str, Any], str]:
    """The new user, and the token of their link."""
    made = await service.admin.post("/api/users", json={"email": email, "name": "Mia", "role": role})
    assert made.status_code == 201, made.text
    return made.json()["user"], made.json()["path"].partition("#")[2]


@asynccontextmanager
async def joined(service: Any, email: str, role: Role = Role.OPERATOR) -> AsyncIterator[tuple[str, httpx.AsyncClient]]:
    """Somebody who has accepted an invitation, in a browser of their own."""
    user, token = await invited(service, email, role)
    async with httpx.AsyncClient(base_url=service.url, timeout=30) as browser:
        body = {"token": token, "password": PASSWORD}
        used = await browser.post("/api/auth/links/use", json=body, headers=elsewhere())
        assert used.status_code == 200, used.text
        yield user["id"], browser


async def listed(service: Any, email: str) -> dict[str, Any]:
    users = (await service.admin.get("/api/users")).json()["users"]
    return next(user for user in users if user["email"] == email)


async def log_in(service: Any, email: str, password: str = PASSWORD) -> httpx.Response:
    service.http.cookies.clear()
    response: httpx.Response = await service.http.post(
        "/api/auth/login", json={"email": email, "password": password}, headers=elsewhere()
    )
    service.http.cookies.clear()
    return response


async def test_who_is_invited_sets_a_password_once_and_is_in(service: Any) -> None:
    user, token = await invited(service, " Mia@Invited.example ")
    assert (user["email"], user["state"], user["link_until"] is not None) == ("mia@invited.example", "invited", True)
    looked = await link(service, "look", token)
    assert (looked.json()["email"], looked.json()["invited"]) == ("mia@invited.example", True)
    assert (await log_in(service, "mia@invited.example", "")).status_code == 401

    for bad in ("short", "mia@invited.example"):
        refused = await link(service, "use", token, password=bad)
        assert refused.status_code == 422
    used = await link(service, "use", token, password=PASSWORD)
    again = await link(service, "use", token, password="another password")

    assert (used.status_code, used.json()["role"]) == (200, "operator")
    assert (again.status_code, again.json()["error"]) == (410, "link_gone")
    assert (await log_in(service, "mia@invited.example")).status_code == 200
    shown = await listed(service, "mia@invited.example")
    assert (shown["state"], shown["link_until"], shown["logged_in_at"] is not None) == ("active", None, True)


async def test_of_a_link_only_a_hash_is_stored_and_it_ends_by_itself(service: Any) -> None:
    user, token = await invited(service, "late@invited.example")
    async with service.resources.database.write() as connection:
        mine = password_links.c.user_id == user["id"]
        (row,) = (await connection.execute(select(password_links).where(mine))).all()
        assert token not in str(row)
        await connection.execute(update(password_links).where(mine).values(expires_at=now()))

    used = await link(service, "use", token, password=PASSWORD)

    assert used.status_code == 410
    assert (await listed(service, "late@invited.example"))["link_until"] is None


async def test_another_link_ends_the_former_and_a_reset_logs_out_everywhere(service: Any) -> None:
    async with joined(service, "bo@reset.example") as (user_id, browser):
        first, second = [(await service.admin.post(f"/api/users/{user_id}/link")).json()["path"] for _ in range(2)]
        assert (await browser.get("/api/auth/me")).status_code == 200
        old, new = (path.partition("#")[2] for path in (first, second))
        assert (await link(service, "look", old)).status_code == 410

        used = await link(service, "use", new, password="another sentence")

        assert used.status_code == 200
        assert (await browser.get("/api/auth/me")).status_code == 401
        assert (await log_in(service, "bo@reset.example")).status_code == 401


async def test_who_is_disabled_is_out_at_once_and_hears_nothing_more(service: Any, listen: Any) -> None:
    async with joined(service, "eve@disabled.example") as (user_id, browser):
        token = (await service.admin.post(f"/api/users/{user_id}/link")).json()["path"].partition("#")[2]
        async with listen(browser, "/api/events") as events:
            disabled = await service.admin.patch(f"/api/users/{user_id}", json={"disabled": True})
            assert disabled.json()["state"] == "disabled"
            async with asyncio.timeout(120):  # the stream ends by itself
                async for _ in events:
                    pass
        assert (await browser.get("/api/conversations")).status_code == 401
        assert (await log_in(service, "eve@disabled.example")).json()["error"] == "wrong_password"
        assert (await link(service, "look", token)).status_code == 410
        assert (await service.admin.post(f"/api/users/{user_id}/link")).status_code == 422

        await service.admin.patch(f"/api/users/{user_id}", json={"disabled": False})
        assert (await log_in(service, "eve@disabled.example")).status_code == 200
        assert (await browser.get("/api/auth/me")).status_code == 401


async def test_another_role_counts_from_the_next_request_on(service: Any) -> None:
    async with joined(service, "qi@role.example", Role.READER) as (user_id, browser):
        assert (await browser.put("/api/rules", json={})).status_code == 403
        await service.admin.patch(f"/api/users/{user_id}", json={"role": "quality_manager"})
        assert (await browser.put("/api/rules", json={})).status_code == 422


async def test_only_an_invitation_that_nobody_accepted_is_withdrawn(service: Any) -> None:
    user, token = await invited(service, "typo@withdrawn.example")
    twice = await service.admin.post("/api/users", json={"email": "TYPO@withdrawn.example"})
    assert (twice.status_code, "already" in twice.json()["detail"]) == (422, True)
    assert (await service.admin.post("/api/users", json={"email": "no address"})).status_code == 422
    assert (await service.admin.delete(f"/api/users/{user['id']}")).status_code == 204
    assert (await link(service, "look", token)).status_code == 410
    async with joined(service, "stays@withdrawn.example") as (user_id, _):
        assert (await service.admin.delete(f"/api/users/{user_id}")).status_code == 422


async def test_ones_own_password_and_log_ins_are_ones_own(service: Any) -> None:
    email = "ann@own.example"
    async with joined(service, email) as (_, browser), joined(service, "foreign@own.example") as (_, foreign):
        other = {"Authorization": f"Bearer {(await log_in(service, email)).json()['token']}"}
        mine = (await browser.get("/api/auth/sessions", headers={})).json()["sessions"]
        assert [one["current"] for one in mine] == [False, True]
        assert (await foreign.delete(f"/api/auth/sessions/{mine[0]['id']}")).status_code == 404
        for vague in ("0", "%25", mine[0]["id"][:1]):
            assert (await browser.delete(f"/api/auth/sessions/{vague}")).status_code == 404
        assert (await browser.delete(f"/api/auth/sessions/{mine[0]['id']}")).status_code == 204
        assert (await service.http.get("/api/auth/me", headers=other)).status_code == 401

        other = {"Authorization": f"Bearer {(await log_in(service, email)).json()['token']}"}
        wrong = {"current": "a guess at it", "new": "another sentence"}
        assert (await browser.post("/api/auth/password", json=wrong)).status_code == 422
        right = {"current": PASSWORD, "new": "another sentence"}
        assert (await browser.post("/api/auth/password", json=right)).status_code == 204
        assert (await service.http.get("/api/auth/me", headers=other)).status_code == 401
        assert (await browser.get("/api/auth/me")).status_code == 200
        assert (await log_in(service, email)).status_code == 401
        assert (await log_in(service, email, "another sentence")).status_code == 200
