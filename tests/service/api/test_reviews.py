"""Reviews over HTTP: read blind, judged, counted."""

import asyncio
from typing import Any

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def graded_turn(service: Any, conversation_id: str) -> str:
    """The conversation's turn, as soon as its language was graded."""
    async with asyncio.timeout(20):
        while True:
            page = (await service.admin.get(f"/api/conversations/{conversation_id}")).json()
            for turn in page["turns"]:
                if any(grade["grader"] == "language" for grade in turn["grades"]):
                    return str(turn["id"])
            await asyncio.sleep(0.05)


async def test_a_turn_is_read_blind_judged_and_measured(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("Do you ship to France?")
    turn_id = await graded_turn(service, visitor.conversation_id)

    queue = (await service.admin.get("/api/reviews/queue?grader=language&order=random&blind=true&limit=200")).json()
    mine = [one for one in queue["queue"] if one["turn_id"] == turn_id]
    assert [(one["grader"], one["label"]) for one in mine] == [("language", None)]
    shown = (await service.admin.get(f"/api/reviews/turns/{turn_id}?grader=language&blind=true")).json()
    assert (shown["asked"][0]["text"], shown["grade"]) == ("Do you ship to France?", None)
    seen = (await service.admin.get(f"/api/reviews/turns/{turn_id}?grader=language")).json()

    verdict = {"turn_id": turn_id, "grader": "language", "label": seen["grade"]["label"], "picked": "random"}
    stored = await service.admin.post("/api/reviews", json=verdict | {"blind": True})
    assert (stored.status_code, stored.json()["verdict"]) == (201, "confirms")
    assert stored.json()["reviewer"] == "admin@example.com"
    listed = (await service.admin.get(f"/api/reviews?turn_id={turn_id}")).json()["reviews"]
    assert [one["id"] for one in listed] == [stored.json()["id"]]
    (found,) = (await service.admin.get("/api/reviews/calibration?grader=language&by=channel")).json()["calibrations"]
    assert (found["key"], found["quality"]["agreement"]["value"]) == ({"channel": "widget"}, 1.0)

    wrong = await service.admin.post("/api/reviews", json=verdict | {"label": "lovely"})
    assert (wrong.status_code, wrong.json()["error"]) == (422, "invalid_request")
    assert seen["labels"][0] in wrong.json()["detail"]
    assert (await service.admin.post("/api/reviews", json=verdict | {"turn_id": "\x00"})).status_code == 422
    assert (await service.http.get("/api/reviews/queue")).status_code == 401
