"""Why turns failed, over HTTP."""

from typing import Any

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_turn_is_explained_and_the_causes_are_counted(service: Any) -> None:
    asked = await service.visitor()
    await asked.ask("How long may I return an item?")
    page = (await service.admin.get(f"/api/conversations/{asked.conversation_id}")).json()
    turn = page["turns"][0]["id"]
    told = (await service.admin.get(f"/api/turns/{turn}/why")).json()
    assert list(told) == ["turn", "failed", "signals", "cause", "checks"]
    assert told["turn"] == turn
    assert told["failed"] == bool(told["signals"]) == bool(told["checks"])
    assert (await service.admin.get("/api/turns/00000000-0000-0000-0000-000000000000/why")).status_code == 404
    counted = (await service.admin.get("/api/diagnosis", params={"since": "2020-01-01T00:00:00"})).json()
    assert counted["turns"] >= 1
    assert sum(one["n"] for one in counted["causes"]) == counted["failed"]
