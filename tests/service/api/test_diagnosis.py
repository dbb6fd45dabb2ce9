"""Why turns failed, over HTTP."""

from typing import Any

import pytest

pytestmark = [pytest.mark.own_service, pytest.mark.asyncio(loop_scope="session")]


async def test_a_turn_is_explained_and_the_causes_are_counted(service: Any) -> None:
    asked = await service.visitor()
    await asked.ask("How long may I return an item?")
    page = (await service.admin.get(f"/api/conversations/{asked.conversation_id}")).json()
    turn = page["turns"][0]["id"]
    told = (await service.admin.get(f"/api/turns/{turn}/why")).json()
    assert told["turn"] == turn
    assert (told["conversation_id"], told["asked"]) == (asked.conversation_id, "How long may I return an item?")
    assert told["failed"] == bool(told["signals"]) == bool(told["checks"])
    assert (await service.admin.get("/api/turns/00000000-0000-0000-0000-000000000000/why")).status_code == 404
    counted = (await service.admin.get("/api/diagnosis", params={"since": "2020-01-01T00:00:00"})).json()
    assert counted["turns"] >= 1
    assert (counted["since"], counted["left_out"]) == ("2020-01-01T00:00:00Z", 0)
    assert sum(one["n"] for one in counted["causes"]) == counted["failed"]
    for one in counted["causes"]:
        assert [turn["turn_id"] for turn in one["turns"]] == one["turn_ids"]
        assert all(turn["asked"] for turn in one["turns"])


async def test_no_more_turns_are_diagnosed_than_asked_for_and_the_rest_is_told(service: Any) -> None:
    asked = await service.visitor()
    await asked.ask("Do you ship abroad?")
    await asked.ask("And how long does it take?")
    week = (await service.admin.get("/api/diagnosis")).json()
    one = (await service.admin.get("/api/diagnosis", params={"limit": 1})).json()
    assert (one["turns"], one["left_out"]) == (1, week["turns"] + week["left_out"] - 1)
    assert one["left_out"] >= 1
    assert (await service.admin.get("/api/diagnosis", params={"until": "2020-01-01"})).json()["turns"] == 0
    assert (await service.admin.get("/api/diagnosis", params={"limit": 1_000_000})).status_code == 422
