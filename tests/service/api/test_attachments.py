"""Operators see what customers attached: pictures in place, all else as a download, nobody without a log-in."""

import asyncio
from base64 import b64encode
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from service.storage.tables import conversations, messages
from tests.service.api.test_hooks import deliver, hook, stored

pytestmark = pytest.mark.asyncio(loop_scope="session")
__all__ = ["hook"]

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
PAGE = b"<script>alert(document.cookie)</script>"


async def attached(service: Any, hook: str, kind: str = "file", **files: bytes) -> tuple[str, list[dict[str, Any]]]:
    """The conversation in which these were sent, and how its page shows them once they are looked at."""
    given = [{"data": b64encode(body).decode(), "name": name.replace("_", ".")} for name, body in files.items()]
    response = await deliver(service, hook, "", mark := uuid4().hex, kind=kind, attachments=given)
    assert response.status_code == 200, response.text
    async with service.resources.database.read() as connection:
        query = select(conversations.c.id).join(messages).where(messages.c.external_key.endswith(mark))
        conversation = (await connection.execute(query)).scalar_one()
    async with asyncio.timeout(20):
        while True:
            page = (await service.admin.get(f"/api/conversations/{conversation}")).json()
            shown = [one for message in page["messages"] for one in message["attachments"]]
            if all(one["text"] is not None for one in shown):
                return conversation, shown
            await asyncio.sleep(0.05)


async def test_a_picture_is_shown_in_place_and_a_page_is_a_download_that_cannot_run(service: Any, hook: str) -> None:
    conversation, (picture, page) = await attached(service, hook, zip_png=PNG, 发票_html=PAGE)
    assert (picture["picture"], page["picture"]) == (True, False)
    address = f"/api/conversations/{conversation}/attachments"
    shown = await service.admin.get(f"{address}/{picture['id']}")
    downloaded = await service.admin.get(f"{address}/{page['id']}")

    assert (shown.content, shown.headers["content-type"]) == (PNG, "image/png")
    assert shown.headers["content-disposition"].startswith("inline")
    assert (downloaded.content, downloaded.headers["content-type"]) == (PAGE, "application/octet-stream")
    assert downloaded.headers["content-disposition"].startswith("attachment;")
    assert "%E5%8F%91%E7%A5%A8.html" in downloaded.headers["content-disposition"]
    for response in (shown, downloaded):
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["content-security-policy"] == "sandbox; default-src 'none'"
        assert response.headers["cache-control"] == "private, no-store"


async def test_nobody_gets_a_file_without_a_log_in_or_by_another_conversation(service: Any, hook: str) -> None:
    conversation, (picture,) = await attached(service, hook, zip_png=PNG)
    other = str((await service.visitor()).conversation_id)
    path = f"/attachments/{picture['id']}"

    assert (await service.http.get(f"/api/conversations/{conversation}{path}")).status_code == 401
    assert (await service.admin.get(f"/api/conversations/{other}{path}")).status_code == 404
    assert (await service.admin.get(f"/api/conversations/{conversation}/attachments/nothing")).status_code == 404


async def test_only_what_failed_is_fetched_again(service: Any, hook: str) -> None:
    conversation, (picture,) = await attached(service, hook, zip_png=PNG)
    address = f"/api/conversations/{conversation}/attachments/{picture['id']}/again"

    assert (await service.admin.post(address)).status_code == 409
    assert (await service.admin.post(address.replace(picture["id"], str(uuid4())))).status_code == 404


@pytest.mark.parametrize(("greeting", "words"), [("Hello", "my colleagues can see it"), ("你好", "同事可以看到")])
async def test_a_picture_without_words_is_acknowledged_in_the_customers_language_and_graded_no_wrong_answer(
    service: Any, hook: str, greeting: str, words: str
) -> None:
    await deliver(service, hook, greeting)
    (said,) = await stored(service, hook)
    assert await service.resources.turns.answered(said.conversation_id, said.seq, 30.0)
    conversation, _ = await attached(service, hook, "image", zip_png=PNG)
    async with asyncio.timeout(30):
        while True:
            page = (await service.admin.get(f"/api/conversations/{conversation}")).json()
            turns = page["turns"]
            if len(turns) == 2 and not any(turn["pending"] for turn in turns):
                break
            await asyncio.sleep(0.1)

    assert words in page["messages"][-1]["text"]
    assert turns[-1]["intent"] == "image_received"
    # A mood that stays as it is scores just below a half.
    assert [grade for grade in turns[-1]["grades"] if grade["score"] is not None and grade["score"] < 0.4] == []
