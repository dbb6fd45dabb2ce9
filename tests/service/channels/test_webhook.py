"""What only the generic channel promises."""

import base64
import json
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook

from service.channel.errors import Malformed, Refused
from service.channel.interface import Request


@pytest.fixture
def platform(platforms: Any) -> Any:
    return platforms["webhook"]


def signed(platform: Any, message_id: str, body: Any) -> Request:
    content = json.dumps(body)
    headers = {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(platform.now.timestamp())),
        "webhook-signature": Webhook(platform.driver.KEY).sign(message_id, platform.now, content),
    }
    return Request("POST", httpx.Headers(headers), {}, content.encode(), platform.now)


def said(**message: object) -> dict[str, object]:
    return {"contact": {"id": "42"}, "message": message}


async def test_each_webhook_id_is_a_message_of_its_own_even_with_the_same_text(platform: Any) -> None:
    one = await platform.receive(signed(platform, "msg_1", said(text="hi")))
    two = await platform.receive(signed(platform, "msg_2", said(text="hi")))

    assert [one.messages[0].key, two.messages[0].key] == ["msg_1", "msg_2"]


@pytest.mark.parametrize("text", ["", " \n\u3000"])
async def test_a_text_without_a_word_is_malformed(platform: Any, text: str) -> None:
    with pytest.raises(Malformed, match="text"):
        await platform.receive(signed(platform, "msg_1", said(text=text)))


@pytest.mark.parametrize(
    "message",
    [
        {"text": 7},
        {"text": None},
        {"text": "hi", "kind": "hologram"},
        {"text": "hi", "at": "yesterday"},
        {"text": "hi", "at": "2026-01-31T08:00:00"},
        {"text": "hi", "at": "0001-01-01T00:00:00+14:00"},
        {"text": "hi", "id": 7},
        {"text": "hi", "id": "x" * 256},
    ],
)
async def test_a_message_in_another_form_than_documented_is_malformed(platform: Any, message: Any) -> None:
    with pytest.raises(Malformed):
        await platform.receive(signed(platform, "msg_1", said(**message)))


@pytest.mark.parametrize("contact", [{}, {"id": ""}, {"id": 42}, {"id": "x" * 256}, "42", None])
async def test_a_contact_in_another_form_than_documented_is_malformed(platform: Any, contact: Any) -> None:
    with pytest.raises(Malformed):
        await platform.receive(signed(platform, "msg_1", {"contact": contact, "message": {"text": "hi"}}))


async def test_an_id_that_cannot_be_a_key_is_not_taken_even_when_signed(platform: Any) -> None:
    with pytest.raises(Refused):
        await platform.receive(signed(platform, "", said(text="hi")))
    with pytest.raises(Malformed, match="webhook-id"):
        await platform.receive(signed(platform, "x" * 256, said(text="hi")))


async def test_a_long_text_is_taken_whole(platform: Any) -> None:
    received = await platform.receive(signed(platform, "msg_1", said(text="很" * 100_000)))

    assert received.messages[0].text == "很" * 100_000


@pytest.mark.parametrize("data", ["not base64!", "aGk", base64.b64encode(b"x" * 5_000_001).decode()])
async def test_files_that_are_no_base64_or_too_large_are_malformed(platform: Any, data: str) -> None:
    with pytest.raises(Malformed, match="attachment"):
        await platform.receive(signed(platform, "msg_1", said(kind="file", attachments=[{"data": data}])))
