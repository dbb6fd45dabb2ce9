"""A document's life through the API, with what customers are answered after each step."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "What does the Borealis membership cost?"


def price(euros: int) -> bytes:
    return f"# Borealis\n\nThe Borealis membership costs {euros} euros a year.\n".encode()


async def upload(service: Any, name: str, data: bytes, **fields: str) -> dict[str, Any]:
    response: httpx.Response = await service.admin.post("/api/documents", files={"file": (name, data)}, data=fields)
    assert response.is_success, response.text
    document: dict[str, Any] = response.json()["document"]
    return document


async def act(service: Any, document: dict[str, Any], version: int, action: str, **body: Any) -> httpx.Response:
    response: httpx.Response = await service.admin.post(
        f"/api/documents/{document['id']}/versions/{version}/{action}", json=body
    )
    return response


async def found(service: Any, **filters: str) -> list[str]:
    """What is found of the Borealis."""
    response = await service.admin.get("/api/knowledge/search", params={"q": QUESTION, **filters})
    return [one["text"].split(" costs ")[1].split()[0] for one in response.json()["found"] if "Borealis" in one["text"]]


async def test_a_version_goes_from_draft_to_publication_and_back_and_answers_follow(service: Any) -> None:
    visitor = await service.visitor(language="en")
    document = await upload(service, "borealis.md", price(18), status="draft")
    assert (document["status"], document["chunk_count"], await found(service)) == ("draft", 0, [])

    assert (await act(service, document, 1, "submit")).json()["status"] == "in_review"
    assert await found(service) == []
    assert (await act(service, document, 1, "publish", note="checked")).json()["status"] == "published"
    assert await found(service) == ["18"]
    assert "18 euros" in (await visitor.ask(QUESTION))["replies"][0]["text"]

    newer = await upload(service, "borealis.md", price(20), status="in_review")
    assert (newer["version"], newer["latest_version"], newer["latest_status"]) == (1, 2, "in_review")
    assert await found(service) == ["18"]
    await act(service, document, 2, "publish")
    assert await found(service) == ["20"]
    assert "20 euros" in (await visitor.ask(QUESTION))["replies"][0]["text"]

    assert (await act(service, document, 1, "roll_back")).json()["status"] == "published"
    assert await found(service) == ["18"]
    await act(service, document, 1, "retire")
    assert await found(service) == []
    assert "euros" not in (await visitor.ask(QUESTION))["replies"][0]["text"]

    page = (await service.admin.get(f"/api/documents/{document['id']}")).json()
    assert [(one["version"], one["status"]) for one in page["versions"]] == [(2, "superseded"), (1, "retired")]
    assert [one["action"] for one in page["events"]] == [
        "retire",
        "roll_back",
        "publish",
        "upload",
        "publish",
        "submit",
        "upload",
    ]
    assert {one["actor"] for one in page["events"]} == {"admin@example.com"}
    assert page["events"][4]["detail"] == "checked"
    await service.admin.delete(f"/api/documents/{document['id']}")


async def test_who_acts_on_what_another_has_changed_is_told(service: Any) -> None:
    document = await upload(service, "borealis.md", price(18), status="in_review")

    first = await act(service, document, 1, "publish", expected="in_review")
    second = await act(service, document, 1, "send_back", expected="in_review")
    impossible = await act(service, document, 1, "publish")

    assert (first.status_code, second.status_code, impossible.status_code) == (200, 409, 409)
    assert "somebody else" in second.json()["detail"]
    assert "retire" in impossible.json()["detail"]
    assert await found(service) == ["18"]
    await service.admin.delete(f"/api/documents/{document['id']}")


async def test_validity_schedules_and_ends_a_version(service: Any) -> None:
    soon, past = datetime.now(UTC) + timedelta(days=2), datetime.now(UTC) - timedelta(days=2)
    document = await upload(service, "borealis.md", price(18))
    later = await upload(service, "borealis.md", price(25), valid_from=soon.isoformat())
    assert (later["latest_status"], await found(service)) == ("scheduled", ["18"])

    path = f"/api/documents/{document['id']}/versions/2/validity"
    now_valid = await service.admin.put(path, json={"valid_from": past.isoformat(), "valid_until": soon.isoformat()})
    assert (now_valid.json()["status"], await found(service)) == ("published", ["25"])
    over = await service.admin.put(path, json={"valid_until": past.isoformat()})
    assert (over.json()["status"], await found(service)) == ("expired", [])

    backwards = await service.admin.put(path, json={"valid_from": soon.isoformat(), "valid_until": past.isoformat()})
    naive = await service.admin.put(path, json={"valid_until": "2030-01-01T00:00:00"})
    assert (backwards.status_code, naive.status_code) == (409, 422)
    await service.admin.delete(f"/api/documents/{document['id']}")


async def test_operators_find_what_customers_do_not(service: Any) -> None:
    document = await upload(service, "borealis.md", price(18), access="operators", products="Borealis, Aurora")
    assert (document["access"], document["products"]) == ("operators", ["Borealis", "Aurora"])
    assert (await found(service), await found(service, audience="operators")) == ([], ["18"])
    visitor = await service.visitor(language="en")
    assert "euros" not in (await visitor.ask(QUESTION))["replies"][0]["text"]

    await service.admin.patch(f"/api/documents/{document['id']}", json={"access": "public"})

    assert await found(service) == ["18"]
    assert (await found(service, product="Aurora"), await found(service, product="Polaris")) == (["18"], [])
    assert (await found(service, language="en"), await found(service, language="zh")) == (["18"], [])
    await service.admin.delete(f"/api/documents/{document['id']}")


async def test_versions_are_read_compared_and_downloaded(service: Any) -> None:
    document = await upload(service, "borealis.md", price(18))
    await upload(service, "borealis.md", price(20))
    path = f"/api/documents/{document['id']}"

    passages = (await service.admin.get(f"{path}/versions/1/passages")).json()["passages"]
    diff = (await service.admin.get(f"{path}/diff", params={"before": 1, "after": 2})).json()["differences"]
    source = await service.admin.get(f"{path}/versions/1/source")

    assert [one["text"] for one in passages] == ["The Borealis membership costs 18 euros a year."]
    assert [(one["kind"], one["before"]["text"][30:32], one["after"]["text"][30:32]) for one in diff] == [
        ("changed", "18", "20")
    ]
    assert source.content == price(18)
    assert source.headers["content-disposition"] == 'attachment; filename="borealis.md"'
    assert (await service.admin.get(f"{path}/versions/9/source")).status_code == 404
    await service.admin.delete(path)
    assert (await service.admin.get(path)).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [{"status": "retired"}, {"access": "everybody"}, {"valid_from": "tomorrow"}, {"valid_until": "2030-01-01"}],
)
async def test_wishes_that_cannot_be_meant_are_refused(service: Any, fields: dict[str, str]) -> None:
    response = await service.admin.post("/api/documents", files={"file": ("b.md", price(1))}, data=fields)
    assert (response.status_code, response.json()["error"]) == (422, "invalid_request")
