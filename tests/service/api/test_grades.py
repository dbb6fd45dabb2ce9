"""Grades over HTTP: filtered, paged to the last one, counted by label, and kept from blind reviewers."""

import asyncio
from typing import Any

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUEUE = "/api/reviews/queue?grader=language&order=random&blind=true&limit=200"


async def graded(service: Any, *questions: str) -> str:
    """A conversation with these questions, whose turns have all been graded; its id."""
    visitor = await service.visitor()
    for question in questions:
        await visitor.ask(question)
    async with asyncio.timeout(30):
        while True:
            found = await listed(service, grader="language")
            own = [one for one in found if one["conversation_id"] == visitor.conversation_id]
            if len(own) == len(questions):
                return str(visitor.conversation_id)
            await asyncio.sleep(0.05)


async def listed(service: Any, **filters: Any) -> list[dict[str, Any]]:
    """All that the filters leave, page by page."""
    found: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        asked = filters | ({"cursor": cursor} if cursor else {})
        page = (await service.admin.get("/api/grades", params=asked)).json()
        found += page["grades"]
        cursor = page["next"]
        if cursor is None:
            return found


def key(one: dict[str, Any]) -> tuple[str, ...]:
    return one["turn_id"], one["grader"], one["version"], one["stage"]


async def test_grades_are_listed_latest_first_and_paged_without_gaps(service: Any) -> None:
    conversation = await graded(service, "How long may I return an item?", "Do you ship to France?")
    whole = await listed(service, limit=200)
    own = [one for one in whole if one["conversation_id"] == conversation]
    assert {one["asked"] for one in own} == {"How long may I return an item?", "Do you ship to France?"}
    assert [one["asked_at"] for one in whole] == sorted((one["asked_at"] for one in whole), reverse=True)
    assert {(one["channel"], one["replied_by"]) for one in own} == {("widget", "agent")}
    assert not {one["label"] for one in whole} & {"not_applicable", "not_sampled"}
    # A page ends in the midst of a turn's grades: what follows goes on there.
    by_threes = await listed(service, limit=3)
    assert len(by_threes) == len({key(one) for one in by_threes})
    assert {key(one) for one in whole} <= {key(one) for one in by_threes}


async def test_filters_leave_what_they_say(service: Any) -> None:
    conversation = await graded(service, "你们发货到法国吗？")
    own = [one for one in await listed(service, language="zh") if one["conversation_id"] == conversation]
    assert own
    assert {one["language"] for one in own} == {"zh"}
    assert not [one for one in await listed(service, language="en") if one["conversation_id"] == conversation]
    good = await listed(service, grader="language", label="passed", least=0.5, operator="agent", channel="widget")
    assert {(one["grader"], one["label"]) for one in good} == {("language", "passed")}
    idle = await listed(service, label="not_applicable", limit=200)
    assert {one["label"] for one in idle} == {"not_applicable"}
    early = own[0]["asked_at"]
    assert not [one for one in await listed(service, until=early) if one["conversation_id"] == conversation]
    for nothing in ({"most": 0, "least": 1}, {"operator": "no@example.com"}, {"rule": "no.rule"}, {"channel": "sms"}):
        assert await listed(service, **nothing) == []


async def test_labels_are_counted_for_a_grader(service: Any) -> None:
    await graded(service, "Do you ship to Spain?")
    counted = (await service.admin.get("/api/grades/labels?grader=language&label=failed")).json()
    # The labels are what is counted: naming one of them does not leave the others out.
    assert counted["labels"]["passed"] == len(await listed(service, grader="language", label="passed"))
    assert counted["left_out"] is False
    assert (await service.admin.get("/api/grades/labels")).status_code == 422
    graders = {
        one["grader"]: one["labels"] for one in (await service.admin.get("/api/grades/graders")).json()["graders"]
    }
    assert {"passed", "failed"} <= set(graders["language"])
    assert "rules" in graders


async def test_who_has_read_a_grade_in_the_list_is_not_blind(service: Any) -> None:
    conversation = await graded(service, "Do you ship to Italy?")
    queue = (await service.admin.get(QUEUE)).json()["queue"]
    turn_id = next(one["turn_id"] for one in queue if one["conversation_id"] == conversation)
    verdict = {"turn_id": turn_id, "grader": "language", "label": "passed"}
    assert (await service.admin.post("/api/reviews", json=verdict)).json()["blind"] is False


async def test_bad_filters_and_cursors_are_told(service: Any) -> None:
    for wrong in ({"least": 2}, {"limit": 1000}, {"cursor": "x"}, {"cursor": "~~~"}, {"since": "1800-01-01"}):
        refused = await service.admin.get("/api/grades", params=wrong)
        assert refused.status_code == 422, wrong
    assert (await service.http.get("/api/grades")).status_code == 401
