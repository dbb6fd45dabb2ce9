"""What keys open of the API, and what none of them does."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from service.storage.tables import api_keys
from service.storage.types import now

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def made(service: Any, *scopes: str, **more: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """A key, and the headers that carry it."""
    answer = await service.admin.post("/api/keys", json={"name": "walk", "scopes": scopes} | more)
    assert answer.status_code == 201, answer.text
    return answer.json()["key"], {"Authorization": f"Bearer {answer.json()['secret']}"}


async def test_a_key_reads_what_its_scope_says_and_changes_nothing(service: Any) -> None:
    _, reads = await made(service, "see")

    assert (await service.http.get("/api/conversations", headers=reads)).status_code == 200
    assert (await service.http.get("/api/leads", headers=reads)).status_code == 200
    put = await service.http.put("/api/rules", json={}, headers=reads)
    assert (put.status_code, "scope monitor" in put.json()["detail"]) == (403, True)
    asked = await service.http.post("/v1/chat/completions", json={"messages": []}, headers=reads)
    assert asked.status_code == 403


async def test_the_agents_key_opens_the_agent_and_nothing_else(service: Any) -> None:
    _, asks = await made(service, "agent")

    assert (await service.http.get("/v1/models", headers=asks)).status_code == 200
    assert (await service.http.get("/api/conversations", headers=asks)).status_code == 403


async def test_what_a_key_did_is_kept_under_its_name(service: Any) -> None:
    _, curates = await made(service, "see", "curate")

    sent = await service.http.post(
        "/api/documents", files={"file": ("by-key.md", b"# Opening hours\n\nNine to five.\n")}, headers=curates
    )

    assert sent.status_code in (200, 201), sent.text
    document = next(
        one for one in (await service.admin.get("/api/documents")).json()["documents"] if one["name"] == "by-key.md"
    )
    page = (await service.admin.get(f"/api/documents/{document['id']}")).json()
    assert "API key walk" in str(page)


async def test_no_key_makes_keys_or_users_or_acts_as_a_person(service: Any) -> None:
    _, all_of_it = await made(service, "see", "answer", "curate", "monitor", "see_evaluations", "evaluate", "manage")

    assert (await service.http.get("/api/accounts", headers=all_of_it)).status_code == 200
    nowhere = "00000000-0000-7000-8000-000000000000"
    for method, path in (
        ("GET", "/api/keys"),
        ("POST", "/api/keys"),
        ("GET", "/api/users"),
        ("POST", f"/api/users/{nowhere}/link"),
        ("GET", "/api/auth/me"),
        ("POST", "/api/auth/password"),
        ("GET", "/api/events"),
        ("POST", f"/api/conversations/{nowhere}/claim"),
        ("GET", "/api/reviews/queue"),
    ):
        answer = await service.http.request(method, path, headers=all_of_it)
        assert answer.status_code == 403, (method, path, answer.text)


async def test_a_key_ends_at_its_time_and_when_it_is_revoked(service: Any) -> None:
    later = (now() + timedelta(days=1)).isoformat()
    ends, headers = await made(service, "see", expires_at=later)
    assert (await service.http.get("/api/leads", headers=headers)).status_code == 200
    async with service.resources.database.write() as connection:
        await connection.execute(update(api_keys).where(api_keys.c.id == ends["id"]).values(expires_at=now()))
    assert (await service.http.get("/api/leads", headers=headers)).status_code == 401

    revoked, headers = await made(service, "see")
    assert (await service.admin.delete(f"/api/keys/{revoked['id']}")).status_code == 204
    assert (await service.http.get("/api/leads", headers=headers)).status_code == 401


@pytest.mark.parametrize(
    "wanted", [{"scopes": []}, {"scopes": ["review"]}, {"scopes": ["*"]}, {"expires_at": "2020-01-01T00:00:00Z"}]
)
async def test_a_key_without_sense_is_not_made(service: Any, wanted: dict[str, Any]) -> None:
    assert (await service.admin.post("/api/keys", json={"name": "walk"} | wanted)).status_code == 422
