"""The agent's style over HTTP: read, changed for the next turn, refused by field."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

pytestmark = [pytest.mark.own_service, pytest.mark.asyncio(loop_scope="session")]
STYLE = "/api/policy/style"


@pytest_asyncio.fixture(loop_scope="session")
async def document(service: Any) -> AsyncIterator[dict[str, Any]]:
    """The style in force, which is so again after the test."""
    response = await service.admin.get(STYLE)
    assert response.status_code == 200, response.text
    before = response.json()["document"]
    yield before
    number = (await service.admin.get(STYLE)).json()["number"]
    await service.admin.put(STYLE, json={"document": before, "based_on": number})


async def put(service: Any, document: dict[str, Any], **changes: Any) -> Any:
    number = (await service.admin.get(STYLE)).json()["number"]
    return await service.admin.put(STYLE, json={"document": document | changes, "based_on": number})


async def test_a_change_holds_for_the_next_turn_and_the_next_visitor(service: Any, document: dict[str, Any]) -> None:
    persona = {"name": "Mia", "greeting": {"en": "Mia here. How can I help?"}, "greet": "first_reply"}
    note = {"text": {"en": "Subject to change."}}

    saved = await put(service, document, persona=persona, disclaimers=[note], tone="formal")

    assert saved.status_code == 200, saved.text
    visitor = await service.visitor()
    answer = (await visitor.ask("How long may I return an item?"))["replies"][0]["text"]
    assert "30 days" in answer
    assert answer.endswith("Subject to change.")
    assert "Mia here" not in answer  # the widget has greeted
    assert "I am Mia" in (await visitor.ask("Are you a bot?"))["replies"][0]["text"]
    page = (await service.admin.get(f"/api/conversations/{visitor.conversation_id}")).json()
    assert [edit for turn in page["turns"] for edit in turn["edits"]] == [
        {"act": "disclaimer", "text": "Subject to change.", "reason": ""}
    ]
    history = (await service.admin.get(f"{STYLE}/history")).json()["policies"]
    assert (history[0]["number"], history[0]["by"]) == (saved.json()["number"], "admin@example.com")
    assert saved.json()["fixed_words"]["greeting"]["en"] == "Hello. How can I help you today?"
    assert (await service.visitor(language="en")).session["greeting"] == "Mia here. How can I help?"


async def test_styles_and_hand_off_policies_are_numbered_apart(service: Any, document: dict[str, Any]) -> None:
    before = (await service.admin.get("/api/policy")).json()["number"]
    assert (await put(service, document, tone="plain")).status_code == 200
    assert (await service.admin.get("/api/policy")).json()["number"] == before


async def test_what_is_wrong_is_told_by_its_field(service: Any, document: dict[str, Any]) -> None:
    response = await put(service, document, tone="rude", length={"max_sentences": 0})
    assert (response.status_code, response.json()["error"]) == (422, "invalid_policy")
    assert {one["field"] for one in response.json()["fields"]} == {"tone", "length.max_sentences"}
    forbids_itself = await put(service, document, forbidden=["cheap", "AI"])
    (told,) = forbids_itself.json()["fields"]
    assert (told["field"], told["code"]) == ("forbidden.1", "in_fixed_reply")


async def test_a_change_of_an_older_style_is_refused(service: Any, document: dict[str, Any]) -> None:
    await put(service, document, tone="plain")
    response = await service.admin.put(STYLE, json={"document": document, "based_on": 0})
    assert (response.status_code, response.json()["error"]) == (409, "not_allowed")
