"""What an operator is offered before they reply: the agent's words with sources, near passages; nothing is said."""

from typing import Any
from uuid import uuid4

import pytest

from service.storage.grading.contexts import grading_contexts

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def suggested(service: Any, conversation_id: str) -> dict[str, Any]:
    response = await service.admin.get(f"/api/conversations/{conversation_id}/suggestion")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def test_what_was_asked_before_a_person_came_is_suggested_with_its_source(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("How long may I return an item?")
    await visitor.ask("I want to talk to a person")
    before = (await visitor.history())["messages"]

    found = await suggested(service, visitor.conversation_id)

    assert found["asked"] == "How long may I return an item?"
    assert "30 days" in found["reply"]
    assert found["citations"][0]["quote"]
    assert 0 < found["confidence"] <= 1
    assert found["rewrites"] is False
    assert (await visitor.history())["messages"] == before


async def test_what_nothing_answers_gets_no_suggestion(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("Who won the chess championship in 1972?")

    found = await suggested(service, visitor.conversation_id)
    assert (found["reply"], found["citations"]) == (None, [])
    assert found["asked"] == "Who won the chess championship in 1972?"


async def test_who_may_not_answer_customers_is_offered_nothing(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("How long may I return an item?")
    path = f"/api/conversations/{visitor.conversation_id}"

    assert (await service.http.get(f"{path}/suggestion", headers=visitor.headers)).status_code == 401
    assert (await service.admin.get(f"/api/conversations/{uuid4()}/suggestion")).status_code == 404


async def test_without_a_model_a_draft_stays_as_it_is_and_it_is_told_why(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("How long may I return an item?")
    answer = await service.admin.post(
        f"/api/conversations/{visitor.conversation_id}/rewording", json={"text": "30 days.", "how": "formal"}
    )
    assert (answer.status_code, "TURNWISE_MODEL" in answer.json()["detail"]) == (409, True)
    wrong = await service.admin.post(
        f"/api/conversations/{visitor.conversation_id}/rewording", json={"text": "30 days.", "how": "rude"}
    )
    assert wrong.status_code == 422


async def test_the_operators_draft_tells_what_is_looked_up(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("How long may I return an item?")
    path = f"/api/conversations/{visitor.conversation_id}/suggestion"

    response = await service.admin.post(path, json={"draft": "And about France: we ship there, it takes"})
    assert response.status_code == 200, response.text
    assert "three to five working days" in response.json()["reply"]
    assert response.json()["asked"] == "How long may I return an item?"
    nothing = await service.admin.post(path, json={"draft": "zzzz"})
    assert "30 days" in nothing.json()["reply"]


async def test_the_sources_of_a_suggestion_travel_with_the_reply_and_graders_see_them(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("How long may I return an item?")
    await visitor.ask("I want to talk to a person")
    path = f"/api/conversations/{visitor.conversation_id}"
    await service.admin.post(f"{path}/claim")
    found = await suggested(service, visitor.conversation_id)
    sources = [{"chunk_id": one["chunk_id"], "quote": one["quote"]} for one in found["citations"]]

    made_up = [{**sources[0], "quote": "You may return it within 90 days."}]
    refused = await service.admin.post(
        f"{path}/messages", json={"text": "90 days.", "client_id": "s0", "sources": made_up}
    )
    assert (refused.status_code, "source" in refused.json()["detail"]) == (422, True)
    await visitor.ask("So how long is it?")
    sent = await service.admin.post(
        f"{path}/messages", json={"text": found["reply"], "client_id": "s1", "sources": sources}
    )
    assert sent.status_code == 202, sent.text

    said = (await visitor.history())["messages"][-1]
    assert (said["role"], [one["quote"] for one in said["citations"]]) == ("operator", [sources[0]["quote"]])
    assert said["citations"][0]["title"]
    page = (await service.admin.get(path)).json()
    turn_id = next(one["id"] for one in page["turns"] if said["id"] in one["reply_ids"])
    async with service.resources.database.read() as connection:
        (context,) = (await grading_contexts(connection, [turn_id])).values()
    assert [one.quote for one in context.turn.citations or ()] == [sources[0]["quote"]]
    assert context.turn.passages is None
