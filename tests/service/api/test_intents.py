"""The intents over HTTP: a list is tried, learnt and put in force, and what is wrong with it is told by field."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

pytestmark = pytest.mark.asyncio(loop_scope="session")

ENGRAVING = {
    "name": "engraving",
    "description": "has something engraved",
    "examples": {
        "en": [
            "Can you engrave my initials?",
            "I would like a name engraved on the lid",
            "Do you put text on the metal?",
            "How long may an engraved text be?",
            "Which fonts are there for the engraving?",
        ],
        "zh": ["可以刻字吗？", "想在盖子上刻名字", "刻字最多几个字？", "刻字有哪些字体？", "能在金属上刻图案吗？"],
    },
}
CLEANING = {
    "name": "cleaning",
    "examples": {
        "en": [
            "How do I clean the brass?",
            "What takes stains off the glass?",
            "May I wash it with soap?",
            "Which polish is right for copper?",
            "How often should I dust it?",
        ],
        "zh": ["黄铜怎么清洁？", "玻璃上的污渍怎么去除？", "可以用肥皂洗吗？", "铜器用什么擦？", "多久擦一次灰？"],
    },
}


@pytest_asyncio.fixture(loop_scope="session")
async def before(service: Any) -> AsyncIterator[dict[str, Any]]:
    """The page of the list in force, which is so again after the test."""
    page = (await service.admin.get("/api/intents")).json()
    yield page
    number = (await service.admin.get("/api/intents")).json()["number"]
    await service.admin.put("/api/intents", json={"document": page["document"], "based_on": number})


def longer(page: dict[str, Any], *more: dict[str, Any]) -> dict[str, Any]:
    return {"intents": [*page["document"]["intents"], *more]}


async def test_a_list_is_tried_before_it_is_saved_and_then_tells_turns_apart(
    service: Any, before: dict[str, Any]
) -> None:
    draft, said = longer(before, ENGRAVING, CLEANING), "Would you engrave two words for my mother?"
    # The first list that a process learns takes longest: it loads what learns.
    tried = await service.admin.post("/api/intents/try", json={"document": draft, "text": said}, timeout=120)
    assert tried.status_code == 200, tried.text
    assert (tried.json()["intent"], tried.json()["by"]) == ("engraving", "learnt")
    assert tried.json()["likeliest"][0]["intent"] == "engraving"
    assert tried.json()["likeliest"][0]["probability"] > 0.5
    assert await intent_of(service, said) == "other"

    saved = await service.admin.put("/api/intents", json={"document": draft, "based_on": before["number"]})

    assert saved.status_code == 200, saved.text
    assert [(one["name"], one["examples"]) for one in saved.json()["learnt"]] == [("engraving", 10), ("cleaning", 10)]
    assert await intent_of(service, said) == "engraving"
    assert await intent_of(service, "能帮我在铜壶上刻两个字吗") == "engraving"
    history = (await service.admin.get("/api/intents/history")).json()["policies"]
    assert (history[0]["number"], history[0]["by"]) == (saved.json()["number"], "admin@example.com")


async def intent_of(service: Any, said: str) -> str:
    visitor = await service.visitor()
    await visitor.ask(said)
    page = (await service.admin.get(f"/api/conversations/{visitor.conversation_id}")).json()
    return str(page["turns"][0]["intent"])


async def test_what_is_wrong_with_a_list_is_told_by_its_field(service: Any, before: dict[str, Any]) -> None:
    twice = CLEANING | {"examples": {"en": ENGRAVING["examples"]["en"]}}  # type: ignore[index]
    draft = longer(before, ENGRAVING, twice)
    for response in (
        await service.admin.put("/api/intents", json={"document": draft, "based_on": before["number"]}),
        await service.admin.post("/api/intents/try", json={"document": draft, "text": "hello"}),
    ):
        assert (response.status_code, response.json()["error"]) == (422, "invalid_policy")
        at = len(before["document"]["intents"]) + 1
        first = response.json()["fields"][0]
        assert (first["field"], first["code"]) == (f"intents.{at}.examples.en.0", "example_of_two")
        assert "engraving" in first["problem"]


async def test_a_change_of_an_older_list_is_refused(service: Any, before: dict[str, Any]) -> None:
    document = longer(before, CLEANING)
    await service.admin.put("/api/intents", json={"document": document, "based_on": before["number"]})
    response = await service.admin.put("/api/intents", json={"document": document, "based_on": before["number"]})
    assert (response.status_code, response.json()["error"]) == (409, "not_allowed")
