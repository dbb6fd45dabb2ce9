"""Plays Instagram messaging as https://developers.facebook.com/documentation/business-messaging has it."""

from typing import Any

from service.channel.interface import Reply
from tests.service.channels.play_meta import (
    HANDSHAKES,
    KEY,
    OTHER_SECRET,
    SECRET,
    TOKEN,
    deliver,
    forgeries,
    messaging_refused,
    refused,
    shake,
)

__all__ = ["HANDSHAKES", "OTHER_SECRET", "SECRET", "deliver", "forgeries", "refused", "shake"]

ACCOUNT = "17841400000000104"
ACCEPTED = (200, {}, b'{"recipient_id":"42","message_id":"m_AG5Hz2U"}')
EXTERNAL_ID = "m_AG5Hz2U"
REFUSED = messaging_refused(2534022)


def fields(api: str) -> dict[str, object]:
    return {
        "app_secret": KEY,
        "verify_token": "open-sesame",
        "access_token": TOKEN,
        "account_id": ACCOUNT,
        "api_url": f"{api}/v25.0",
    }


def check(sent: Any, reply: Reply) -> None:
    assert (sent.method, sent.path) == ("POST", "/v25.0/me/messages")
    assert sent.headers["authorization"] == f"Bearer {TOKEN}"
    assert sent.headers["content-type"] == "application/json"
    assert sent.json() == {
        "recipient": {"id": reply.contact},
        "message": {"text": reply.text},
    }
