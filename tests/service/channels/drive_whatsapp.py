"""Plays WhatsApp Cloud API as https://developers.facebook.com/documentation/business-messaging/whatsapp has it."""

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
    refused,
    shake,
)

__all__ = ["HANDSHAKES", "OTHER_SECRET", "SECRET", "deliver", "forgeries", "shake"]

NUMBER = "106540352242922"
ACCEPTED = (
    200,
    {},
    b'{"messaging_product":"whatsapp","contacts":[{"input":"42","wa_id":"42"}],"messages":[{"id":"wamid.HBgL"}]}',
)
EXTERNAL_ID = "wamid.HBgL"
REFUSED = {
    "the window is closed": (refused(400, 131047, "(#131047) Re-engagement message"), True, None),
    "throughput": (refused(429, 130429, "(#130429) Rate limit hit"), False, None),
    "throttled in a bad request": (refused(400, 80007, "(#80007) Rate limit issues"), False, None),
    "too many to one customer": (refused(400, 131056, "(#131056) Pair rate limit hit"), False, None),
    "transient by its own word": (refused(400, 999, "Try later", is_transient=True), False, None),
    "service": (refused(503, 2, "Service temporarily unavailable"), False, None),
    "the token has expired": (refused(401, 190, f"Malformed access token {TOKEN}"), True, None),
    "no such customer": (refused(400, 131026, "(#131026) Message undeliverable"), True, None),
    "no permission": (refused(403, 10, "(#10) Permission denied"), True, None),
    "too many, with a time": ((429, {"retry-after": "7"}, b""), False, 7.0),
    "throttled, with a time": (
        (400, {"retry-after": "9"}, refused(400, 4, "(#4) Application request limit reached")[2]),
        False,
        9.0,
    ),
}


def fields(api: str) -> dict[str, object]:
    return {
        "app_secret": KEY,
        "verify_token": "open-sesame",
        "access_token": TOKEN,
        "phone_number_id": NUMBER,
        "api_url": f"{api}/v25.0",
    }


def check(sent: Any, reply: Reply) -> None:
    assert (sent.method, sent.path) == ("POST", f"/v25.0/{NUMBER}/messages")
    assert sent.headers["authorization"] == f"Bearer {TOKEN}"
    assert sent.headers["content-type"] == "application/json"
    assert sent.json() == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": reply.contact,
        "type": "text",
        "text": {"body": reply.text, "preview_url": False},
    }
