"""An account tells what was delivered to it and the database does not take: how much, and since when."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import delete

from service.storage.tables import journal
from tests.service.unstored import leave_unstored

pytestmark = pytest.mark.asyncio(loop_scope="session")

BEIJING = timezone(timedelta(hours=8))
FIRST = datetime(2026, 2, 3, 9, 30, tzinfo=BEIJING)  # half past one in UTC
SECRET = "whsec_" + "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0"


async def added(service: Any) -> str:
    credentials = {"secret": SECRET, "callback_url": "https://127.0.0.1:9/replies"}
    body = {"channel": "webhook", "name": f"Relay {uuid4().hex[:6]}", "credentials": credentials}
    return str((await service.admin.post("/api/accounts", json=body)).json()["account"]["id"])


async def listed(service: Any) -> dict[str, Any]:
    shown = (await service.admin.get("/api/accounts")).json()["accounts"]
    return {one["id"]: one["unstored"] for one in shown}


async def test_an_account_tells_how_many_messages_could_not_be_stored_and_since_when(service: Any) -> None:
    troubled, sound = await added(service), await added(service)
    assert {(await listed(service))[one] for one in (troubled, sound)} == {None}

    # As text, nine o'clock in Beijing comes after half past two in London.
    await leave_unstored(service.resources.database, troubled, [datetime(2026, 2, 3, 2, 30, tzinfo=UTC), FIRST])
    told = await listed(service)
    shown = (await service.admin.get(f"/api/accounts/{troubled}")).json()["account"]["unstored"]
    assert (told[troubled], told[sound]) == (shown, None)
    assert (shown["count"], datetime.fromisoformat(shown["since"])) == (2, FIRST)

    async with service.resources.database.write() as connection:
        await connection.execute(delete(journal).where(journal.c.account_id == troubled))
    assert (await listed(service))[troubled] is None
