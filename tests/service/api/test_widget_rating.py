"""A customer rates what has ended: who may, when, and what counts."""

from typing import Any

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def rate(visitor: Any, **body: Any) -> Any:
    return await visitor.http.post("/api/widget/rating", json=body, headers=visitor.headers)


async def test_the_last_rating_of_an_ended_conversation_counts_and_is_seen_in_the_console(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("Do you ship to France?")
    before = (await service.admin.get("/api/kpis")).json()["groups"][0]["kpis"]["csat"]

    too_early = await rate(visitor, rating=5)
    await service.http.post("/api/widget/close", json={}, headers=visitor.headers)
    first = await rate(visitor, rating=2, comment="slow")
    last = await rate(visitor, rating=4, comment=" <b>fine</b>\r\n在线\x00 ")

    assert (too_early.status_code, too_early.json()["error"]) == (409, "not_ended_yet")
    assert (first.status_code, last.status_code) == (200, 200)
    said = {"rating": 4, "comment": "<b>fine</b>\n在线"}
    assert last.json() == said
    page = (await service.admin.get(f"/api/conversations/{visitor.conversation_id}")).json()
    assert page["rating"] == said
    after = (await service.admin.get("/api/kpis")).json()["groups"][0]["kpis"]["csat"]
    assert after["n"] == before["n"] + 1
    assert after["satisfied"]["successes"] == before["satisfied"]["successes"] + 1


async def test_a_rating_that_cannot_be_is_refused(service: Any) -> None:
    visitor = await service.visitor()
    await service.http.post("/api/widget/close", json={}, headers=visitor.headers)

    wrong = [{}, *({"rating": value} for value in (0, 6, 4.5, True, "5", None)), {"rating": 5, "comment": "x" * 1_001}]
    assert [(await rate(visitor, **body)).status_code for body in wrong] == [422] * len(wrong)
    assert (await service.http.post("/api/widget/rating", json={"rating": 5})).status_code == 401
    assert (await rate(visitor, rating=5, comment=" \n")).json() == {"rating": 5, "comment": None}


async def test_a_visitor_cannot_rate_without_end(service: Any) -> None:
    visitor = await service.visitor()
    await service.http.post("/api/widget/close", json={}, headers=visitor.headers)

    assert 429 in {(await rate(visitor, rating=5)).status_code for _ in range(24)}
