"""Documents: upload, list, delete, and files that cannot be read."""

from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

LAMP = "# Lamp\n\nThe Aurora lamp has a {} bulb and weighs two kilograms.\n"


async def upload(service: Any, name: str, data: bytes, field: str = "file") -> httpx.Response:
    response: httpx.Response = await service.admin.post("/api/documents", files={field: (name, data)})
    return response


async def names(service: Any) -> list[str]:
    return [one["name"] for one in (await service.admin.get("/api/documents")).json()["documents"]]


async def test_an_upload_is_known_to_the_next_answer_and_forgotten_after_its_deletion(service: Any) -> None:
    question = "What bulb does the Aurora lamp have?"
    visitor = await service.visitor(language="en")

    created = await upload(service, "lamp.md", LAMP.format("tungsten").encode())
    first = await visitor.ask(question)
    replaced = await upload(service, "lamp.md", LAMP.format("halogen").encode())
    second = await visitor.ask(question)
    unchanged = await upload(service, "lamp.md", LAMP.format("halogen").encode())
    deleted = await service.admin.delete(f"/api/documents/{created.json()['document']['id']}")
    third = await visitor.ask(question)

    assert [response.status_code for response in (created, replaced, unchanged, deleted)] == [201, 200, 200, 204]
    assert [response.json()["outcome"] for response in (created, replaced, unchanged)] == [
        "created",
        "replaced",
        "unchanged",
    ]
    assert (created.json()["document"]["version"], replaced.json()["document"]["version"]) == (1, 2)
    assert (created.json()["chunks_embedded"], unchanged.json()["chunks_embedded"]) == (1, 0)
    assert "tungsten" in first["replies"][0]["text"]
    assert "halogen" in second["replies"][0]["text"]
    assert "halogen" not in third["replies"][0]["text"]
    assert "lamp.md" not in await names(service)


async def test_a_file_in_gb18030_is_read(service: Any) -> None:
    text = "# 台灯\n\n极光台灯使用卤素灯泡，重量为两公斤，保修期为三年。\n"

    response = await upload(service, "台灯.md", text.encode("gb18030"))

    assert response.status_code == 201
    assert response.json()["document"]["title"] == "台灯"
    assert response.json()["document"]["name"] == "台灯.md"
    await service.admin.delete(f"/api/documents/{response.json()['document']['id']}")


@pytest.mark.parametrize(
    ("name", "data", "status", "code"),
    [
        ("empty.md", b"", 422, "unreadable_document"),
        ("broken.pdf", b"%PDF-1.7 broken", 422, "unreadable_document"),
        ("broken.docx", b"PK\x03\x04 broken", 422, "unreadable_document"),
        ("program.exe", b"MZ", 415, "unsupported_format"),
        ("without-suffix", b"text", 415, "unsupported_format"),
        ("large.md", b"x" * 300_001, 413, "document_too_large"),
        ("huge.md", b"x" * 3_000_000, 413, "document_too_large"),
        ("../../etc/passwd", b"text", 415, "unsupported_format"),
        ("a" * 401 + ".md", b"text", 422, "invalid_request"),
        ("..", b"text", 422, "invalid_request"),
    ],
)
async def test_what_cannot_be_a_document_is_refused_with_a_sentence(
    service: Any, name: str, data: bytes, status: int, code: str
) -> None:
    before = await names(service)

    response = await upload(service, name, data)

    assert (response.status_code, response.json()["error"]) == (status, code)
    assert response.json()["detail"].endswith(".")
    assert await names(service) == before


async def test_an_upload_without_an_announced_length_stops_at_the_limit(service: Any) -> None:
    boundary = "x" * 20
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n\r\n'.encode()
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        yield head
        for _ in range(200):
            sent += 100_000
            yield b"x" * 100_000

    response = await service.admin.post(
        "/api/documents",
        content=endless(),
        headers={"Content-Type": f"multipart/form-data; boundary={boundary}"},
    )

    assert (response.status_code, response.json()["error"]) == (413, "document_too_large")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"", "multipart/form-data"), (b"x", "multipart/form-data; boundary=b"), (b"{}", "application/json"), (b"", "")],
)
async def test_what_is_no_upload_is_refused(service: Any, body: bytes, content_type: str) -> None:
    response = await service.admin.post("/api/documents", content=body, headers={"Content-Type": content_type})

    assert response.status_code in (400, 422)
    assert set(response.json()) == {"error", "detail"}


async def test_a_file_in_another_field_is_refused(service: Any) -> None:
    response = await upload(service, "a.md", b"text", field="document")

    assert (response.status_code, response.json()["error"]) == (422, "invalid_request")


async def test_the_folders_that_a_browser_sends_along_are_left_out_of_the_name(service: Any) -> None:
    response = await upload(service, "C:\\Users\\mia\\note.md", b"# Note\n\nThe shop closes at six in the evening.\n")

    assert response.json()["document"]["name"] == "note.md"
    await service.admin.delete(f"/api/documents/{response.json()['document']['id']}")


async def test_an_upload_without_a_log_in_is_not_read(service: Any) -> None:
    response = await service.http.post("/api/documents", files={"file": ("huge.md", b"x" * 3_000_000)})

    assert response.status_code == 401
