"""A zip archive uploaded: a document for each of its files, and a word about the others."""

import io
import json
import zipfile
from typing import Any

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")


def archive(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as into:
        for name, text in files.items():
            into.writestr(name, text)
    return packed.getvalue()


async def test_each_file_of_an_archive_becomes_a_document(service: Any) -> None:
    data = archive(
        {"faq/a.md": "# A\n\nThe Aurora costs 18 euros.", "保修.md": "# 保修\n\n极光灯保修三年。", "x.exe": "MZ"}
    )

    response = await service.admin.post("/api/documents", files={"file": ("kb.zip", data)})

    assert response.status_code == 201
    unpacked = response.json()
    assert unpacked["outcome"] == "unpacked"
    assert [one["document"]["name"] for one in unpacked["documents"]] == ["kb.zip/faq/a.md", "kb.zip/保修.md"]
    assert [one["name"] for one in unpacked["not_taken"]] == ["kb.zip/x.exe"]
    for one in unpacked["documents"]:
        await service.admin.delete(f"/api/documents/{one['document']['id']}")


async def test_a_damaged_archive_is_refused_with_a_sentence(service: Any) -> None:
    response = await service.admin.post("/api/documents", files={"file": ("kb.zip", b"PK\x03\x04 broken")})
    assert (response.status_code, response.json()["error"]) == (422, "unreadable_document")


async def test_an_address_of_the_inner_network_is_told_and_adds_nothing(service: Any) -> None:
    response = await service.admin.post("/api/documents/web", json={"url": "http://169.254.169.254/latest/meta-data"})
    (page,) = [json.loads(line) for line in response.text.splitlines()]
    assert (response.status_code, page["outcome"]) == (200, "failed")
    assert page["error"]
    assert (await service.admin.get("/api/documents/web")).json() == {"sources": []}
