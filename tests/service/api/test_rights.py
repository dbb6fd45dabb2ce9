"""Every operation of the API, called as each role, with a key, as a visitor and as nobody."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from service.roles import Role
from service.scopes import scopes_of
from service.users.api_keys import ApiKeys
from service.users.auth import Logins
from tests.service.api.rights_table import ALL, EVERYBODY, KEYS, PERSONAL, READER, ROLES, TABLE, VISITORS, row_of

pytestmark = pytest.mark.asyncio(loop_scope="session")

PASSWORD = "correct horse battery staple"
METHODS = ("get", "post", "put", "patch", "delete")
NOWHERE = "00000000-0000-7000-8000-000000000000"
CALLERS = (*ROLES, "agent key", "reading key", "visitor", "nobody")


async def operations(service: Any) -> list[tuple[str, str]]:
    paths = (await service.http.get("/openapi.json")).json()["paths"]
    return [(method.upper(), path) for path, item in paths.items() for method in item if method in METHODS]


async def bearer_of(service: Any, caller: str) -> dict[str, str]:
    if caller == "nobody":
        return {}
    if caller == "visitor":
        return dict((await service.visitor()).headers)
    if caller.endswith("key"):
        scopes = scopes_of(["agent" if caller == "agent key" else "see"])
        return {"Authorization": f"Bearer {(await ApiKeys(service.resources.database).create('walk', scopes)).secret}"}
    email = f"{caller}@rights.example"
    logins = Logins(service.resources.database)
    await logins.add(email, caller, PASSWORD, Role(caller))
    return {"Authorization": f"Bearer {(await logins.log_in(email, PASSWORD)).token}"}


def for_readers(path: str, who: set[str]) -> bool:
    """Whether a key that reads does what a reader does there; some places are for people only."""
    return READER in who and not path.startswith(PERSONAL)


def placed(path: str) -> str:
    """The path with an id in each place; nothing has it."""
    for name, value in (
        ("{number}", "resolution"),
        ("{version}", "1"),
        ("{action}", "publish"),
        ("{channel}", "webhook"),
    ):
        path = path.replace(name, value)
    while "{" in path:
        path = path[: path.index("{")] + NOWHERE + path[path.index("}") + 1 :]
    return path


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def client(service: Any) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=service.url, timeout=30) as client:
        yield client


async def called(client: httpx.AsyncClient, method: str, path: str, headers: dict[str, str]) -> tuple[int, str]:
    """Status and error code; a stream is left as soon as it begins."""
    body = {} if method == "GET" else {"json": {}}
    async with client.stream(method, placed(path), headers=headers, **body) as response:
        if response.status_code < 400 or "json" not in response.headers.get("content-type", ""):
            return response.status_code, ""
        await response.aread()
        said = response.json()["error"]
        return response.status_code, said if isinstance(said, str) else "openai"


async def test_the_table_names_every_operation_and_no_other(service: Any) -> None:
    found = {one: row_of(*one) for one in await operations(service)}

    assert [one for one, row in found.items() if row is None] == []
    assert [TABLE[row] for row in set(range(len(TABLE))) - set(found.values())] == []


@pytest.mark.parametrize("caller", CALLERS)
async def test_each_may_do_what_the_table_says_and_nothing_else(service: Any, client: Any, caller: str) -> None:
    headers = await bearer_of(service, caller)
    # Logging out comes last: it ends the log-in that the others are called with.
    walk = sorted(await operations(service), key=lambda one: one[1] == "/api/auth/logout")

    slips = []
    async with asyncio.timeout(600):
        for method, path in walk:
            row = row_of(method, path)
            who = TABLE[row][2] if row is not None else set()
            status, error = await called(client, method, path, headers)
            if who is EVERYBODY:
                right = status not in (401, 403) or error not in ("not_logged_in", "forbidden", "bad_token", "bad_key")
            elif caller in who or (caller == "reading key" and method == "GET" and for_readers(path, who)):
                right = status not in (401, 403)
            elif caller == "reading key" and who is KEYS:
                right = status == 403
            elif caller.endswith("key") and who is not VISITORS:
                right = (status, error) == (403, "forbidden")
            elif who in (VISITORS, KEYS) or caller not in ALL:
                right = status == 401
            else:
                right = (status, error) == (403, "forbidden")
            if not right:
                slips.append((method, path, status, error))
    assert not slips, slips


async def test_who_may_only_look_changes_nothing_but_their_own_account(service: Any) -> None:
    """Of the whole of the API, a reader's walk meets changes to their own password, picture and log-ins only."""
    let_through = [one for one in await operations(service) if one[0] != "GET" if READER in TABLE[row_of(*one) or 0][2]]

    assert {path for _, path in let_through} == {
        "/api/auth/logout",
        "/api/auth/password",
        "/api/auth/picture",
        "/api/auth/sessions",
        "/api/auth/sessions/{session}",
    }
