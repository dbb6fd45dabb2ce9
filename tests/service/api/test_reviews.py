"""Reviews over HTTP: read blind, judged, counted."""

import asyncio
from typing import Any

import httpx
import pytest

from service.roles import Role
from service.users.auth import Logins
from tests.service.api.conftest import PASSWORD

pytestmark = pytest.mark.asyncio(loop_scope="session")


QUEUE = "/api/reviews/queue?grader=language&order=random&blind=true&limit=200"


async def graded_turn(service: Any, conversation_id: str) -> str:
    """The conversation's turn, as soon as it can be reviewed; its grades stay hidden."""
    async with asyncio.timeout(20):
        while True:
            for one in (await service.admin.get(QUEUE)).json()["queue"]:
                if one["conversation_id"] == conversation_id:
                    assert (one["grader"], one["label"], one["score"]) == ("language", None, None)
                    return str(one["turn_id"])
            await asyncio.sleep(0.05)


async def test_a_turn_is_read_blind_judged_and_measured(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("Do you ship to France?")
    turn_id = await graded_turn(service, visitor.conversation_id)

    shown = (await service.admin.get(f"/api/reviews/turns/{turn_id}?grader=language&blind=true")).json()
    assert (shown["asked"][0]["text"], shown["grade"]) == ("Do you ship to France?", None)

    verdict = {"turn_id": turn_id, "grader": "language", "label": "passed"}
    stored = await service.admin.post("/api/reviews", json=verdict | {"blind": False, "picked": "risk"})
    assert (stored.status_code, stored.json()["verdict"]) == (201, "confirms")
    known = {"reviewer": "admin@example.com", "blind": True, "picked": "random"}
    assert {name: stored.json()[name] for name in known} == known
    seen = (await service.admin.get(f"/api/reviews/turns/{turn_id}?grader=language")).json()
    assert seen["grade"]["label"] == "passed"
    listed = (await service.admin.get(f"/api/reviews?turn_id={turn_id}")).json()["reviews"]
    assert [one["id"] for one in listed] == [stored.json()["id"]]
    (found,) = (await service.admin.get("/api/reviews/calibration?grader=language&by=channel")).json()["calibrations"]
    assert (found["key"], found["quality"]["agreement"]["value"]) == ({"channel": "widget"}, 1.0)

    wrong = await service.admin.post("/api/reviews", json=verdict | {"label": "lovely"})
    assert (wrong.status_code, wrong.json()["error"]) == (422, "invalid_request")
    assert seen["labels"][0] in wrong.json()["detail"]
    assert (await service.admin.post("/api/reviews", json=verdict | {"turn_id": "\x00"})).status_code == 422
    assert (await service.http.get("/api/reviews/queue")).status_code == 401


async def test_who_has_opened_the_conversation_is_not_blind(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("Do you ship to Spain?")
    turn_id = await graded_turn(service, visitor.conversation_id)
    assert (await service.admin.get(f"/api/conversations/{visitor.conversation_id}")).status_code == 200
    verdict = {"turn_id": turn_id, "grader": "language", "label": "passed", "blind": True}
    stored = (await service.admin.post("/api/reviews", json=verdict)).json()
    assert (stored["picked"], stored["blind"]) == ("random", False)


async def test_who_may_not_review_is_told_so(service: Any) -> None:
    email = "mo@example.com"
    assert await Logins(service.resources.database).add(email, "Mo", PASSWORD, Role.READER)
    async with httpx.AsyncClient(base_url=service.url) as http:
        login = await http.post("/api/auth/login", json={"email": email, "password": PASSWORD})
        assert login.status_code == 200
        refused = await http.get("/api/reviews/queue")
    assert (refused.status_code, refused.json()["error"]) == (403, "forbidden")
    assert "ask an admin" in refused.json()["detail"]
