"""Who works with a service under test, and where they come from."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import httpx

from service.roles import Role
from service.storage.users.users import find_user
from service.users.auth import Logins

PASSWORD = "correct horse battery staple"
_numbers = count(1)


@asynccontextmanager
async def person(service: Any, email: str, name: str, role: Role = Role.OPERATOR) -> AsyncIterator[Any]:
    """Somebody new who is logged in, by `PASSWORD`; their id is `.id`."""
    database = service.resources.database
    await Logins(database).add(email, name, PASSWORD, role)
    async with database.read() as connection:
        known = await find_user(connection, email)
    assert known is not None
    async with httpx.AsyncClient(base_url=service.url, timeout=30) as http:
        response = await http.post("/api/auth/login", json={"email": email, "password": PASSWORD})
        assert response.status_code == 200, response.text
        http.id = known.user.id  # type: ignore[attr-defined]
        yield http


def elsewhere() -> dict[str, str]:
    """From an address that nobody has come from yet: links, wishes and log-ins are counted by address."""
    number = next(_numbers)
    return {"X-Forwarded-For": f"10.9.{number // 250}.{number % 250}"}
