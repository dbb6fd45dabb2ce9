"""Visitors attach files in the widget: what is allowed is stored as a message, once."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from service.api.widget.files import MOST_FILES

pytestmark = pytest.mark.asyncio(loop_scope="session")

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


async def attach(visitor: Any, name: str, body: bytes, client_id: str | None = None) -> httpx.Response:
    query = {"name": name, "client_id": client_id or uuid4().hex}
    response: httpx.Response = await visitor.http.post(
        "/api/widget/files", params=query, content=body, headers=visitor.headers
    )
    return response


async def test_a_file_is_a_message_once_and_operators_get_it(service: Any) -> None:
    visitor = await service.visitor()
    assert visitor.session["files"]["max_bytes"] == 10_000_000
    first = await attach(visitor, "C:\\pictures\\zip.PNG", PNG, "one")
    again = await attach(visitor, "zip.PNG", PNG, "one")

    assert (first.status_code, first.json()["message"]["text"]) == (202, "[image]"), first.text
    assert again.json()["message"]["id"] == first.json()["message"]["id"]
    (shown,) = first.json()["message"]["attachments"]
    assert (shown["name"], shown["size"], shown["state"]) == ("zip.PNG", len(PNG), "stored")
    path = f"/api/conversations/{visitor.conversation_id}/attachments/{shown['id']}"
    assert (await service.admin.get(path)).content == PNG
    assert (await visitor.http.get(path, headers=visitor.headers)).status_code == 401


@pytest.mark.parametrize(
    ("name", "body", "status", "code"),
    [
        ("run.exe", b"MZ", 415, "unsupported_format"),
        ("page.html", b"<script>", 415, "unsupported_format"),
        ("no_ending", b"x", 415, "unsupported_format"),
        ("empty.txt", b"", 422, "invalid_request"),
        ("large.txt", b"x" * 10_000_001, 413, "file_too_large"),
    ],
)
async def test_what_is_not_taken_is_told_apart(service: Any, name: str, body: bytes, status: int, code: str) -> None:
    response = await attach(await service.visitor(), name, body)

    assert (response.status_code, response.json()["error"]) == (status, code)


async def test_nobody_attaches_without_a_session_and_no_conversation_is_filled_without_end(
    service: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await service.http.post("/api/widget/files?name=a.txt&client_id=1", content=b"x")).status_code == 401
    visitor = await service.visitor()
    monkeypatch.setattr("service.api.widget.files.MOST_FILES", 1)
    assert MOST_FILES > 1
    assert (await attach(visitor, "a.txt", b"x")).status_code == 202
    assert (await attach(visitor, "b.txt", b"x")).status_code == 409
