"""What became of replies to a platform: on the conversation's page, and decided about there."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import orjson
import pytest
from sqlalchemy import select, update

from service.standard_webhooks import sign
from service.storage.tables import messages, outbox

pytestmark = pytest.mark.asyncio(loop_scope="session")

SECRET = "whsec_" + "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0"


async def failed_reply(service: Any, until: Any) -> tuple[str, str]:
    """A conversation and its reply, which the platform has refused for good."""
    account = await service.resources.accounts.add(
        "webhook", f"Shop {uuid4().hex[:6]}", {"secret": SECRET, "callback_url": "https://127.0.0.1:9/replies"}
    )
    body = orjson.dumps({"contact": {"id": "42"}, "message": {"text": "Do you ship to France?"}})
    headers = sign(SECRET, uuid4().hex, datetime.now(UTC), body)
    response = await service.http.post(f"/api/hooks/webhook/{account.key}", content=body, headers=headers)
    assert response.status_code == 200
    mine = outbox.c.account_id == account.id
    reply = select(outbox).join(messages, messages.c.id == outbox.c.message_id).where(mine)
    found: list[Any] = []

    async def is_there() -> bool:
        """Waiting to be sent, or being sent already."""
        async with service.resources.database.read() as connection:
            found[:] = (await connection.execute(reply)).all()
        return bool(found)

    await until(is_there)
    row = found[0]
    refused = {"state": "failed", "fault": "refused", "error": "No.", "not_before": datetime(2100, 1, 1, tzinfo=UTC)}
    async with service.resources.database.write() as connection:
        await connection.execute(update(outbox).where(mine).values(refused))
    return row.conversation_id, row.message_id


async def test_a_page_shows_what_did_not_arrive_and_takes_one_decision_about_it(service: Any, until: Any) -> None:
    conversation_id, message_id = await failed_reply(service, until)
    path = f"/api/conversations/{conversation_id}"
    page = (await service.admin.get(path)).json()
    (undelivered,) = page["undelivered"]
    assert (page["allowance"], page["conversation"]["unsent"]) == (None, 1)
    assert {
        "message_id": message_id,
        "state": "failed",
        "fault": "refused",
        "error": "No.",
    }.items() <= undelivered.items()

    leave = {"message_id": message_id, "decision": "leave"}
    response = await service.admin.post(f"{path}/deliveries", json=leave)
    assert (response.status_code, response.json()["conversation"]["unsent"]) == (200, 0)
    (undelivered,) = (await service.admin.get(path)).json()["undelivered"]
    assert (undelivered["state"], undelivered["decided"]["by"]) == ("left", "admin")

    late = await service.admin.post(f"{path}/deliveries", json=leave | {"decision": "again"})
    unknown = await service.admin.post(f"{path}/deliveries", json=leave | {"message_id": "x\x00"})
    wrong = await service.admin.post(f"{path}/deliveries", json=leave | {"decision": "resend"})
    assert [one.status_code for one in (late, unknown, wrong)] == [409, 404, 422]
