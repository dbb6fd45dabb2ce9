"""How conversations end, over HTTP: read, changed in force at once, refused by field, and only by admins."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

pytestmark = pytest.mark.asyncio(loop_scope="session")
URL = "/api/policy/closing"


@pytest_asyncio.fixture(loop_scope="session")
async def document(service: Any) -> AsyncIterator[dict[str, Any]]:
    """The policy in force, which is so again after the test."""
    before = (await service.admin.get(URL)).json()["document"]
    yield before
    number = (await service.admin.get(URL)).json()["number"]
    await service.admin.put(URL, json={"document": before, "based_on": number})


async def put(service: Any, document: dict[str, Any], **changes: Any) -> Any:
    number = (await service.admin.get(URL)).json()["number"]
    return await service.admin.put(URL, json={"document": document | changes, "based_on": number})


async def test_a_change_is_in_force_and_kept_with_its_author(service: Any, document: dict[str, Any]) -> None:
    assert document["silence"] == {"agent": 30.0, "operator": 1440.0, "unanswered": 10080.0}
    saved = await put(service, document, warning={"minutes": 3, "except_in": ["email"]})

    assert saved.status_code == 200, saved.text
    page = (await service.admin.get(URL)).json()
    assert (page["document"]["warning"]["minutes"], page["number"]) == (3.0, saved.json()["number"])
    assert page["fixed_words"]["warning"]["zh"].startswith("您还在吗")
    assert {"widget", "telegram"} <= set(page["channels"])
    history = (await service.admin.get(f"{URL}/history")).json()["policies"]
    assert history[0]["by"] == "admin@example.com"


async def test_what_is_wrong_is_told_by_its_field(service: Any, document: dict[str, Any]) -> None:
    silence = {"agent": 0}
    words = {"warning": {"en": "Bye, {{ name }}"}}
    response = await put(service, document, silence=silence, words=words)

    assert (response.status_code, response.json()["error"]) == (422, "invalid_policy")
    assert {(one["field"], one["code"]) for one in response.json()["fields"]} == {
        ("silence.agent", "greater_than"),
        ("words", "unknown_variable"),
    }
