"""Whatever is sent: a clear error, nothing lost, nothing crashed."""

from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")


def is_problem(response: httpx.Response, status: int, code: str) -> bool:
    """Whether this is an error as every error should be."""
    assert (response.status_code, response.json().get("error")) == (status, code), response.text
    assert set(response.json()) == {"error", "detail"}
    assert response.json()["detail"].endswith(".")
    return True


@pytest.mark.parametrize("text", ["", "   \n\t ", "\x00", "\u200b\ufeff"])
async def test_a_message_of_nothing_is_refused(service: Any, text: str) -> None:
    assert is_problem(await (await service.visitor()).post(text), 422, "empty_message")


@pytest.mark.parametrize("length", [4_001, 100_000, 1_000_000])
async def test_a_message_that_is_too_long_is_refused_with_the_limit(service: Any, length: int) -> None:
    response = await (await service.visitor()).post("x" * length)

    assert is_problem(response, 413, "message_too_long")
    assert "4,000" in response.json()["detail"]


async def test_a_body_without_a_length_is_cut_off_at_the_limit(service: Any) -> None:
    visitor = await service.visitor()

    async def endless() -> Any:
        for _ in range(1_000):
            yield b" " * 10_000

    response = await service.http.post("/api/widget/messages", content=endless(), headers=visitor.headers)

    assert is_problem(response, 413, "message_too_long")


@pytest.mark.parametrize(
    "text",
    [
        "😀👨‍👩‍👧‍👦🇫🇷",
        "مرحبا، أين طلبي؟",
        "שלום \u202eabc",
        "x" * 4_000,
        "😀" * 4_000,
        "a\nb\tc",
        "'; DROP TABLE messages; --",
    ],
)
async def test_emoji_other_scripts_and_the_longest_message_are_stored_as_they_are(service: Any, text: str) -> None:
    visitor = await service.visitor()

    assert (await visitor.post(text)).status_code == 202

    assert (await visitor.history())["messages"][0]["text"] == text


async def test_control_characters_are_dropped_and_line_ends_unified(service: Any) -> None:
    visitor = await service.visitor()

    await visitor.post("a\x00b\r\nc\x07\x9fd\re")

    assert (await visitor.history())["messages"][0]["text"] == "ab\ncd\ne"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"text": 1, "client_id": "1"}',
        b'{"text": "x"}',
        b'{"text": "x", "client_id": ""}',
        b'{"text": "x", "client_id": "a\\u0000b"}',
        b'{"text": "\\ud800", "client_id": "1"}',
        b'{"text": "\xff", "client_id": "1"}',
        b'{"text": "x", "client_id": "%s"}' % (b"1" * 101),
    ],
)
async def test_what_is_no_message_is_refused_with_a_sentence(service: Any, body: bytes) -> None:
    visitor = await service.visitor()

    response = await service.http.post("/api/widget/messages", content=body, headers=visitor.headers)

    assert is_problem(response, 422, "invalid_request")
    assert (await visitor.history())["messages"] == []


@pytest.mark.parametrize(
    "opening",
    [
        {"language": "klingon"},
        {"token": "x" * 5_000},
        {"page": "x" * 9_000},
        [],
    ],
)
async def test_what_opens_no_session_is_refused(service: Any, opening: Any) -> None:
    assert is_problem(await service.http.post("/api/widget/sessions", json=opening), 422, "invalid_request")


async def test_a_form_without_a_boundary_is_refused_with_one_sentence(service: Any) -> None:
    headers = {"Content-Type": "multipart/form-data"}

    response = await service.admin.post("/api/documents", content=b"--x", headers=headers)

    assert is_problem(response, 400, "bad_request")
    assert not response.json()["detail"].endswith("..")


async def test_an_opening_with_nul_and_surplus_fields_is_taken(service: Any) -> None:
    opening = {"page": "https://shop.example/\x00a", "referrer": None, "unheard_of": "other"}

    assert (await service.http.post("/api/widget/sessions", json=opening)).status_code == 201


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/api/nothing"), ("POST", "/api/nothing"), ("GET", "/nothing.png"), ("GET", "/api/")]
)
async def test_an_unknown_address_is_not_found(service: Any, method: str, path: str) -> None:
    assert is_problem(await service.http.request(method, path), 404, "not_found")


@pytest.mark.parametrize("id_", ["x", "%00", "..%2f..", "01a206fa-a129-7237-aa6f-fa6c02200ea7", "1' OR '1'='1"])
async def test_an_id_that_is_none_is_not_found(service: Any, id_: str) -> None:
    assert is_problem(await service.admin.get(f"/api/conversations/{id_}"), 404, "not_found")
    assert is_problem(await service.admin.delete(f"/api/documents/{id_}"), 404, "not_found")


@pytest.mark.parametrize(
    "query",
    [
        "conversations?state=nonsense",
        "conversations?cursor=%00",
        "conversations?cursor=2026-01-01_x",
        "conversations?limit=0",
        "conversations?limit=x",
        "kpis?by=shoe_size",
        "kpis?since=yesterday",
        "kpis?until=9999-12-31T00:00:00",
        "diagnosis?until=0001-01-02T00:00:00",
        "rules/hits?since=0001-01-01T00:00:00%2B14:00",
        "rules/hits?rule=%00",
        "reviews?turn_id=%00",
        "alerts?rule=a%00",
    ],
)
async def test_a_query_that_cannot_be_answered_is_refused(service: Any, query: str) -> None:
    assert is_problem(await service.admin.get(f"/api/{query}"), 422, "invalid_request")


async def test_what_fails_inside_names_an_incident_and_no_secret(service: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("password=hunter2")

    monkeypatch.setattr(type(service.resources.knowledge.store), "documents", broken)

    response = await service.admin.get("/api/documents")

    assert is_problem(response, 500, "internal")
    assert "hunter2" not in response.text
    assert "incident" in response.json()["detail"]


async def test_a_body_that_is_no_json_is_refused_with_the_place(service: Any) -> None:
    headers = {"Content-Type": "application/json"}

    response = await service.http.post("/api/auth/login", content=b'{"email": "a@b.c", nonsense}', headers=headers)

    assert is_problem(response, 422, "invalid_request")
    assert response.json()["detail"].startswith("The body is not valid JSON: ")
    assert "at character 19" in response.json()["detail"]
