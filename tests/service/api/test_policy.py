"""The hand-off policy over HTTP: read, changed for the next turn, refused by field; conversations given back."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def document(service: Any) -> AsyncIterator[dict[str, Any]]:
    """The policy in force, which is so again after the test."""
    response = await service.admin.get("/api/policy")
    assert response.status_code == 200, response.text
    before = response.json()["document"]
    yield before
    number = (await service.admin.get("/api/policy")).json()["number"]
    await service.admin.put("/api/policy", json={"document": before, "based_on": number})


async def put(service: Any, document: dict[str, Any], **changes: Any) -> Any:
    number = (await service.admin.get("/api/policy")).json()["number"]
    return await service.admin.put("/api/policy", json={"document": document | changes, "based_on": number})


async def test_a_change_holds_for_the_next_turn_and_is_kept_with_its_author(
    service: Any, document: dict[str, Any]
) -> None:
    visitor = await service.visitor()
    assert "passing you to a colleague" in (await visitor.ask("I want to talk to a person"))["replies"][0]["text"]

    words = {"customer_request": {"en": "Mia is on her way."}}
    saved = await put(service, document, words=words)

    assert saved.status_code == 200, saved.text
    other = await service.visitor()
    assert "Mia is on her way." in (await other.ask("I want to talk to a person"))["replies"][0]["text"]
    history = (await service.admin.get("/api/policy/history")).json()["policies"]
    assert (history[0]["number"], history[0]["by"]) == (saved.json()["number"], "admin@example.com")
    assert saved.json()["fixed_words"]["returned"]["zh"].startswith("同事已将会话转回")


async def test_what_is_wrong_is_told_by_its_field(service: Any, document: dict[str, Any]) -> None:
    rules = document["rules"] | {"negative_sentiment": {"threshold": 3}}
    response = await put(service, document, rules=rules, hours={"time_zone": "Nowhere"})

    assert (response.status_code, response.json()["error"]) == (422, "invalid_policy")
    assert {(one["field"], one["code"]) for one in response.json()["fields"]} == {
        ("rules.negative_sentiment.threshold", "less_than_equal"),
        ("hours.time_zone", "unknown_time_zone"),
    }


async def test_a_change_of_an_older_policy_is_refused(service: Any, document: dict[str, Any]) -> None:
    await put(service, document, loops={"minutes": 5})
    response = await service.admin.put("/api/policy", json={"document": document, "based_on": 0})
    assert (response.status_code, response.json()["error"]) == (409, "not_allowed")


async def test_a_conversation_given_back_is_gone_on_with_and_does_not_bounce(service: Any) -> None:
    visitor = await service.visitor()
    furious = "This is terrible, worst shop ever, I am furious!"
    await visitor.ask(furious)
    path = f"/api/conversations/{visitor.conversation_id}"
    assert (await service.admin.get(path)).json()["conversation"]["state"] == "waiting"
    asked = (await visitor.post("How long may I return an item?")).json()["message"]

    returned = await service.admin.post(f"{path}/return")

    assert returned.status_code == 200, returned.text
    assert returned.json()["conversation"]["state"] == "open"
    assert await service.resources.turns.answered(visitor.conversation_id, asked["seq"], 15)
    said = (await visitor.history())["messages"]
    assert "30 days" in said[-1]["text"]
    assert any("passed you back to me" in message["text"] for message in said)
    assert (await visitor.ask(furious))["state"] == "open"
    assert (await visitor.ask("a human please"))["state"] == "waiting"
    page = (await service.admin.get(path)).json()
    assert [(one["rule"], one["ended_by"]) for one in page["handoffs"]] == [
        ("negative_sentiment", "operator"),
        ("customer_request", None),
    ]


async def test_who_waits_may_choose_the_agent(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("转人工")
    answered = await visitor.ask("不用转人工了")
    assert answered["state"] == "open"
    assert "不转人工" in answered["replies"][0]["text"]


async def test_only_what_is_with_people_can_be_given_back(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("Do you ship to France?")
    response = await service.admin.post(f"/api/conversations/{visitor.conversation_id}/return")
    assert (response.status_code, response.json()["error"]) == (409, "not_allowed")
