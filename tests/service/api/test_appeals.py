"""Who may say what of a hit: whoever said the reply objects, a quality manager decides."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest
import pytest_asyncio

from service.roles import Role
from service.users.auth import Logins
from tests.service.api.conftest import PASSWORD

pytestmark = pytest.mark.asyncio(loop_scope="session")

SET = "rules:\n  - {id: shop.maybe, kind: forbidden, match: {words: [perhaps tomorrow]}}\n"
HITS = "/api/rules/hits"


async def logged_in(service: Any, email: str, role: Role) -> httpx.AsyncClient:
    assert await Logins(service.resources.database).add(email, email.split("@", maxsplit=1)[0], PASSWORD, role)
    http = httpx.AsyncClient(base_url=service.url)
    assert (await http.post("/api/auth/login", json={"email": email, "password": PASSWORD})).status_code == 200
    return http


@pytest_asyncio.fixture(loop_scope="session")
async def hit(service: Any, until: Callable[..., Awaitable[None]]) -> AsyncIterator[tuple[httpx.AsyncClient, str]]:
    """An operator, and the id of a hit in their reply."""
    before = (await service.admin.get("/api/rules")).json()["number"]
    saved = await service.admin.put("/api/rules", json={"yaml": SET, "based_on": before})
    assert saved.status_code == 200, saved.text
    operator = await logged_in(service, "op.appeals@example.com", Role.OPERATOR)
    visitor = await service.visitor()
    await visitor.ask("I want to talk to a person")
    conversation = f"/api/conversations/{visitor.conversation_id}"
    assert (await operator.post(f"{conversation}/claim")).status_code == 200
    await visitor.post("When will it come?")
    said = {"text": "Perhaps tomorrow, who knows.", "client_id": "one"}
    assert (await operator.post(f"{conversation}/messages", json=said)).status_code == 202
    here = {"rule": "shop.maybe", "conversation_id": visitor.conversation_id}

    async def found() -> bool:
        return (await service.admin.get(HITS, params=here)).json()["total"] == 1

    await until(found)
    yield operator, (await service.admin.get(HITS, params=here)).json()["hits"][0]["id"]
    await operator.aclose()
    await service.admin.post("/api/rules/rollback", json={"number": before, "based_on": before + 1})


async def test_an_operator_objects_to_their_own_hit_and_a_quality_manager_decides(
    service: Any, hit: tuple[httpx.AsyncClient, str]
) -> None:
    operator, hit_id = hit
    path, note = f"{HITS}/{hit_id}", {"note": "The customer had said so."}
    other = await logged_in(service, "other.appeals@example.com", Role.OPERATOR)
    refused = await other.post(f"{path}/appeal", json=note)
    assert (refused.status_code, refused.json()["error"]) == (403, "forbidden")
    quality = await logged_in(service, "quality.appeals@example.com", Role.QUALITY)
    assert (await quality.post(f"{path}/appeal", json=note)).status_code == 403

    appealed = await operator.post(f"{path}/appeal", json=note)
    assert (appealed.status_code, appealed.json()["state"]) == (200, "appealed")
    decision = {"resolution": "withdrawn", "note": "Right."}
    assert (await operator.post(f"{path}/resolve", json=decision)).status_code == 403
    resolved = (await quality.post(f"{path}/resolve", json=decision)).json()
    assert (resolved["state"], resolved["resolved_by"]) == ("withdrawn", "quality.appeals@example.com")
    seen = (await operator.get(HITS, params={"operator": "op.appeals@example.com"})).json()["hits"]
    assert [(one["state"], one["resolution_note"]) for one in seen if one["id"] == hit_id] == [("withdrawn", "Right.")]
    # What is watched is not for operators to say.
    assert (await operator.post("/api/rules/try", json={"yaml": SET})).status_code == 403
    assert (await operator.get("/api/rules")).status_code == 200
    await other.aclose()
    await quality.aclose()
